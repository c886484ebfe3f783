import type { Promises } from "../model/promises.ts";
import type { Tool } from "../model/surface.ts";
import { addingWords, destructiveWords, nameWords } from "../oracle/tool-words.ts";
import { matchesGlob } from "./glob.ts";

/** One phrase on why a tool is taken for destructive, undefined when it is not. What the owner promises outranks what the server hints. */
export function whyDestructive(tool: Tool, promises: Promises): string | undefined {
  if (promisedReadOnly(tool.name, promises)) return undefined;
  if (tool.annotations?.destructiveHint === true && tool.annotations.readOnlyHint !== true) {
    return "the tool declares itself destructive";
  }
  if (tool.annotations?.readOnlyHint === true) return undefined;
  const word = nameWords(tool.name).find((part) => destructiveWords.has(part));
  return word === undefined ? undefined : `the tool looks destructive ("${word}" in its name)`;
}

/** One phrase on why each call that works probably leaves something behind, undefined when nothing says so. */
export function whyAdding(tool: Tool, promises: Promises): string | undefined {
  if (promisedReadOnly(tool.name, promises) || tool.annotations?.readOnlyHint === true) return undefined;
  const [verb = ""] = nameWords(tool.name);
  return addingWords.has(verb)
    ? `each call of the tool looks as if it added something ("${verb}" in its name)`
    : undefined;
}

/** True when each call that works probably leaves something behind that nothing here can take away. */
export function looksAdding(tool: Tool, promises: Promises): boolean {
  return whyAdding(tool, promises) !== undefined;
}

/** True when the owner promises that this tool changes nothing. */
export function promisedReadOnly(tool: string, { readOnly }: Promises): boolean {
  if (typeof readOnly === "boolean" || readOnly === undefined) return readOnly === true;
  return readOnly.some((glob) => matchesGlob(glob, tool));
}
