import type { CanaryState } from "../../../src/model/canary.ts";
import type { Evidence } from "../../../src/model/check.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import type { Arguments, Caller } from "../../../src/model/ports.ts";
import type { Scene } from "../../../src/model/scene.ts";
import { shows } from "./shows.ts";

/** Arguments that are asked, each with a statement and with the bare name. */
const mostPlaces = 16;

/** Requests that `askByName` needs at the most. */
export const byNameRequests = 2 * mostPlaces;

/** Asks for the table of ours by its name, in every text argument of the tools that were called, until one gives it. */
export async function askByName({ name, table = "" }: CanaryState, scene: Scene, calls: Caller, args: Arguments) {
  const texts = scene.called.all.flatMap((tool) =>
    scene
      .parameters(tool)
      .filter(({ type }) => type === "string" || type === "unknown")
      .map(({ path }) => ({ tool, path })),
  );
  for (const { tool, path } of texts.slice(0, mostPlaces)) {
    for (const value of [`SELECT note FROM ${table}`, table]) {
      const values = args.place(args.valid(tool).args, path, value);
      const sent = await calls.tool(tool, values, { role: "control", label: "by name" });
      if (shows(sent, name, ["reply"])) return;
    }
  }
}

/** The call that gave the table when it was asked for by its name; pure. */
export function givenByName({ exchanges }: Evidence, { name }: CanaryState): Exchange | undefined {
  return exchanges.find((exchange) => exchange.label === "by name" && shows(exchange, name, ["reply"]));
}
