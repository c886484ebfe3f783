/**
 * The environment a server under test is started with: what a program needs to run at all, and what the owner added.
 * Nothing else of ours is inherited, so that our own credentials cannot reach it. A value that is a shell function is left out.
 */
export function childEnvironment(
  ours: Readonly<Record<string, string | undefined>>,
  ...added: readonly Readonly<Record<string, string>>[]
): Record<string, string> {
  const kept = inherited.flatMap((name) => {
    const value = ours[name];
    return value === undefined || value.startsWith("()") ? [] : [[name, value] as const];
  });
  return Object.assign(Object.fromEntries(kept), ...added);
}

const inherited = [
  "HOME",
  "LANG",
  "LC_ALL",
  "LOGNAME",
  "PATH",
  "SHELL",
  "TERM",
  "TMPDIR",
  "USER",
  // Windows
  "APPDATA",
  "COMSPEC",
  "LOCALAPPDATA",
  "PATHEXT",
  "SYSTEMDRIVE",
  "SYSTEMROOT",
  "TEMP",
  "TMP",
  "USERPROFILE",
] as const;
