import { patternDetector } from "./pattern-detector.ts";

const octet = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
// RFC 1918, RFC 3927, RFC 6598.
const privateRange = String.raw`(?:10\.${octet}|172\.(?:1[6-9]|2\d|3[01])|192\.168|169\.254|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.${octet}\.${octet}`;
const name = String.raw`[a-zA-Z0-9](?:[\w-]{0,61}[a-zA-Z0-9])?`;
const internal = String.raw`internal|intranet|intra|corp|lan|localdomain|home\.arpa|svc|svc\.cluster\.local|cluster\.local`;
const hosted = String.raw`rds\.amazonaws\.com|cache\.amazonaws\.com|database\.windows\.net|postgres\.database\.azure\.com|mysql\.database\.azure\.com|redis\.cache\.windows\.net|compute\.internal`;

/** Addresses that only mean something inside: private ranges, names of internal domains, and what a client failed to reach. */
export const findNetworkAddresses = patternDetector(
  "network-address",
  /\d\.\d|[a-z]\.[a-z]|:\d{2,5}|addrinfo|host|lookup/i,
  [
    {
      what: "a private address",
      pattern: new RegExp(String.raw`(?<![\w.-])(?<told>${privateRange}(?::\d{2,5})?)(?![\w-]|\.\d)`, "g"),
      verified: true,
    },
    {
      what: "the name of an internal host",
      pattern: new RegExp(
        String.raw`(?<![\w.-])(?<![\w.+-]@)(?<![\w.-]\/)(?<told>(?:${name}\.){1,6}(?:${internal}|${hosted})(?::\d{2,5})?)(?![\w-]|\.[a-z])`,
        "gi",
      ),
      verified: true,
    },
    {
      what: "the address of something that it depends on",
      pattern: /\b(?:ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH) (?<told>[\w.:[\]-]{3,255}:\d{2,5})\b/g,
      verified: true,
    },
    {
      what: "the name of something that it depends on",
      pattern: /\bgetaddrinfo (?:ENOTFOUND|EAI_AGAIN) (?<told>[\w.-]{1,255})/g,
      verified: true,
    },
    {
      what: "the address of something that it depends on",
      pattern:
        /\b(?:connection to server at|could not connect to server at|could not translate host name|Can't connect to (?:MySQL|MariaDB) server on|dial (?:tcp|udp)|lookup|Connection refused: (?:no further information: )?\/?|Failed to connect to|Name or service not known: )\s{0,2}["']?(?<told>[\w.-]{1,253}(?::\d{2,5})|[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})["']?/g,
      verified: true,
    },
    {
      what: "the host of a database",
      pattern:
        /\b(?:connection to server at|could not translate host name|Can't connect to (?:MySQL|MariaDB) server on) ["'](?<told>[^"'\s]{1,253})["']/g,
      verified: true,
    },
  ],
);
