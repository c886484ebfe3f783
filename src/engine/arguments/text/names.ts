/** What a text argument is likely to take by the last words of its name; the first entry that fits counts. */
const texts: readonly (readonly [words: string, text: string])[] = [
  ["e mail|email|mail|recipient", "gauntlet@example.com"],
  ["file url|base url|url|uri|href|link|website|homepage|endpoint|address url", "https://example.com/"],
  ["urls|uris|links", "https://example.com/"],
  ["sql|sql query|statement|sql statement|select", "SELECT 1"],
  ["command|cmd|shell|shell command|command line", "echo gauntlet"],
  ["code|script|expression|js|javascript|python|formula", "1 + 1"],
  ["cwd|dir|directory|folder|root|workspace|working directory|repo path|repository path|directory path", "."],
  ["path|file|filename|file path|filepath|file name|input file|output file|source|destination", "gauntlet.txt"],
  ["paths|files", "gauntlet.txt"],
  ["mime|mime type|content type|media type", "text/plain"],
  ["date|day|start date|end date|from date|to date|since|until|due|deadline|birthday", "2026-01-15"],
  ["datetime|date time|timestamp|created at|updated at|start time|end time|starts at|ends at", "2026-01-15T12:00:00Z"],
  ["time zone|timezone|tz", "UTC"],
  ["time", "12:00"],
  ["duration|interval", "1h"],
  ["language|lang|locale|lang code", "en"],
  ["country|country code", "US"],
  ["region", "us-east-1"],
  ["currency", "EUR"],
  ["city|location|place|town", "London"],
  ["zip|postcode|postal code|zip code", "10115"],
  ["phone|telephone|mobile|phone number", "+14155550100"],
  ["table|table name|tablename", "users"],
  ["column|column name|field|field name|sort by|order by", "id"],
  ["schema|schema name", "public"],
  ["database|db|database name|db name", "main"],
  ["order|direction|sort order|sort direction", "asc"],
  ["branch|branch name", "main"],
  ["commit|revision|ref|sha|rev|commit hash", "HEAD"],
  ["uuid|guid", "3f2a1c9e-6f0b-4f6e-9a3d-2b1c0d9e8f70"],
  ["id|ids|identifier|number|index", "1"],
  ["ip|ip address", "192.0.2.1"],
  ["host|hostname|domain|domain name|server", "example.com"],
  ["port", "8080"],
  ["limit|count|size|max results|page size|per page|top", "10"],
  ["offset|skip", "0"],
  ["page", "1"],
  ["method|http method", "GET"],
  ["version", "1.0.0"],
  ["color|colour", "#336699"],
  ["json|payload|data|params|arguments|args|options|config|metadata|filter|where", "{}"],
  ["glob|wildcard", "*"],
  ["selector|css selector", "body"],
  ["xpath", "//body"],
  ["html", "<p>gauntlet</p>"],
  ["xml", "<gauntlet/>"],
  ["base64|image data|blob", "Z2F1bnRsZXQ="],
  ["latitude|lat|longitude|lon|lng", "0"],
  ["user agent", "gauntlet"],
];

/** What a number is likely to be; without an entry it is 1. */
const numbers: readonly (readonly [words: string, value: number])[] = [
  ["limit|count|size|max results|page size|per page|top|max|num results|top k|length", 10],
  ["offset|skip|start index|latitude|lat|longitude|lon|lng|x|y", 0],
  ["timeout|timeout ms|delay|delay ms|wait|wait ms|time out", 1000],
  ["timeout seconds|seconds|duration", 1],
  ["port", 8080],
  ["year", 2026],
  ["width", 800],
  ["height", 600],
];

const textByName = byName(texts);
const numberByName = byName(numbers);

/** A text that means something under this name of an argument, undefined where the name says nothing. */
export function textNamed(name: string): string | undefined {
  return looked(textByName, name);
}

/** The same for a number. */
export function numberNamed(name: string): number | undefined {
  return looked(numberByName, name);
}

/** Names that mean something only with the thing they belong to: the `id` of one tool is not the `id` of another. */
export const vagueNames: ReadonlySet<string> = new Set(
  "id name key title type status value text description count state kind label uri url".split(" "),
);

/** The words of a name in lower case: `customerId` and `customer-id` are both `customer`, `id`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .slice(0, 100)
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

/** The longest end of the name that is known: `start_date` before `date`. */
function looked<T>(table: ReadonlyMap<string, T>, name: string): T | undefined {
  const words = wordsOf(name);
  for (const [at] of words.entries()) {
    const found = table.get(words.slice(at).join(" "));
    if (found !== undefined) return found;
  }
  return undefined;
}

function byName<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  return new Map(entries.flatMap(([words, value]) => words.split("|").map((word) => [word, value] as const)).reverse());
}
