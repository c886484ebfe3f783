import type { JsonObject } from "../../../src/model/json.ts";
import type { Scene } from "../../../src/model/scene.ts";
import { promptList, type ServerList, toolList } from "../../../src/model/server-lists.ts";
import type { Subject } from "../../../src/model/subject.ts";

/** A list whose text a model reads, and that has to stay the same. */
export interface ComparedList {
  readonly key: string;
  readonly list: ServerList;
  /** Its entries at the beginning of the run. */
  entries(scene: Scene): readonly JsonObject[];
}

/** The list of tools first. Resources come and go as data does. */
export const comparedLists: readonly ComparedList[] = [
  {
    key: "(list of tools)",
    list: toolList,
    entries: ({ surface }) => surface.tools.map(({ name, entry }) => entry ?? { name }),
  },
  { key: "(list of prompts)", list: promptList, entries: ({ surface }) => surface.prompts },
];

/** The list that a subject is about; that of tools where it is about users. */
export function comparedListOf({ key }: Subject): ComparedList {
  const [tools, ...others] = comparedLists;
  const found = others.find((one) => one.key === key) ?? tools;
  if (found === undefined) throw new Error("no list is compared");
  return found;
}
