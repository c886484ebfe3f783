/** Shorter strings are not redacted: they would blot out ordinary text, and they protect nothing. */
export const shortestSecret = 5;

/** The strings to redact for one secret value: itself, the token after its scheme, and a password inside it. */
export function secretParts(value: string): readonly string[] {
  const parts = [value, ...afterScheme(value), ...urlCredentials(value)];
  return [...new Set(parts)].filter((part) => part.length >= shortestSecret);
}

/**
 * The credentials inside a URL, as written and decoded; a password may hold `@`, and the last one of the authority ends
 * it. A password that equals the user name or the scheme (`postgres://postgres:postgres@…`) is only redacted
 * together with the user name: alone it is an ordinary word.
 */
export function urlCredentials(text: string): readonly string[] {
  const found = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\s@:]*):([^/?#\s]*)@/i.exec(text);
  if (!found) return [];
  const [, scheme = "", user = "", password = ""] = found;
  const plain = decoded(password);
  if (plain.length < shortestSecret) return [];
  const pair = [`${user}:${password}`, `${decoded(user)}:${plain}`];
  const common = [decoded(user), scheme].some((word) => word.toLowerCase() === plain.toLowerCase());
  return [...new Set(common ? pair : [...pair, password, plain])];
}

function afterScheme(value: string): readonly string[] {
  const found = /^(bearer|basic|token|digest)\s+(\S+)$/i.exec(value.trim());
  if (!found) return [];
  const [, scheme = "", credential = ""] = found;
  if (scheme.toLowerCase() !== "basic") return [credential];
  const plain = Buffer.from(credential, "base64").toString("utf8");
  const colon = plain.indexOf(":");
  return colon < 0 ? [credential] : [credential, plain, plain.slice(colon + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
