/** What the placeholders of one run stand for, by name without braces. */
export type Values = Readonly<Record<string, string>>;

const known =
  /\{(port(?::[\w-]+)?|pkg|node_modules|bin|python|work|stubs|(?:pg|mysql)_(?:url|host|port|user|password|db))\}/g;

/** Every port that a text asks for: `port`, `port:name`; each once. */
export function portsIn(text: string): readonly string[] {
  const names = [...text.matchAll(known)].flatMap(([, name]) => (name?.startsWith("port") ? [name] : []));
  return [...new Set(names)];
}

/**
 * Puts the values into every text of a value, keys of objects included. Braces that are no placeholder stay; a
 * placeholder without a value throws one sentence.
 */
export function expand<T>(value: T, values: Values): T {
  return expandAny(value, values) as T;
}

function expandAny(value: unknown, values: Values): unknown {
  if (typeof value === "string") return expandText(value, values);
  if (Array.isArray(value)) return value.map((item) => expandAny(item, values));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [expandText(key, values), expandAny(item, values)]),
  );
}

function expandText(text: string, values: Values): string {
  return text.replaceAll(known, (whole, name: string) => {
    const found = values[name];
    if (found === undefined) throw new Error(`The entry uses ${whole}, which it has no need or package for.`);
    return found;
  });
}
