import { isObject, type JsonObject } from "../model/json.ts";
import type { Reply } from "../model/reply.ts";
import type { SessionInfo } from "../model/session.ts";
import type { Surface, Tool } from "../model/surface.ts";
import { type IsValid, listAll } from "./list-all.ts";

type Request = (method: string, params: JsonObject) => Promise<Reply>;

/**
 * Lists everything one principal is shown: the four lists, each as far as the server declares it, page by page.
 * Never throws; what could not be listed is a sentence in `problems`.
 */
export async function discover(request: Request, info: SessionInfo, principal: string): Promise<Surface> {
  const problems: string[] = [];
  const list = async (declared: boolean, method: string, member: string, valid: IsValid) => {
    if (!declared) return [];
    const listing = await listAll(request, method, member, valid);
    problems.push(...listing.problems);
    return listing.entries;
  };
  const has = (capability: string) => isObject(info.capabilities[capability]);
  const tools = await list(has("tools"), "tools/list", "tools", named);
  const resources = await list(
    has("resources"),
    "resources/list",
    "resources",
    (entry) => typeof entry.uri === "string",
  );
  const resourceTemplates = await list(
    has("resources"),
    "resources/templates/list",
    "resourceTemplates",
    (entry) => typeof entry.uriTemplate === "string",
  );
  const prompts = await list(has("prompts"), "prompts/list", "prompts", named);
  return {
    principal,
    server: info.server,
    protocolVersion: info.protocolVersion,
    transport: info.transport,
    instructions: info.instructions,
    capabilities: info.capabilities,
    tools: kept(tools, problems).map((entry) => toolOf(entry, problems)),
    resources,
    resourceTemplates,
    prompts,
    problems:
      problems.length <= mostProblems
        ? problems
        : [...problems.slice(0, mostProblems), `${problems.length - mostProblems} more problems are left out.`],
  };
}

/** Tools of one server that are looked at; no model is given more. */
const mostTools = 1_000;
/** Characters of a tool's name; the specification recommends 128 at the most. */
const longestName = 256;
/** Sentences on problems that are kept. */
const mostProblems = 100;

/** The tools that are looked at: one of each name, none with a name too long, and not too many. */
function kept(tools: readonly JsonObject[], problems: string[]): readonly JsonObject[] {
  const short = tools.filter((tool) => String(tool.name).length <= longestName);
  const left = tools.length - short.length;
  if (left > 0) {
    const are = left === 1 ? "1 tool has a name" : `${left} tools have names`;
    problems.push(`${are} of more than ${longestName} characters and ${left === 1 ? "is" : "are"} left out.`);
  }
  const all = unique(short, problems);
  if (all.length > mostTools) {
    problems.push(`There are ${all.length} tools; only the first ${mostTools} are looked at.`);
  }
  return all.slice(0, mostTools);
}

function named(entry: JsonObject): boolean {
  return typeof entry.name === "string" && entry.name !== "";
}

function unique(tools: readonly JsonObject[], problems: string[]): JsonObject[] {
  const byName = new Map<unknown, JsonObject>();
  for (const tool of tools) {
    if (byName.has(tool.name)) problems.push(`The tool ${short(tool.name)} is listed twice; the first one counts.`);
    else byName.set(tool.name, tool);
  }
  return [...byName.values()];
}

function toolOf(entry: JsonObject, problems: string[]): Tool {
  const { name, title, description, inputSchema, outputSchema, annotations, execution } = entry;
  const { taskSupport } = isObject(execution) ? execution : {};
  if (!isObject(inputSchema))
    problems.push(`The tool ${short(name)} has no input schema; it is taken to have no arguments.`);
  return {
    name: name as string,
    ...(typeof title === "string" ? { title } : {}),
    ...(typeof description === "string" ? { description } : {}),
    inputSchema: isObject(inputSchema) ? inputSchema : { type: "object" },
    ...(isObject(outputSchema) ? { outputSchema } : {}),
    ...(isObject(annotations) ? { annotations: hintsOf(annotations) } : {}),
    entry,
    ...(taskSupport === "optional" || taskSupport === "required" ? { taskSupport } : {}),
  };
}

function hintsOf(annotations: JsonObject): NonNullable<Tool["annotations"]> {
  const hints = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"] as const;
  return Object.fromEntries(
    hints.flatMap((hint) => (typeof annotations[hint] === "boolean" ? [[hint, annotations[hint]]] : [])),
  );
}

function short(name: unknown): string {
  return `“${String(name).slice(0, 100)}”`;
}
