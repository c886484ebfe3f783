import type { Exchange } from "../../../src/model/exchange.ts";
import type { Identity, Visit, Who } from "../../../src/model/identity.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { Arguments, Identities, Step } from "../../../src/model/ports.ts";
import type { Scene } from "../../../src/model/scene.ts";
import type { Subject } from "../../../src/model/subject.ts";
import type { Tool } from "../../../src/model/surface.ts";

/** What is asked as one person and then as another: a call of a tool, or the list of tools where no tool can be called. */
export interface Call {
  readonly method: string;
  readonly params: JsonObject;
}

/** The call of a subject, with arguments that work for `owner`. */
export function callOf({ tool }: Subject, owner: Identity | undefined, args: Arguments): Call {
  if (tool === undefined) return { method: "tools/list", params: {} };
  const own = owner !== undefined && Object.hasOwn(owner.samples, tool) ? owner.samples[tool] : undefined;
  return { method: "tools/call", params: { name: tool, arguments: own ?? args.valid(tool).args } };
}

/** Tools with which somebody can show that access works: those the owner gave arguments for, then those that need none. */
export function provableTools(scene: Scene, identity: Identity): readonly string[] {
  return knownTools(scene, identity).flatMap(({ name, taskSupport }) => (taskSupport === "required" ? [] : [name]));
}

/** The same, and those that work as a task alone. */
export function knownTools(scene: Scene, { admitted, samples }: Identity): readonly Tool[] {
  if (!admitted.ok) return [];
  const sampled = admitted.surface.tools.filter(({ name }) => Object.hasOwn(samples, name) || scene.sampled(name));
  const easy = admitted.surface.tools.filter(({ inputSchema, annotations }) => {
    const { required } = inputSchema;
    return annotations?.readOnlyHint === true && !(Array.isArray(required) && required.length > 0);
  });
  return [...new Set([...sampled, ...easy])].filter(({ name }) => scene.mayCall(name));
}

/** The same, first those that take no argument: who asks is all that their reply can depend on. */
export function tellingTools(scene: Scene, identity: Identity): readonly string[] {
  const free = (tool: string) => scene.parameters(tool).length === 0;
  const tools = provableTools(scene, identity);
  return [...tools.filter(free), ...tools.filter((tool) => !free(tool))];
}

/** Sends a call over an open session, as its owner or as somebody else. */
export function ask(visit: Visit, { method, params }: Call, step: Step, as?: Who): Promise<Exchange> {
  return visit.request(method, params, step, as);
}

/** Opens a session as somebody and sends the call over it, if it opens: the handshake is labelled `LABEL:enter`. */
export async function attempt(
  identities: Identities,
  who: Who,
  call: Call,
  { role, label, facts = {} }: Step,
): Promise<{ readonly visit: Visit | undefined; readonly exchange: Exchange }> {
  const { visit, exchange } = await identities.enter(who, { role, label: `${label}:enter`, facts });
  if (visit === undefined) return { visit, exchange };
  return { visit, exchange: await ask(visit, call, { role, label, facts }) };
}
