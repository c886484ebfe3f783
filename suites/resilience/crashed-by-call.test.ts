import { describe, expect, it } from "vitest";
import { stdioCommand } from "../../test/fixtures.ts";
import { requestFor, scanned, stdioTarget } from "../../test/scan-fixture.ts";
import { suites } from "../index.ts";
import check from "./crashed-by-call.ts";

const verdictOn = async (mode: string, checks: readonly string[]) => {
  const target = stdioTarget(stdioCommand("frail", ["--mode", mode]));
  const selection = { suites: [], checks, includeTools: [], excludeTools: [], includeParams: [] };
  const { report } = await scanned(
    requestFor(target, { timeoutMs: 3_000, selection }),
    suites,
    new AbortController().signal,
    () => undefined,
  );
  return report.results.filter((result) => result.check === check.id);
};

describe(check.id, () => {
  it("is one finding for one weak spot, with the call that hits it and the server's last words", async () => {
    const [crash, ...others] = await verdictOn("crashes", []);
    expect(others).toEqual([]);
    expect(crash).toMatchObject({ verdict: "fail", subject: "look_up.name", tool: "look_up", param: "name" });
    expect(crash?.because).toContain("TypeError: cannot read properties of undefined");
    expect(JSON.stringify(crash?.reproduction?.jsonrpc)).toContain("'");
  });

  it.each([
    ["sturdy", []],
    // Each check waits as long as the next one does.
    ["hangs", ["sql-injection/argument-in-sql-text", check.id]],
  ])("has nothing to say of a server that is %s", async (mode, checks) => {
    expect((await verdictOn(mode, checks)).map(({ verdict }) => verdict)).toEqual(["not-applicable"]);
  });

  it("calls a crash that does not repeat suspected", () => {
    const incident = {
      kind: "crash",
      exchange: "r1.1",
      check: "x",
      subject: "x",
      detail: "it exited",
      recovered: true,
    } as const;
    expect(check.judge({ subject: { key: "t", incident }, exchanges: [], observations: [] })).toMatchObject({
      verdict: "suspected",
      because: expect.stringContaining("it exited"),
    });
  });
});
