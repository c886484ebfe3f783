import type { Exchange } from "../../../src/model/exchange.ts";
import { isObject, type Json } from "../../../src/model/json.ts";
import { findDisclosures } from "../../../src/oracle/disclosures/find.ts";
import { secretsIn } from "../../../src/oracle/disclosures/secrets-in.ts";

/** What a page shows, and whether it is a flaw that everybody is shown it. */
export interface Page {
  readonly says: string;
  readonly grave: boolean;
}

type Read = Pick<Exchange, "reply" | "sightings">;

/** Characters of a page that are read. */
const mostRead = 100_000;

/** Reads a page by its content; undefined where it shows nothing worth a word. Pure. */
export function readPage(path: string, page: Read): Page | undefined {
  const { reply } = page;
  if (reply.kind !== "result") return undefined;
  const contentType = String(reply.result.contentType ?? "");
  const text = String(reply.result.body ?? "").slice(0, mostRead);
  const html = /html/i.test(contentType) || /^\s*<(?:!doctype|html)/i.test(text);
  const json = parsed(text);
  // Documentation has examples of all that is looked for below.
  const documentation = documentationIn(text, html, json);
  if (documentation !== undefined) return { says: documentation, grave: false };
  return graveIn(path, text, html, json, page) ?? worthIn(path, text, html, json);
}

function documentationIn(text: string, html: boolean, json: Json | undefined): string | undefined {
  if (
    isObject(json) &&
    (typeof json.openapi === "string" || typeof json.swagger === "string") &&
    isObject(json.paths)
  ) {
    return `the description of an API with ${Object.keys(json.paths).length} paths`;
  }
  if (html && /swagger-ui|redoc|rapidoc|scalar-api|<title>[^<]*(?:API docs|Swagger)/i.test(text))
    return "documentation of an API";
  if (html && /graphiql|graphql[- ]playground|apollo (?:sandbox|studio|server)/i.test(text))
    return "a console for GraphQL";
  return html && /<title>[^<]*MCP Inspector/i.test(text) ? "the MCP Inspector" : undefined;
}

function graveIn(path: string, text: string, html: boolean, json: Json | undefined, page: Read): Page | undefined {
  const grave = (says: string): Page => ({ says, grave: true });
  // A key that a browser sends to Google is on every page that shows a map.
  const sightings = page.sightings.filter(({ kind }) => kind !== "google-key");
  const secrets = secretsIn({ ...page, sightings }).filter(({ verified }) => verified);
  if (secrets[0] !== undefined) return grave(secrets[0].what);
  if (!html && /^ref: refs\/[\w./-]{1,200}\s*$/.test(text)) return grave("the head of a git repository");
  if (!html && /(?:^|\/)\.env$/.test(path) && settingsIn(text) >= 2)
    return grave("a file of settings for an environment");
  if (/^JAVA PROFILE \d/.test(text)) return grave("the heap of a process");
  if (/\/debug\/pprof\/?/.test(text) && /goroutine/.test(text) && /heap/.test(text))
    return grave("profiles of a process, its heap among them");
  const environment = findDisclosures(text).find(({ kind }) => kind === "environment");
  if (environment !== undefined && !html) return grave(environment.what);
  if (isObject(json) && springEnvironment(json)) return grave("the properties and the environment of a process");
  const sessions = json === undefined ? 0 : sessionsIn(json, 0, Array.isArray(json) && /\/sessions$/.test(path));
  return sessions > 0 ? grave(`the ids of ${sessions === 1 ? "a session" : `${sessions} sessions`}`) : undefined;
}

function worthIn(path: string, text: string, html: boolean, json: Json | undefined): Page | undefined {
  const worth = (says: string): Page => ({ says, grave: false });
  if (/^# (?:HELP|TYPE) [a-zA-Z_:][\w:]* /m.test(text)) return worth("metrics of a process");
  if (isObject(json) && isObject(json.memstats))
    return worth("variables of a running process, its command line among them");
  if (isObject(json) && isObject(json._links) && /actuator/.test(path))
    return worth("the index of pages for operators");
  if (isObject(json) && Array.isArray(json.propertySources)) return worth("the names of the properties of a process");
  if (html && /<title>Index of \//i.test(text)) return worth("the files of a folder");
  if (html && /\/admin$/.test(path) && !/type=["']?password|sign in|log ?in/i.test(text))
    return worth("a page for administrators");
  if (html) return undefined;
  const told = findDisclosures(text).find(
    ({ kind, verified }) =>
      kind === "file-path" || kind === "product-version" || (kind === "network-address" && verified),
  );
  return told && worth(`${told.what} (${told.text.slice(0, 80)})`);
}

/** Lines of a file of settings. */
function settingsIn(text: string): number {
  return (text.match(/^(?:export )?[A-Za-z_][A-Za-z0-9_]{1,60}=.*$/gm) ?? []).length;
}

/** Values of the environment of a Spring process, unless they are masked, as they are by default. */
function springEnvironment({ propertySources }: { readonly [name: string]: Json | undefined }): boolean {
  if (!Array.isArray(propertySources)) return false;
  const all = propertySources.flatMap((source) =>
    isObject(source) && isObject(source.properties) ? Object.values(source.properties) : [],
  );
  const shown = all.filter((one) => isObject(one) && typeof one.value === "string" && !/^\*+$/.test(one.value));
  return shown.length >= 3;
}

const deepest = 4;

/** Ids in a list of sessions: what a page hands its own visitor is none. */
function sessionsIn(value: Json | undefined, depth: number, among: boolean): number {
  if (depth > deepest || typeof value !== "object" || value === null) return 0;
  const count = (all: readonly Json[]) =>
    all
      .slice(0, 100)
      .reduce((sum: number, one) => sum + (among && isId(one) ? 1 : sessionsIn(one, depth + 1, among)), 0);
  if (Array.isArray(value)) return count(value);
  return Object.entries(value).reduce((sum, [name, inner]) => {
    if (among && isId(inner)) return sum + (/^(?:(?:mcp[-_]?)?session[-_]?id|sid|id|key)$/i.test(name) ? 1 : 0);
    const inside = among || /^(?:active[-_]?)?(?:sessions|session[-_]?ids)$/i.test(name);
    return sum + (inside && isId(name) ? 1 : 0) + sessionsIn(inner, depth + 1, inside);
  }, 0);
}

function isId(value: Json | undefined): boolean {
  return typeof value === "string" && /^(?=.*\d)[\w-]{16,128}$/.test(value);
}

function parsed(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
