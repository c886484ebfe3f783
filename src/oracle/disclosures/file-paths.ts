import { patternDetector } from "./pattern-detector.ts";

// A path of a URL or of an API is none: what is below these is a file system's, and what may be either must end in a file.
const below = String.raw`home\/[\w.-]+|Users\/[\w.-]+|root|srv|opt|var\/(?:www|lib|log|run|task|tmp|folders|opt|app)|usr\/(?:local|lib|lib64|src|share|bin)|etc|tmp|private\/(?:var|tmp|etc)|mnt|proc|nix\/store|snap`;
const either =
  "app|apps|workspace|workspaces|code|src|project|projects|service|server|build|dist|data|node_modules|site-packages";
const extension = String.raw`\.(?:[cm]?[jt]sx?|py|rb|php|go|rs|java|jar|war|cs|dll|so|exe|sh|json|ya?ml|toml|ini|conf|cfg|env|log|pem|key|crt|sql|db|sqlite3?|txt|xml|properties|lock)`;

/** Where the programs and devices of every machine are: that says nothing of this one. */
const everywhere =
  /^(?:\/usr(?:\/local)?\/s?bin\/|\/opt\/(?:google\/chrome|homebrew\/bin)\/|\/etc\/(?:passwd|hosts|resolv\.conf|ssl\/|ca-certificates)|\/proc\/self\/|\/tmp\/?$|[A-Za-z]:\\(?:Windows|Program Files)\\)/i;
const holds = ({ told = "" }: Readonly<Record<string, string | undefined>>): boolean => !everywhere.test(told);

/** Absolute paths of a file system. */
export const findFilePaths = patternDetector("file-path", /[\\/]/, [
  {
    what: "the path of a file that it works with",
    pattern:
      /(?:\b(?:ENOENT|EACCES|EISDIR|ENOTDIR|EPERM|EEXIST|EROFS)\b[^\n'"]{0,80}|\[Errno \d{1,3}\] [\w ]{3,60}: |\bFileNotFoundException: |\bopen )['"]?(?<told>\/[^\s'"\x60:]{2,300})(?=['"]|: (?:no such file|permission denied)|\s*\(No such file)/g,
    verified: true,
  },
  {
    what: "an absolute path",
    pattern: new RegExp(
      String.raw`(?<![\w:/.~%=&?@-])(?:file:\/\/)?(?<told>\/(?:${below})\/[^\s"'\x60<>|:;,()[\]{}]{1,300})`,
      "g",
    ),
    verified: false,
    holds,
  },
  {
    what: "an absolute path",
    pattern: new RegExp(
      String.raw`(?<![\w:/.~%=&?@-])(?:file:\/\/)?(?<told>\/(?:${either})\/[^\s"'\x60<>|:;,()[\]{}?#]{1,300}?${extension})(?![\w/])`,
      "g",
    ),
    verified: false,
    holds,
  },
  {
    what: "an absolute path",
    pattern: /(?<![\w:/\\])[A-Za-z]:\\(?:[^\s\\/:*?"<>|]{1,80}\\){1,20}[^\s\\/:*?"<>|]{1,120}/g,
    verified: false,
    holds,
  },
]);
