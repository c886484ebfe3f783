import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Surface, Tool } from "../../model/surface.ts";
import { visibleLine } from "../../report/escape/visible.ts";

/** What one principal is shown, as text for a terminal; everything the server says is escaped and cut at a length. */
export function surfaceText(surface: Surface): string {
  const { server, tools, resources, resourceTemplates, prompts, problems } = surface;
  const head = `${server.name} ${server.version} as ${surface.principal}, ${surface.transport}, protocol ${surface.protocolVersion}`;
  const sections = [
    ["Tools", tools.flatMap(toolRows)],
    ["Resources", resources.map((resource) => row(resource.uri, resource.name))],
    ["Resource templates", resourceTemplates.map((template) => row(template.uriTemplate, template.name))],
    ["Prompts", prompts.map((prompt) => row(prompt.name, prompt.description))],
    ["Could not be listed", problems.map((problem) => `  ${problem}`)],
  ] as const;
  const counts = [tools.length, resources.length, resourceTemplates.length, prompts.length, problems.length];
  const shown = sections.flatMap(([title, rows], index) =>
    rows.length === 0 ? [] : ["", `${title} (${counts[index]})`, ...rows],
  );
  const empty = shown.length === 0 ? ["", "Nothing is offered."] : [];
  return `${[head, ...instructions(surface), ...shown, ...empty].map(visibleLine).join("\n")}\n`;
}

function instructions({ instructions: text }: Surface): string[] {
  return text === undefined || text === "" ? [] : [`  instructions: ${cut(text)}`];
}

function toolRows(tool: Tool): string[] {
  const title = tool.description ?? tool.title;
  return [
    `  ${tool.name}${annotations(tool)}`,
    ...(title === undefined ? [] : [`      ${cut(title)}`]),
    ...parameters(tool.inputSchema).map((parameter) => `      - ${parameter}`),
  ];
}

/** The server's own hints, which prove nothing: `[read-only, idempotent]`. */
function annotations({ annotations: hints = {} }: Tool): string {
  const words = [
    hints.readOnlyHint === undefined ? undefined : hints.readOnlyHint ? "read-only" : "writes",
    hints.destructiveHint === undefined ? undefined : hints.destructiveHint ? "destructive" : "not destructive",
    hints.idempotentHint ? "idempotent" : undefined,
    hints.openWorldHint ? "open world" : undefined,
  ].filter((word) => word !== undefined);
  return words.length === 0 ? "" : `  [${words.join(", ")}]`;
}

function parameters({ properties, required }: JsonObject): string[] {
  const needed = Array.isArray(required) ? required : [];
  return Object.entries(isObject(properties) ? properties : {}).map(([name, schema]) => {
    const type = isObject(schema) ? typeName(schema) : "any";
    return `${name}: ${type}${needed.includes(name) ? "" : ", optional"}`;
  });
}

function typeName(schema: JsonObject): string {
  if (Array.isArray(schema.enum)) return cut(schema.enum.map((value) => JSON.stringify(value)).join(" | "));
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? "any"];
  const items = isObject(schema.items) ? ` of ${typeName(schema.items)}` : "";
  return `${types.join(" or ")}${items}`;
}

function row(name: Json | undefined, description: Json | undefined): string {
  const text = typeof description === "string" ? `  ${cut(description)}` : "";
  return `  ${typeof name === "string" ? name : "(unnamed)"}${text}`;
}

function cut(text: string): string {
  const line = text.trim().split("\n")[0] ?? "";
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
