import type { Redactor } from "../../connect/record/redact.ts";
import type { Identity } from "../../model/identity.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Lock, LockedEntry, LockedSurface } from "../../model/lock.ts";
import type { Surface } from "../../model/surface.ts";
import { lockEntry, lockValue } from "../../oracle/lock/lock-value.ts";

/** What each principal is shown, as a lock has it: secrets removed, names in the order of the alphabet. */
export function lockOf(identities: readonly Identity[], redactor: Pick<Redactor, "json" | "text">): Lock {
  const shown = identities.flatMap(({ name, admitted }) =>
    admitted.ok ? [[name, surfaceOf(admitted.surface, redactor)] as const] : [],
  );
  return { lockVersion: 1, principals: Object.fromEntries(shown) };
}

function surfaceOf(surface: Surface, redactor: Pick<Redactor, "json" | "text">): LockedSurface {
  const { instructions, tools, resources, resourceTemplates, prompts } = surface;
  const list = (named: string, entries: readonly JsonObject[]): Record<string, LockedEntry> => {
    const shown = entries.map((entry) => redactor.json(entry).value);
    // Of two of one name the first one counts, as everywhere.
    const byName = new Map(shown.toReversed().map((entry) => [String(entry[named]), lockEntry(entry)]));
    return Object.fromEntries([...byName].sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  return {
    ...(instructions === undefined ? {} : { instructions: lockValue(redactor.text(instructions).value) }),
    tools: list(
      "name",
      tools.map(({ name, entry }) => entry ?? { name }),
    ),
    resources: list("uri", resources),
    resourceTemplates: list("uriTemplate", resourceTemplates),
    prompts: list("name", prompts),
  };
}
