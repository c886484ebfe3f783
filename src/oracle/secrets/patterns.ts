/** One kind of secret: where it stands in text, and what of it may be told. */
export interface SecretPattern {
  readonly kind: string;
  /**
   * Global; bounded repeats only, since the text is hostile. The named group `secret`, else the whole match, is what is
   * removed, with the text of the group `before`, which stands right before the match.
   */
  readonly pattern: RegExp;
  /** Facts that are safe to show. */
  readonly shape?: (groups: Readonly<Record<string, string>>) => Record<string, string>;
}

/** What stands for a name and a password where somebody shows how a URL is written, and for a host. */
const shownAs =
  /^[^:]{0,64}:(?:pass(?:word|wd)?|pwd|secret|change_?me|x{2,}|\*{2,}|\.{2,}|your[\w-]{0,40}|[<{$[].{0,60})$/i;
const nowhere = /^(?:localhost|127\.0\.0\.1|host(?:name)?|server|(?:[\w-]+\.)*example(?:\.\w+)?|[<{$[].*)$/i;

/** Kinds of secret that are known by their form, most telling first. */
export const secretPatterns: readonly SecretPattern[] = [
  {
    // Up to its end; without one, as far as it looks like a key. Never past the next beginning, so no text is read twice.
    kind: "private-key",
    pattern:
      /-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----(?:(?:(?!-----BEGIN )[\s\S]){0,8192}?-----END [A-Z ]{0,32}PRIVATE KEY-----|(?:(?!-----BEGIN )[\w+/=\s\\:,.-]){0,8192})/g,
  },
  {
    // A password may hold `@`: the last one of the authority ends it. One with a raw `/`, `?` or `#` ends at its first `@`.
    kind: "url-credentials",
    pattern:
      /:\/\/(?<=\b(?<scheme>[a-z][a-z0-9+.-]{1,24}):\/\/)(?<secret>[^\s:@/?#"'<>]{0,128}:(?:[^\s/?#"'<>]{1,256}|(?:(?!:\/\/)[^\s@"'<>]){1,256}))@(?<host>[^\s/:?#"'<>@]{1,255})/gi,
    shape: ({ scheme = "", secret = "", host = "" }) => ({
      scheme: scheme.toLowerCase(),
      host,
      ...(shownAs.test(secret) && nowhere.test(host) ? { example: "yes" } : {}),
    }),
  },
  // Found by its first dot and read backwards from there, so that a text full of beginnings is not read again for each.
  { kind: "jwt", pattern: /\.(?<=\b(?<before>eyJ[\w-]{8,4096})\.)[\w-]{2,8192}\.[\w-]{0,2048}/g },
  {
    // Not the first parameter of a challenge, such as `Bearer resource_metadata="…"`.
    kind: "bearer-token",
    pattern:
      /\b(?:bearer|basic)\s{1,4}(?<secret>(?!\[redacted:)(?!(?:realm|scope|error|error_description|error_uri|resource|resource_metadata|authorization_uri|max_age|acr_values|charset)=["\w])[\w.~+/=-]{12,4096})/gi,
  },
  { kind: "aws-key", pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g },
  { kind: "github-token", pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\w{40,255})\b/g },
  { kind: "slack-token", pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}/g },
  { kind: "stripe-key", pattern: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}/g },
  { kind: "google-key", pattern: /\bAIza[\w-]{35}/g },
  { kind: "provider-key", pattern: /\bsk-(?:[a-z]{2,12}-)?[\w-]{20,255}/g },
  {
    kind: "assigned-secret",
    pattern:
      /(?<![\w-])["']?(?<name>pass(?:word|wd|phrase)?|pwd|(?:client|api|app|shared)[_-]?secret|secret[_-]?key|(?:api|access|private|auth)[_-]?key|(?:access|refresh|auth|id|session)[_-]?token|pgpassword)["']?\s{0,3}(?:=|:)\s{0,3}(?:"(?<quoted>(?!\[redacted:)[^"\\\n]{3,512})"|'(?<single>(?!\[redacted:)[^'\\\n]{3,512})'|(?<bare>(?!\[redacted:|(?:yes|no|true|false|null|none|undefined)\b)[^\s"',;&)}\]]{3,512}))/gi,
    shape: ({ name = "" }) => ({ name: name.toLowerCase() }),
  },
];

/** True for every text in which one of the patterns can match, and false for most others: one look instead of one for each. */
export const secretHint =
  /PRIVATE KEY|:\/\/|eyJ|bearer|basic|AKIA|ASIA|gh[pousr]_|github_pat|xox|[rs]k_|sk-|AIza|pass|pwd|secret|key|token/i;
