/** A sentence cut at its `code` marks, so that each reporter can set code its own way; unpaired backticks stay text. */
export function splitTicks(text: string): readonly { readonly code: boolean; readonly text: string }[] {
  return text
    .split(/`([^`]+)`/)
    .map((part, i) => ({ code: i % 2 === 1, text: part }))
    .filter((part) => part.text !== "");
}
