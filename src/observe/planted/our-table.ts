/** True for the name of a table that only the harness makes: the only kind that it ever drops by itself. */
export function isOurTable(name: string): boolean {
  return /^gauntlet_[a-z0-9]+(?:_[a-z0-9]+)*$/.test(name) && name.length <= 60;
}
