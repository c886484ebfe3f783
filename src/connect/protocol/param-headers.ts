import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { headerValue } from "./header-value.ts";

/** Remembers which arguments tools want mirrored in `Mcp-Param-*` headers (`x-mcp-header` in their schemas). */
export class ParamHeaders {
  readonly #wanted = new Map<string, readonly { path: readonly string[]; header: string }[]>();

  /** Learns from one page of `tools/list`. */
  learn(result: JsonObject): void {
    if (!Array.isArray(result.tools)) return;
    for (const tool of result.tools) {
      if (!isObject(tool) || typeof tool.name !== "string") continue;
      const wanted = declarations(tool.inputSchema, []);
      if (wanted.length > 0) this.#wanted.set(tool.name, wanted);
    }
  }

  /** Headers for one request; none unless it is a call of a tool that wants some. */
  of(method: string, params: JsonObject | undefined): Record<string, string> {
    if (method !== "tools/call" || typeof params?.name !== "string") return {};
    const found: Record<string, string> = {};
    for (const { path, header } of this.#wanted.get(params.name) ?? []) {
      const value = path.reduce<Json | undefined>((at, key) => (isObject(at) ? at[key] : undefined), params.arguments);
      if (typeof value === "string" || typeof value === "boolean" || typeof value === "number") {
        found[`Mcp-Param-${header}`] = headerValue(String(value));
      }
    }
    return found;
  }
}

/** Declarations reachable through `properties` alone, as the specification wants them. */
function declarations(schema: unknown, path: readonly string[]): { path: readonly string[]; header: string }[] {
  if (!isObject(schema)) return [];
  const name = schema["x-mcp-header"];
  const own = typeof name === "string" && path.length > 0 && token.test(name) ? [{ path, header: name }] : [];
  const properties = isObject(schema.properties) ? Object.entries(schema.properties) : [];
  return [...own, ...properties.flatMap(([key, child]) => declarations(child, [...path, key]))];
}

/** RFC 9110 token. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
