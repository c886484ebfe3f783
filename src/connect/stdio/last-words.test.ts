import { expect, it } from "vitest";
import { lastWords } from "./last-words.ts";

it.each([
  [
    "node:internal/modules/cjs/loader:1215\n  throw err;\n\nError: Cannot find module '/x.js'\n    at f (node:x:1:2) {\n  requireStack: []\n}\n\nNode.js v20",
    "Error: Cannot find module '/x.js'",
  ],
  [
    "Traceback (most recent call last):\n  File \"x.py\", line 1\nModuleNotFoundError: No module named 'mcp'\n",
    "ModuleNotFoundError: No module named 'mcp'",
  ],
  ["starting\nlistening\nbye\n", "starting | listening | bye"],
  ["", ""],
])("finds the line that tells", (tail, words) => {
  expect(lastWords(tail)).toBe(words);
});
