import type { Redactor } from "../../connect/record/redact.ts";
import { parametersOf } from "../../engine/arguments/parameters.ts";
import { required } from "../../engine/arguments/schema.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Report } from "../../model/report.ts";
import type { Surface } from "../../model/surface.ts";

/** What the server showed, as the report has it: redacted, descriptions cut. */
export function surfaceOf(
  surface: Surface,
  samples: Readonly<Record<string, JsonObject>>,
  redactor: Redactor,
): NonNullable<Report["surface"]> {
  const shown = (text: string): string => redactor.text(text).value.slice(0, 2_000);
  return {
    tools: surface.tools.map(({ name, title, description, inputSchema, annotations }) => {
      const sample = Object.hasOwn(samples, name) ? samples[name] : undefined;
      const needed = new Set(required(inputSchema));
      return {
        name: shown(name),
        ...(title === undefined ? {} : { title: shown(title) }),
        description: shown(description ?? ""),
        parameters: parametersOf(inputSchema, sample).map(({ path, type }) => ({
          path: shown(path),
          type,
          required: needed.has(path.split(/[.[]/)[0] ?? path),
        })),
        annotations: Object.fromEntries(
          Object.entries(annotations ?? {}).filter(
            (entry): entry is [string, boolean] => typeof entry[1] === "boolean",
          ),
        ),
      };
    }),
    resources: surface.resources.length,
    resourceTemplates: surface.resourceTemplates.length,
    prompts: surface.prompts.length,
    ...(surface.instructions === undefined ? {} : { instructions: shown(surface.instructions) }),
    problems: surface.problems.map(shown),
  };
}
