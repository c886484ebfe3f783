const words =
  /password|passwd|passphrase|secret|(^|[^a-z])(auth|authorization|cookie|credentials?|jwt|pass|pwd|pat|session|signature|token)([^a-z]|$)|(api|access|private|license)[^a-z]?key/;

/** True when a header, variable, option or query parameter of this name usually carries a secret. */
export function namesCredential(name: string): boolean {
  return words.test(separated(name));
}

/** `githubToken` and `GITHUB_TOKEN` read alike. */
function separated(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}
