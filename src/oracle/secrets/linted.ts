import { rules } from "@secretlint/secretlint-rule-preset-recommend";

/** A secret that one of secretlint's rules finds, by position. */
export interface Linted {
  /** The issuer of such keys, as the rule is called: `github`, `sendgrid`. */
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** As much of secretlint's contract (version 12) as its rules for text use. */
interface Rule {
  readonly meta: { readonly id: string };
  create(context: object, options: object): { file?(source: object): unknown };
}

interface Report {
  readonly range: readonly [number, number];
}

/** Those of DSNs, of URLs with a password and of private keys are ours; that of Google reads whole files, and the last is no rule. */
const ownOrNone = /-(?:basicauth|database-connection-string|privatekey|gcp|filter-comments)$/;

/** The rules that are used. */
export const lintRules = (rules as unknown as readonly Rule[]).filter(({ meta }) => !ownOrNone.test(meta.id));

/** What the keys of all these rules begin with or follow: most strings of a reply have nothing of it, and are not read 20 times. */
const beginnings =
  /SECRET|[Ss]ecret|npm_|xox|xapp|hooks\.slack|sk-|gsk_|hf_|lin_|ntn_|SG\.|shp|gh[pousr]_|github_|gl(?:pat|c_|sa_)|ops_|hv[sbr]\.|vc[piark]_|dapi|dckr_|figd_/;

/** Beginnings whose rules read on and back again, and how many of them a text may have: no honest one has more. */
const slow = /figd_|glpat-|lin_api_|gh[pousr]_|github_pat_|npm_/g;
const mostSlow = 10_000;

/** Characters that a rule is given at once: a longer text is more than its patterns can hold in mind. */
const longestPart = 256 * 1024;
/** Characters that two parts have in common, so that no key is cut. */
const overlap = 8 * 1024;

/** Keys of the issuers that secretlint knows, overlapping where two rules know one; all of a text that is made of beginnings. */
export function lintSecrets(text: string): readonly Linted[] {
  if (!beginnings.test(text)) return [];
  if (isMadeOfBeginnings(text)) return [all(text)];
  const found: Linted[] = [];
  for (let from = 0; ; from += longestPart - overlap) {
    const part = text.slice(from, from + longestPart);
    for (const one of lintPart(part)) found.push({ ...one, start: one.start + from, end: one.end + from });
    if (from + longestPart >= text.length) return found;
  }
}

function lintPart(text: string): readonly Linted[] {
  if (!beginnings.test(text)) return [];
  const found: Linted[] = [];
  for (const { meta, create } of lintRules) {
    const kind = `${meta.id.replace(/^@secretlint\/secretlint-rule-/, "")}-key`;
    const context = {
      sharedOptions: {},
      createTranslator: () => () => ({}),
      ignore: () => undefined,
      report: ({ range: [start, end] }: Report) => found.push({ kind, start, end }),
    };
    try {
      create(context, {}).file?.({ filePath: "reply.txt", content: text, ext: ".txt", contentType: "text" });
    } catch {
      // What a rule cannot read to its end may hold anything.
      return [all(text)];
    }
  }
  return found;
}

function all(text: string): Linted {
  return { kind: "many-secrets", start: 0, end: text.length };
}

function isMadeOfBeginnings(text: string): boolean {
  slow.lastIndex = 0;
  for (let count = 0; slow.test(text); count++) if (count >= mostSlow) return true;
  return false;
}
