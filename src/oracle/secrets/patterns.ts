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

// A key may stand right behind an escaped line break, `\\n` or `%0A`, whose last sign is a letter like its own.

/** `PWD` is where a process is, too. */
const folder = /^(?:\/|%2F|[a-z]:\\)/i;

/** Kinds of secret that are known by their form, most telling first. */
export const secretPatterns: readonly SecretPattern[] = [
  {
    // Up to its end; without one, as far as it looks like a key. Never past the next beginning, so no text is read twice.
    kind: "private-key",
    pattern:
      /-----BEGIN(?:(?: |%20)[A-Z]{1,12}){0,3}(?: |%20)PRIVATE(?: |%20)KEY-----(?:(?:(?!-----BEGIN)[\s\S]){0,8192}?-----END(?:(?: |%20)[A-Z]{1,12}){0,3}(?: |%20)PRIVATE(?: |%20)KEY-----|(?:(?!-----BEGIN)[\w+/=\s\\:,.%-]){0,8192})/g,
  },
  {
    // The end of one whose beginning was cut off.
    kind: "private-key",
    pattern: /-----END(?<=(?<before>(?:[\w+/=]{1,80}\s{1,4}){1,200})-----END) [A-Z ]{0,32}PRIVATE KEY-----/g,
  },
  {
    // A password may hold `@`: the last one of the authority ends it. One with a raw `/`, `?` or `#` ends at its first `@`.
    kind: "url-credentials",
    pattern:
      /:\/\/(?<=(?:\b|%[0-9a-f]{2})(?<scheme>[a-z][a-z0-9+.-]{1,24}):\/\/)(?<secret>[^\s:@/?#"'<>]{0,128}:(?:[^\s/?#"'<>]{1,256}|(?:(?!:\/\/)[^\s@"'<>]){1,256}))@(?<host>[^\s/:?#"'<>@]{1,255})/gi,
    shape: ({ scheme = "", secret = "", host = "" }) => ({
      scheme: scheme.toLowerCase(),
      host,
      ...(shownAs.test(secret) && nowhere.test(host) ? { example: "yes" } : {}),
    }),
  },
  {
    // The same inside another URL, percent-encoded.
    kind: "url-credentials",
    pattern:
      /%3A%2F%2F(?<=\b(?<scheme>[a-z][a-z0-9+.%-]{1,30})%3A%2F%2F)(?<secret>(?:(?!%3A|%2F|%40)[^\s:@/?#&"'<>]){0,128}%3A(?:(?!%2F)[^\s:@/?#&"'<>]){1,400})%40(?<host>(?:(?!%2F|%3A|%3F|%40)[^\s/:?#&"'<>@]){1,255})/gi,
    shape: ({ scheme = "", host = "" }) => ({ scheme: scheme.toLowerCase(), host }),
  },
  // Found by its first dot and read backwards from there, so that a text full of beginnings is not read again for each.
  {
    kind: "jwt",
    pattern: /\.(?<=(?<!\w(?<!\\[nrt]|%[0-9A-Fa-f]{2}))(?<before>eyJ[\w-]{8,4096})\.)[\w-]{2,8192}\.[\w-]{0,2048}/g,
  },
  {
    // Not the first parameter of a challenge, such as `Bearer resource_metadata="…"`.
    kind: "bearer-token",
    pattern:
      /(?<!\w(?<!\\[nrt]|%[0-9A-Fa-f]{2}))(?:bearer|basic)(?:\s{1,4}|%20)(?<secret>(?!\[redacted:)(?!(?:realm|scope|error|error_description|error_uri|resource|resource_metadata|authorization_uri|max_age|acr_values|charset)=["\w])[\w.~+/=-]{12,4096})/gi,
  },
  { kind: "aws-key", pattern: /(?<!\w(?<!\\[nrt]|%[0-9A-Fa-f]{2}))(?:AKIA|ASIA)[0-9A-Z]{16}\b/g },
  {
    kind: "github-token",
    pattern: /(?<!\w(?<!\\[nrt]|%[0-9A-Fa-f]{2}))(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\w{40,255})\b/g,
  },
  { kind: "slack-token", pattern: /(?<!\w(?<!\\[nrt]|%[0-9A-Fa-f]{2}))xox[abeoprs]-[A-Za-z0-9-]{10,255}/g },
  { kind: "stripe-key", pattern: /(?<!\w(?<!\\[nrt]|%[0-9A-Fa-f]{2}))[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}/g },
  { kind: "google-key", pattern: /(?<!\w(?<!\\[nrt]|%[0-9A-Fa-f]{2}))AIza[\w-]{35}/g },
  { kind: "provider-key", pattern: /(?<!\w(?<!\\[nrt]|%[0-9A-Fa-f]{2}))sk-(?:[a-z]{2,12}-)?[\w-]{20,255}/g },
  {
    kind: "assigned-secret",
    // Quotes may be escaped for JSON, for HTML or for a URL.
    pattern:
      /(?<![\w-](?<!\\[nrt]|%[0-9a-f]{2}))(?<name>pass(?:word|wd|phrase)?|pwd|(?:client|api|app|shared)[_-]?secret|secret[_-]?key|(?:api|access|private|auth)[_-]?key|(?:access|refresh|auth|id|session)[_-]?token|pgpassword)(?:\\{0,7}["']|&(?:quot|apos|#\d\d|#x2[27]);|%2[27])?\s{0,3}(?:=|:|%3[AD])\s{0,3}(?:(?:\\{1,7}["']|&(?:quot|apos|#\d\d|#x2[27]);)(?<escaped>(?!\[redacted:)(?:(?!\\{1,7}["']|&(?:quot|apos|#))[^"'\n]){3,512})|"(?<quoted>(?!\[redacted:)[^"\\\n]{3,512})"|'(?<single>(?!\[redacted:)[^'\\\n]{3,512})'|(?<bare>(?!\[redacted:|(?:yes|no|true|false|null|none|undefined)(?=[\s"',;&)}\]]|$))[^\s"',;&)}\]]{3,512}))/gi,
    shape: ({ name = "", bare, quoted, single }) => {
      const lower = name.toLowerCase();
      const isFolder = lower === "pwd" && folder.test(bare ?? quoted ?? single ?? "");
      return isFolder ? { name: lower, path: "yes" } : { name: lower };
    },
  },
];

/** True for every text in which one of the patterns can match, and false for most others: one look instead of one for each. */
export const secretHint =
  /PRIVATE(?: |%20)KEY|:\/\/|%3A%2F|eyJ|bearer|basic|AKIA|ASIA|gh[pousr]_|github_pat|xox|[rs]k_|sk-|AIza|pass|pwd|secret|key|token/i;
