import type { Promises } from "../model/promises.ts";
import type { Tool } from "../model/surface.ts";
import { matchesGlob } from "./glob.ts";

/** Words in a tool's name that say that what it does cannot be taken back, or changes what others rely on. */
export const destructiveWords: ReadonlySet<string> = new Set(
  `ban block cancel clear close deactivate delete deploy destroy disable drop edit erase forget kill merge modify move
   overwrite patch pay publish purge push refund remove rename replace reset restart revoke rollback rotate send set
   shutdown stop terminate transfer truncate uninstall unlink update upsert wipe withdraw write`.split(/\s+/),
);

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

/** Words in a tool's name that say that each call adds something. */
const addingWords = new Set(
  `add append book buy clone copy create duplicate enqueue file generate import insert issue log make new open order post
   put record register save schedule store submit upload`.split(/\s+/),
);

/** True when each call that works probably leaves something behind that nothing here can take away. */
export function looksAdding(tool: Tool, promises: Promises): boolean {
  if (promisedReadOnly(tool.name, promises) || tool.annotations?.readOnlyHint === true) return false;
  const [verb] = nameWords(tool.name);
  return verb !== undefined && addingWords.has(verb);
}

/** True when the owner promises that this tool changes nothing. */
export function promisedReadOnly(tool: string, { readOnly }: Promises): boolean {
  if (typeof readOnly === "boolean" || readOnly === undefined) return readOnly === true;
  return readOnly.some((glob) => matchesGlob(glob, tool));
}

function nameWords(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/);
}
