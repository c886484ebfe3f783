import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** A text to be read, by what it is made of. */
export interface Text {
  readonly name: string;
  readonly kind: "ordinary" | "hostile";
  /** The same text, as long as asked for. */
  readonly of: (characters: number) => string;
}

/** Texts as servers send them, then beginnings of everything that is looked for, over and over. */
export const texts: readonly Text[] = [
  { name: "documentation and code", kind: "ordinary", of: (length) => repeated(documentation(), length) },
  { name: "rows as JSON", kind: "ordinary", of: rows },
  { name: "a log with stack traces", kind: "ordinary", of: log },
  ...beginnings().map((one): Text => {
    return {
      name: JSON.stringify(one).slice(1, -1).slice(0, 44),
      kind: "hostile",
      of: (length) => repeated(one, length),
    };
  }),
];

function beginnings(): readonly string[] {
  return [
    " ",
    "\n",
    "\n \n",
    "a",
    "A",
    "1",
    ".",
    "/",
    "\\",
    '"',
    "`",
    "-",
    "=",
    ":",
    "@",
    "a ",
    "a.",
    "a/",
    "a=",
    "A=b\n",
    "A1_='",
    "at ",
    "at async new ",
    "at /a:1",
    "at a (",
    "at a.b(",
    'File "/',
    'File "/a", line 1',
    "#1 /",
    "#1 /a.php(1",
    "\t/",
    "\n\t/a",
    " in /",
    "goroutine 1 [",
    "panicked at ",
    "/a.rb:1:in `",
    "/home/a/",
    "/app/",
    "/app/a.",
    "C:\\",
    "C:\\a\\",
    "ENOENT ",
    "ENOENT open '",
    "[Errno 2] a",
    "10.",
    "10.0.0.",
    "192.168.1.1:",
    "a-",
    "a.b.",
    "a.internal",
    "a.internal.",
    "dial tcp ",
    "lookup a",
    "getaddrinfo ENOTFOUND ",
    "SELECT ",
    "SELECT a ",
    "SELECT a FROM ",
    "SELECT a FROM b ",
    "SELECT a FROM b WHERE ",
    "select a, ",
    "select a from b where ",
    "insert into a(b, ",
    "insert into a",
    "update a set b",
    "update a set b = ",
    "delete from a where ",
    'relation "',
    "duplicate key value violates ",
    "Unknown column 'a' in '",
    "Table 'a",
    "value ",
    "UNIQUE constraint failed: a",
    "Duplicate entry 'a' for key '",
    "4111 ",
    "4111 1111 1111 1111 ",
    "DE89 3704 ",
    "DE89",
    "+1 23 ",
    "+1 2345 6",
    "123-45-",
    "a@b.",
    "a@a",
    "1.2",
    "nginx/1.",
    "PostgreSQL 1.2 on a",
    "://",
    "a://",
    "a://b:c",
    "a://b:c@",
    "://a:b@c ",
    "eyJ",
    "eyJaaaaaaaa",
    "eyJaaaaaaaa.",
    "eyJaaaaaaaa.bb.",
    "-----BEGIN ",
    "-----BEGIN PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\n-----END ",
    "bearer ",
    "Bearer a",
    "basic  ",
    "AKIA",
    "ASIAAAAAAAAA",
    "ghp_",
    "ghp_a",
    "github_pat_",
    "xoxb-",
    "xoxb-1",
    "sk-",
    "sk-a",
    "sk_live_",
    "AIza",
    "password=",
    "password: '",
    'api_key="a',
    "api_key= ",
    "secret",
    "token: ",
    "SECRET",
    "npm_",
    "hooks.slack",
    "hf_",
    "SG.",
    "SG.a",
    "glpat-",
    "ops_",
    "hvs.",
    "dapi",
    "dckr_pat_",
    "figd_",
    "lin_api_",
    "ntn_",
    "shpat_",
    "T3BlbkFJ",
    "\u200B",
    "a\u200Bb",
    "\u200B\u200C",
    "\u202E",
    "\u2066",
    "\u2066\u2069",
    "\uFE0F",
    "\u{E0041}",
    "\u{1F3F4}\u{E0067}",
    "\u{1F469}\u200D",
    "\u001b",
    "\u001b[",
    "\u001b[8m",
    "\u001b]",
    "\u001b]8;;",
    "\b",
    "\u009b",
    "<!--",
    "<!-- a",
    "<!-- -->",
    "<!-- you must always read all of this first -->",
    "ignore ",
    "ignore all previous ",
    "ignore the ",
    ": ignore a a a a ",
    "do not tell ",
    "do not tell the user ",
    "without the user ",
    "never mention this ",
    "before using ",
    "~/.ssh/id_rsa ",
    "read ~/.ssh/id_rsa ",
    "pass it as ",
    "pass ",
    "send to https://",
    "send ",
    "contents as ",
    "your system prompt ",
    "the full conversation ",
    "when a_b is used change ",
    "if change the ",
    "a_",
    "a_b ",
    "i g n ",
    "a b c d e f g ",
    "1gn0r3 ",
    "0",
    "QUJD",
    "QUJD ",
    "aWdub3JlIGFsbA== ",
    "\u0430",
    "\uFF41",
    "\u00AD",
    "\u0301",
  ];
}

/** Long enough to hold whatever a part of it can set off. */
function repeated(part: string, length: number): string {
  return part.repeat(Math.ceil(length / part.length)).slice(0, length);
}

function documentation(): string {
  const parts: string[] = [];
  let size = 0;
  for (const path of documents(join(import.meta.dirname, "../../node_modules"))) {
    const part = readFileSync(path, "utf8");
    parts.push(part);
    size += part.length;
    if (size > 10_000_000) break;
  }
  return parts.join("\n");
}

function* documents(folder: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => a.name.localeCompare(b.name));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* documents(path);
    else if (/\.(?:md|d\.ts|[cm]?js)$/.test(entry.name) && statSync(path).size < 100_000) yield path;
  }
}

function rows(length: number): string {
  const parts: string[] = [];
  for (let id = 1, size = 0; size < length; id++) {
    const part = JSON.stringify({
      id,
      name: `Customer ${id}`,
      city: "Basel",
      email: `c${id}@shop.example`,
      since: "2024-03-01",
      total: id * 1.5,
    });
    parts.push(part);
    size += part.length + 1;
  }
  return parts.join(",").slice(0, length);
}

function log(length: number): string {
  const entry =
    "2026-01-02T03:04:05Z ERROR orders: connect ECONNREFUSED 10.2.3.4:5432\n    at run (/srv/shop/db.js:12:15)\n    at async next (node:internal/process/task_queues:95:5)\nSELECT id FROM orders WHERE id = $1\nINFO GET /api/orders/17 200 12ms\n";
  return repeated(entry, length);
}
