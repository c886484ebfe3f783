import { readFileSync } from "node:fs";
import { join } from "node:path";
import { places } from "./places.ts";
import type { DatabaseName } from "./start-database.ts";

/** A fixture with a vulnerable variant and silent ones, as `fixtures/manifest.json` lists it. */
export interface Twin {
  readonly id: string;
  /** The built program, and the config its owner would write. */
  readonly program: string;
  readonly config: string;
  readonly databases: readonly DatabaseName[];
  /** Arguments of the variants that must raise no alarm. */
  readonly silent: readonly (readonly string[])[];
  readonly weaknesses: readonly Weakness[];
}

/** A place that must be found. */
interface Weakness {
  /** Arguments of the variant that has it. */
  readonly when: readonly string[];
  readonly kind: string;
  readonly databases?: readonly DatabaseName[];
  readonly tool?: string;
  readonly resource?: string;
  readonly prompt?: string;
  readonly param: string;
  readonly context: string;
  readonly shows: string;
}

/** Every fixture that has twins. */
export function allTwins(): readonly Twin[] {
  const { fixtures } = JSON.parse(readFileSync(join(places.fixtures, "manifest.json"), "utf8"));
  return fixtures
    .filter(({ silent }: { silent?: unknown }) => silent !== undefined)
    .map((twin: Twin) => ({
      ...twin,
      program: join(places.fixtures, `${twin.program}.js`),
      config: join(places.fixtures, twin.config),
    }));
}
