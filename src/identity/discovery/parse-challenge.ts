import type { Challenge } from "../../model/discovery.ts";

/** Characters of a header that are read; servers send a few hundred. */
const mostCharacters = 8 * 1024;

/**
 * The challenges of one `WWW-Authenticate` header, several in one line included (RFC 9110 section 11.6.1). What cannot be
 * read is skipped. The first of two parameters of one name counts.
 */
export function parseChallenges(header: string): readonly Challenge[] {
  const text = header.slice(0, mostCharacters);
  const found: { scheme: string; parameters: Record<string, string> }[] = [];
  const part =
    /\s*(?:,|([\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"=]+))|([\w!#$%&'*+.^`|~-]+)(?=\s|,|$)|\S)/gy;
  for (const [, name, quoted, plain, scheme] of text.matchAll(part)) {
    if (scheme !== undefined) found.push({ scheme, parameters: Object.create(null) as Record<string, string> });
    const last = found.at(-1);
    if (name === undefined || last === undefined) continue;
    last.parameters[name.toLowerCase()] ??= quoted?.replace(/\\(.)/g, "$1") ?? plain ?? "";
  }
  return found.map(({ scheme, parameters }) => ({ scheme, parameters: { ...parameters } }));
}

/** The challenge that speaks of bearer tokens; undefined where there is none. */
export function bearerChallenge(header: string | null | undefined): Challenge | undefined {
  return parseChallenges(header ?? "").find(({ scheme }) => scheme.toLowerCase() === "bearer");
}
