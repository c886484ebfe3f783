import type { NeededPorts, ProbeContext } from "../../../src/model/ports.ts";
import { toolList } from "../../../src/model/server-lists.ts";
import { askList } from "./lists.ts";

/** Asks for the list as the principal of the subject. */
export async function probeInternal(ctx: ProbeContext & NeededPorts<"identities">): Promise<void> {
  const { principal = "anonymous" } = ctx.subject;
  const { visit } = await ctx.identities.enter({ principal }, { role: "control", label: "enter" });
  if (visit !== undefined) await askList(visit.request, toolList, { role: "control", label: "list" });
}
