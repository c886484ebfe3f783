import { readFileSync } from "node:fs";
import { places } from "./places.ts";
import type { DatabaseName } from "./start-database.ts";

/** One parameter that is put into SQL, as the manifest of the fixtures has it. */
export interface Weakness {
  /** As the report names it, such as `find.name`. */
  readonly subject: string;
  readonly context: string;
  readonly shows: string;
}

interface Listed {
  readonly kind: string;
  readonly databases?: readonly string[];
  readonly tool?: string;
  readonly resource?: string;
  readonly prompt?: string;
  readonly param: string;
  readonly context: string;
  readonly shows: string;
}

/** Every parameter of the vulnerable twin of one database that must be found. */
export function weaknessesOf(database: DatabaseName): readonly Weakness[] {
  const { fixtures } = JSON.parse(readFileSync(places.manifest, "utf8"));
  const twins = fixtures.find(({ id }: { id: string }) => id === "sql-twins");
  const listed: readonly Listed[] = twins.weaknesses;
  return listed
    .filter(({ kind, databases }) => kind === "concatenation" && databases?.includes(database))
    .map((weak) => ({ subject: subjectOf(weak), context: weak.context, shows: weak.shows }));
}

function subjectOf({ tool, resource, prompt, param }: Listed): string {
  if (resource !== undefined) return `${resource} ${param}`;
  return prompt === undefined ? `${tool}.${param}` : `prompt ${prompt}.${param}`;
}
