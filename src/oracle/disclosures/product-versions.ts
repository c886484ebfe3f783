import { patternDetector } from "./pattern-detector.ts";

const products = [
  "nginx",
  "Apache",
  "Tomcat",
  "Jetty",
  "IIS",
  "Microsoft-IIS",
  "Express",
  "Werkzeug",
  "gunicorn",
  "uvicorn",
  "hypercorn",
  "aiohttp",
  "Python",
  "PHP",
  "OpenSSL",
  "Phusion Passenger",
  "Node\\.js",
  "ASP\\.NET",
  "PostgreSQL",
  "MySQL",
  "MariaDB",
  "SQLite",
  "Redis",
  "MongoDB",
  "Spring Boot",
  "Django",
  "Flask",
].join("|");

/** A product of the server's stack with its version, which tells what flaws it has. */
export const findProductVersions = patternDetector("product-version", /\d\.\d/, [
  {
    what: "a product with its version",
    pattern: new RegExp(
      String.raw`\b(?:${products})(?:/| v| version |/v| )\d{1,3}\.\d{1,3}(?:\.\d{1,4})?(?:[-+][\w.]{1,30})?`,
      "g",
    ),
    verified: false,
  },
  { what: "the version of a runtime", pattern: /\bNode\.js v\d{1,3}\.\d{1,3}\.\d{1,3}\b/g, verified: true },
  {
    what: "the version of a database",
    pattern: /\bPostgreSQL \d{1,2}\.\d{1,2}[^\n]{0,40} on [\w-]{3,60}, compiled by [^\n]{1,80}/g,
    verified: true,
  },
]);
