import type { Disclosure } from "../disclosures/disclosure.ts";
import { findDisclosures } from "../disclosures/find.ts";
import { isExample } from "./example-context.ts";
import type { Finding } from "./finding.ts";
import { type ListedText, listedTexts, whereIs } from "./listed-texts.ts";
import type { Listing } from "./listing.ts";
import { visible } from "./visible.ts";

/** What is known of the server beside its listing. */
export interface Surroundings {
  /** True where it is reached over a network: its paths are of a machine that is not the caller's. */
  readonly remote: boolean;
  /** True for a path of this machine that the client does not know anyhow; undefined where nobody can tell. */
  readonly exists?: (path: string) => boolean;
}

const mostTold = 60;

/** What a listing tells of the inside of the server. What only shows how something is written is left out, and what is `known` anyhow. */
export function findListedInternals(
  listing: Listing,
  around: Surroundings,
  known: ReadonlySet<string>,
): readonly Finding[] {
  const takesSql = listing.entries.some(
    ({ kind, entry }) => kind === "tool" && /\bsql\b/i.test(JSON.stringify(entry).slice(0, 20_000)),
  );
  const found: Finding[] = [];
  for (const text of listedTexts(listing)) {
    if (text.role === "name" || /(?:^|\.)(?:pattern|\$schema|\$id|\$ref)(?=$|[.[])/.test(text.path)) continue;
    for (const one of [...findDisclosures(text.text), ...tablesIn(text)]) {
      const weight = known.has(one.text) ? undefined : weightOf(text, one, around, takesSql);
      if (weight === undefined) continue;
      const says = `${one.what} (“${visible(one.text.slice(0, 120))}”)`;
      found.push({ item: text.item, where: whereIs(text), says, weight, technique: one.kind });
      if (found.length >= mostTold) return found;
    }
  }
  return found;
}

type Weigh = (
  text: ListedText,
  one: Disclosure,
  around: Surroundings,
  takesSql: boolean,
) => Finding["weight"] | undefined;

const weightOf: Weigh = (text, one, around, takesSql) => {
  if (isExample(text.text, one.start, text.path)) return undefined;
  const weigh = weights[one.kind];
  return weigh?.(text, one, around, takesSql);
};

const weights: Partial<Record<Disclosure["kind"], Weigh>> = {
  "network-address": weightOfAddress,
  "file-path": weightOfPath,
  "sql-statement": ({ text }, { verified, start }, _, takesSql) =>
    takesSql ? undefined : verified && executed.test(text.slice(Math.max(0, start - 60), start)) ? "fail" : "noted",
  "driver-message": (_, { verified, what }, __, takesSql) =>
    !takesSql && verified && what === tableNamed ? "noted" : undefined,
  environment: () => "noted",
  "product-version": ({ text, path }, { start }) =>
    !ofArgument.test(path) && inUse.test(text.slice(Math.max(0, start - 60), start)) ? "noted" : undefined,
};

/** Below what a caller is to fill in. */
const ofArgument = /(?:^|\.)(?:properties|arguments)(?=$|[.[])/;
const inUse =
  /\b(?:runs? on|running|powered by|built (?:on|with)|backed by|backend(?: is)?|hosted on|served by|connected to|our|production)\b[^.\n]{0,50}$/i;

/** Words that say that the server sends a statement itself. */
const executed =
  /\b(?:runs?|running|execut(?:es?|ing)|quer(?:y|ies)|issues|sends|uses|does|performs?|via|with|statement|sql|internally)\b[^\n]{0,20}$/i;

/** Words that say where the server itself gets something. */
const source =
  /\b(?:reads?|read-only|fetch(?:es|ed)?|quer(?:y|ies|ied)|connect(?:s|ed|ing)?|host(?:s|ed)?|runs?|running|back(?:s|ed)(?: by)?|served|stored|stores?|writes?|written|talks?|proxie[sd]|forward(?:s|ed)?|taken|comes?|data|served|located|lives?|deployed|loaded|loads?|against|via|uses?|calls?|internal|production|prod|primary|replica|backend|upstream|database|warehouse|cluster) (?:\w{1,14} ){0,3}?(?:from|to|on|by|at|in|against|is|via|against|through|server|host|database|cluster|db)?:? ?\W{0,3}$/i;

/** Names that mean the same on every machine. */
const everywhere =
  /(?:^|\.)(?:host|gateway|kubernetes|vm)\.docker\.internal|^metadata\.google\.internal|^instance-data\.ec2\.internal|^kubernetes\.default|^169\.254\.169\.254/i;
/** Names that stand for others in documentation, and those that may. */
const invented =
  /(?:^|[.-])(?:my\w*|your\w*|foo|bar|baz|example|hostname|abc|xyz|xx+|name|namespace|service-name|svc-name|\d{12}|abc123\w*)(?=[.:-]|$)|example|placeholder|[<{$]/i;
const perhaps =
  /(?:^|[.-])(?:our|some|sample|test|demo|acme|company|companyname|corp|host|server|instance|cluster|domain|contoso|fabrikam|service)(?=[.:-]|$)/i;
const suffix =
  /(?:\.(?:internal|intranet|intra|corp|lan|localdomain|home\.arpa|svc|svc\.cluster\.local|cluster\.local)|\.(?:[a-z]{2}-[a-z]+-\d\.)?(?:rds|cache)\.amazonaws\.com|\.(?:database\.windows\.net|postgres\.database\.azure\.com|mysql\.database\.azure\.com|redis\.cache\.windows\.net))(?=:|$)/i;
/** Addresses of home routers and of every tutorial. */
const usual =
  /^(?:192\.168\.(?:0|1|2|10|100)\.\d+|10\.0\.[012]\.\d+|10\.1\.1\.\d+|10\.1\.2\.3|10\.10\.10\.\d+|10\.0\.0\.0|172\.1[67]\.0\.\d+|192\.168\.\d+\.0|10\.\d+\.0\.0|172\.\d+\.0\.0|169\.254\.|100\.(?:64\.0|127\.255)\.)/;

function weightOfAddress(
  { text, path, role }: ListedText,
  { text: told, start, what }: Disclosure,
): Finding["weight"] | undefined {
  // The host of a connection string with a password is told of with the password.
  if (everywhere.test(told) || /:\/\/[^\s/]{0,80}@$/.test(text.slice(Math.max(0, start - 90), start))) return undefined;
  const before = text.slice(Math.max(0, start - 80), start);
  const after = text.slice(start + told.length, start + told.length + 4);
  const plain = source.test(before) || /[a-z]\w*:\/\/$/i.test(before);
  const port = /:\d{2,5}$/.test(told);
  const argument = ofArgument.test(path);
  if (what === "a private address") {
    if (
      /^\/\d/.test(after) ||
      /(?:\/|\bv|version |section |range |-\s?)$/i.test(before.replace(/:\/\/$/, "")) ||
      /^\s?-\s?\d/.test(after)
    )
      return undefined;
    if (usual.test(told) && !(source.test(before) && port)) return undefined;
    if (argument && role === "prose") return undefined;
    return plain || port ? (argument ? "noted" : "fail") : "noted";
  }
  if (what !== "the name of an internal host") return undefined;
  const own = told.replace(suffix, "");
  const known =
    /^(?:redis|database|postgres|mysql|db)$/i.test(own) && !/\.(?:internal|intra\w*|corp|lan|svc|local)\b/i.test(told);
  const code = /\.[A-Z]{4,}$/.test(told) && /[a-z]/.test(told);
  if (code || known || invented.test(own) || (perhaps.test(own) && !source.test(before))) return undefined;
  const labels = told.replace(/:\d+$/, "").split(".");
  const library =
    /^(?:java|javax|jdk|sun|com|org|net|io|golang|node|npm|std|core|src|pkg|lib|self|this|module|app|kernel|react|internal|window)$/i.test(
      labels[0] ?? "",
    );
  if (library && !port && !/:\/\/$/.test(before)) return undefined;
  if (/\.svc$/i.test(told) && labels.length < 3) return undefined;
  const telling =
    plain ||
    port ||
    /\b(?:host|server|database|db|cluster|endpoint|backend|queue|broker|index|wiki|crm)\b/i.test(before);
  if (!telling) return "noted";
  // What an argument may be is for the caller to know.
  return argument && role === "prose" ? "noted" : "fail";
}

/** Folders that every machine has. */
const common =
  /^\/(?:etc\/(?:hosts|passwd|shadow|resolv\.conf|os-release|ssl|ssh|nginx|systemd|group|fstab|crontab)|usr\/(?:local\/)?(?:bin|lib|share|sbin|src)|var\/(?:log|lib|run|tmp|www\/html)(?:\/(?:syslog|messages|nginx|apache2|docker|postgresql|mysql)\b.*)?$|tmp|proc|dev|mnt|private\/tmp|var\/folders)/;
const imagined =
  /\/(?:home|Users)\/(?:user|username|me|you|john|jane|alice|bob|name|ubuntu|dev|developer|myuser|your\w*|runner|node|app)\b|\/(?:path|to|your[\w-]*|my[\w-]*|some|foo|bar|example|project|myproject|my-project|repo|file)s?(?:\/|\.|$)|[<{$*]|example|C:\\(?:path|Users\\(?:user|name|you|me)|temp|foo|my|projects?|dev|Windows|Program Files)/i;

function weightOfPath(
  { text, path, role }: ListedText,
  { text: told, start }: Disclosure,
  { remote, exists }: Surroundings,
): Finding["weight"] | undefined {
  if (common.test(told) || imagined.test(told)) return undefined;
  const argument = ofArgument.test(path);
  const home = /^\/(?:root|home\/[^/]+|Users\/[^/]+)\b/.test(told);
  // A server on this machine runs as its user: what is theirs is no news to them.
  if (!remote) return exists?.(told) === true && !argument ? (home ? "noted" : "fail") : undefined;
  if (argument && role === "prose") return undefined;
  const plain = source.test(text.slice(Math.max(0, start - 80), start));
  return plain && /^(?:\/(?:home|Users|root|srv|opt)\/|[A-Za-z]:\\)/.test(told) && !argument ? "fail" : "noted";
}

const tableNamed = "the name of a table";

/** Tables that a description names. */
function tablesIn({ text, role }: ListedText): readonly Disclosure[] {
  if (role !== "prose") return [];
  const pattern =
    /\b(?:table|view) [`"'\u201C](?<quoted>[a-z]\w{2,60})[`"'\u201D]|(?<![\w`.])[`"']?(?<plain>[a-z][a-z0-9]{1,30}(?:_[a-z0-9]{1,30}){1,6})[`"']? (?:db |database )?table\b/gi;
  return [...text.matchAll(pattern)].slice(0, 5).map(({ groups, index }) => ({
    kind: "driver-message",
    what: tableNamed,
    text: groups?.quoted ?? groups?.plain ?? "",
    start: index,
    verified: true,
  }));
}
