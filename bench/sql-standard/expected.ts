import type { DatabaseName } from "../twins/start-database.ts";
import type { Twin } from "../twins/twins.ts";

/** One parameter that is put into SQL, as the manifest of the fixtures has it. */
export interface Weakness {
  /** As the report names it, such as `find.name`. */
  readonly subject: string;
  readonly context: string;
  readonly shows: string;
}

/** Every parameter of the vulnerable twin that must be found on one database. */
export function weaknessesOn(database: DatabaseName, { weaknesses }: Twin): readonly Weakness[] {
  return weaknesses
    .filter(({ kind, databases }) => kind === "concatenation" && databases?.includes(database))
    .map((weak) => ({ subject: subjectOf(weak), context: weak.context, shows: weak.shows }));
}

function subjectOf({ tool, resource, prompt, param }: Twin["weaknesses"][number]): string {
  if (resource !== undefined) return `${resource} ${param}`;
  return prompt === undefined ? `${tool}.${param}` : `prompt ${prompt}.${param}`;
}
