import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Check, Suite } from "../src/model/check.ts";
import { suites } from "../suites/index.ts";

const file = new URL("../docs/checks.md", import.meta.url);

/** `npm test` compares; `UPDATE_GOLDENS=1 npx vitest run test/checks-doc` writes: read the diff before you keep it. */
it("docs/checks.md says what the checks say of themselves", () => {
  expect(suites.flatMap(({ checks }) => checks).length).toBeGreaterThan(2);
  const text = `${head}\n${suites.map(section).join("\n")}`;
  if (process.env.UPDATE_GOLDENS === "1") writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, "utf8"));
});

const head = `# Checks

<!-- Written from the checks by test/checks-doc.test.ts: change the check, then run
     UPDATE_GOLDENS=1 npx vitest run test/checks-doc -->

What each suite asks of a server. \`mcp-gauntlet explain CHECK\` prints the same for one check. How an answer becomes a
verdict is in [verdicts.md](verdicts.md).
`;

function section({ name, purpose, checks }: Suite): string {
  return [`## ${name}`, "", ...wrap(purpose), "", ...checks.flatMap(entry)].join("\n");
}

function entry(check: Check): string[] {
  const facts = [
    `Severity: ${check.severity}.`,
    `Needs: ${[...check.needs].join(", ")}${check.uses.length === 0 ? "" : `; uses ${check.uses.join(", ")} if configured`}.`,
    `Requests: at most ${check.requests} for one subject and one round.`,
    `Runs: ${check.phase === "after" ? "after the other checks, on what they brought about" : "on every subject in scope"}.`,
    `References: ${Object.values(check.refs).flat().join(", ")}.`,
  ];
  return [
    `### ${check.id}`,
    "",
    ...wrap(`**${check.title}.** ${check.why}`),
    "",
    ...wrap(`_Fix:_ ${check.fix}`),
    "",
    ...facts.map((fact) => `- ${fact}`),
    "",
  ];
}

/** Lines of at most 120 characters, as the other documents have them. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > 120) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
