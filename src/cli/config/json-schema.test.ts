import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { z } from "zod";
import { configSchema } from "../../model/config.ts";

const file = new URL("../../../docs/gauntlet.config.schema.json", import.meta.url);

it("the published JSON Schema of the config is current (UPDATE_GOLDENS=1 writes it)", () => {
  const schema = { title: "mcp-gauntlet config", ...z.toJSONSchema(configSchema) };
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  if (process.env.UPDATE_GOLDENS === "1") writeFileSync(file, text);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(text));
});

it("every key of the schema is in docs/configuration.md", () => {
  const page = readFileSync(new URL("../../../docs/configuration.md", import.meta.url), "utf8");
  const missing = keys(z.toJSONSchema(configSchema)).filter((key) => !page.includes(`\`${key}\``));
  expect(missing).toEqual([]);
});

/** Every path of named keys, such as `target.url`. */
function keys(schema: unknown, prefix = ""): string[] {
  const node = schema as { properties?: Record<string, unknown>; items?: unknown };
  const own = Object.entries(node.properties ?? {}).flatMap(([key, value]) => {
    const path = prefix === "" ? key : `${prefix}.${key}`;
    return [path, ...keys(value, path)];
  });
  return node.items === undefined ? own : [...own, ...keys(node.items, `${prefix}[]`)];
}
