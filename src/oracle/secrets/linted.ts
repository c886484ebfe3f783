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

/** Keys of the issuers that secretlint knows, overlapping where two rules know one. */
export function lintSecrets(text: string): readonly Linted[] {
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
    create(context, {}).file?.({ filePath: "reply.txt", content: text, ext: ".txt", contentType: "text" });
  }
  return found;
}
