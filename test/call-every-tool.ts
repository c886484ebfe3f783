import { type Check, defineCheck } from "../src/model/check.ts";

/** Calls every tool once, as other suites would, and does something else after each call: for tests of checks that come after. */
export function callEveryTool(meanwhile: () => Promise<unknown>): Check {
  return defineCheck({
    id: "test/calls",
    title: "",
    severity: "low",
    why: "",
    fix: "",
    refs: { cwe: [], owaspMcp: [], cosai: [], spec: [] },
    needs: ["calls"],
    uses: [],
    phase: "main",
    control: "success",
    requests: 4,
    subjects: ({ surface }) => surface.tools.map(({ name }) => ({ key: name, tool: name })),
    async probe({ subject: { tool = "" }, args, calls }) {
      await calls.tool(tool, args.valid(tool).args, { role: "baseline", label: "call" });
      await meanwhile();
    },
    judge: ({ exchanges: [first] }) => ({ verdict: "pass", because: "", control: first?.id ?? "" }),
  });
}
