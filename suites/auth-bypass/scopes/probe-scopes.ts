import type { Who } from "../../../src/model/identity.ts";
import { isObject } from "../../../src/model/json.ts";
import type { Reply } from "../../../src/model/reply.ts";
import { accessOf } from "../../../src/oracle/access/access.ts";
import type { AsOthers } from "../../as-others.ts";
import { ask, callOf, provableTools } from "../people/call.ts";
import { personNamed } from "../people/people.ts";
import { usersWithFewer } from "./scopes-of.ts";

/** Tools that are asked, and users with fewer scopes who ask. */
const mostTools = 8;
const mostOthers = 2;

/** Asks, with tokens of fewer scopes, for tools that are served with more; what is refused is asked with more as well. */
export async function probeScopes({ subject, scene, args, identities }: AsOthers): Promise<void> {
  const user = personNamed(scene, subject.principal);
  if (user === undefined) return;
  const right = await identities.enter({ principal: user.name }, { role: "setup", label: "enter" });
  if (right.visit === undefined) return;
  const tools = provableTools(scene, user).slice(0, mostTools);
  const forged = await identities.forge("without-scopes", user.name);
  const missing = typeof forged === "string" ? forged : "";
  const asked = new Set<string>();
  const asRight = async (tool: string) => {
    if (right.visit === undefined || asked.has(tool)) return;
    asked.add(tool);
    const step = { role: "control", label: `right:${tool}`, facts: { missing } } as const;
    await ask(right.visit, callOf({ key: tool, tool }, user, args), step);
  };
  for (const tool of tools.slice(0, 1)) await asRight(tool);
  const [minted] = typeof forged === "string" ? [] : forged;
  const who: readonly Who[] = [
    ...(minted === undefined ? [] : [{ principal: user.name, forged: minted }]),
    ...usersWithFewer(scene, user)
      .slice(0, mostOthers)
      .map(({ name }) => ({ principal: name })),
  ];
  for (const [at, one] of who.entries()) {
    const facts = { minted: one.forged !== undefined };
    const name = `lacking:${at + 1}`;
    const { visit } = await identities.enter(one, { role: "attack", label: `${name}:enter`, facts });
    if (visit === undefined) continue;
    const listed = await visit.request("tools/list", {}, { role: "setup", label: "list" });
    const shown = toolsIn(listed.reply);
    for (const tool of tools.filter((one) => shown.has(one))) {
      const call = callOf({ key: tool, tool }, user, args);
      const step = { role: "attack", label: `${name}:${tool}`, facts: { ...facts, tool } } as const;
      const { reply } = await ask(visit, call, step);
      if (accessOf(reply) === "refused") await asRight(tool);
    }
  }
}

/** The first page is enough: what is not on it is not asked. */
function toolsIn(reply: Reply): ReadonlySet<string> {
  const tools = reply.kind === "result" && Array.isArray(reply.result.tools) ? reply.result.tools : [];
  return new Set(tools.flatMap((tool) => (isObject(tool) && typeof tool.name === "string" ? [tool.name] : [])));
}
