import { expect, it } from "vitest";
import { HarnessError } from "../model/errors.ts";
import type { Cli } from "./cli.ts";
import { showError } from "./show-error.ts";

async function shown(error: unknown, verbose: boolean): Promise<{ code: number; text: string }> {
  let text = "";
  const stderr = { write: (part: string) => (text += part) };
  const code = await showError(error, { stderr } as unknown as Cli, verbose);
  return { code, text };
}

it("a known failure is its sentence and hint, with control characters spelled out", async () => {
  const error = new HarnessError("target-unreachable", "No answer from \u001b[31mred.", "Start it.");
  expect(await shown(error, false)).toEqual({
    code: 4,
    text: "mcp-gauntlet: No answer from \\u001b[31mred.\n  Start it.\n",
  });
});

it("anything else is a bug of ours, with the stack only when asked for", async () => {
  const { code, text } = await shown(new TypeError("x is not a function\nmore"), false);
  expect(code).toBe(70);
  expect(text).toMatch(/^mcp-gauntlet: x is not a function: this is a bug in mcp-gauntlet\.\n {2}Run again with -v/);
  expect(text).not.toMatch(/^\s+at /m);
  expect((await shown(new TypeError("x"), true)).text).toMatch(/^\s+at /m);
  expect((await shown("a string", true)).code).toBe(70);
});
