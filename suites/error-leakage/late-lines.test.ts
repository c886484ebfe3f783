import { describe, expect, it } from "vitest";
import { openRecorder } from "../../src/connect/record/recorder.ts";
import { openRedactor } from "../../src/connect/record/redact.ts";
import { openBudget } from "../../src/engine/budget.ts";
import { openLink } from "../../src/engine/link.ts";
import type { RunSetting } from "../../src/engine/run-setting.ts";
import { runSubject } from "../../src/engine/run-subject.ts";
import type { CanaryPlace, Leak } from "../../src/model/canary.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Arguments } from "../../src/model/ports.ts";
import type { Scene } from "../../src/model/scene.ts";
import type { Target } from "../../src/model/target.ts";
import { resultOf } from "../../src/run/report/result-of.ts";
import { fakeSession } from "../../test/fake-session.ts";
import canaryInLog from "./canary-in-log.ts";
import canaryInReply from "./canary-in-reply.ts";

const secret = "Zeile-8f3a1c";
const target: Target = { kind: "stdio", command: "none", args: [], env: {} } as unknown as Target;
const callOf = (name: string, text = ""): Leak["calls"][number] => ({
  method: "tools/call",
  params: { name, arguments: { text } },
});
const listing: Leak["calls"][number] = { method: "tools/list", params: {} };

type Beside = Exclude<CanaryPlace, "request" | "reply">;

/** Who lets the secret out, where, and whether that is seen with the request (or the start) that caused it or with the next. */
interface Leaky {
  readonly by: string;
  readonly at: Beside;
  readonly late: boolean;
  /** The text that `by` needs for it; any where this is absent. */
  readonly told?: string;
  /** The request after whose reply the session ends. */
  readonly ends?: string;
}

/** What becomes of a leak on a server that exists only here, so that what comes beside a reply comes exactly when it is to. */
async function resultOn(
  { by, at, late, told, ends }: Leaky,
  [first, ...rest]: readonly [Leak["calls"][number], ...Leak["calls"][number][]],
  valid: JsonObject = { text: "" },
) {
  const canaries = [{ name: "key", value: secret, visibleTo: [], table: undefined }];
  const recorder = openRecorder(openRedactor([{ canary: secret }], new Uint8Array(32)), () => undefined, canaries);
  let clock = 0;
  const now = (): number => ++clock;
  let sessions = 0;
  const open = async () => {
    const name = `s${++sessions}`;
    const hear = () => recorder.canaries.heard(name, at, { text: `using ${secret}` }, now());
    let due = by === "start";
    const session = fakeSession(({ method, params }, self) => {
      if (due) hear();
      const called = method === "tools/call" ? String(params?.name) : method;
      const leaks = called === by && (told === undefined || JSON.stringify(params).includes(told));
      due = leaks && late;
      if (leaks && !late) hear();
      if (called === ends) queueMicrotask(() => queueMicrotask(() => self.end("it exited with code 7")));
      return { kind: "result", result: { content: [] } };
    });
    return { opened: { ok: true as const, session }, name };
  };
  const tool = first.method === "tools/call" ? String(first.params.name) : undefined;
  const leak: Leak = { place: at, exchange: "r0.1", tool, method: first.method, calls: [first, ...rest] };
  const sent = { sent: false, visible: false, replies: 3, successes: 3, table: undefined, unplanted: undefined };
  const source = tool === undefined ? {} : { tool };
  const subject = {
    key: `key from ${tool ?? first.method}`,
    ...source,
    canary: { name: "key", ...sent, leaks: [leak] },
  };
  const setting: RunSetting = {
    seed: 1,
    principal: "anonymous",
    scene: {} as Scene,
    samples: {},
    args: { valid: () => ({ args: valid, source: "schema" }) } as unknown as Arguments,
    recorder,
    budget: openBudget({ requests: 100, seconds: 60, concurrency: 1, rate: 100_000 }, () => 0),
    emit: () => undefined,
    now,
    timeoutMs: 1_000,
    interrupted: new AbortController().signal,
    newLink: () => openLink(open, { left: 5 }),
    incident: () => undefined,
    database: undefined,
    tap: undefined,
  };
  const check = at === "stderr" ? canaryInLog : canaryInReply;
  const planned = { no: 1, check, subject, skip: undefined };
  const lane = setting.newLink();
  const result = resultOf(await runSubject(planned, lane, setting), "anonymous", target, undefined);
  const proof = result.proof.map((id) => {
    const { label, round, request } = recorder.exchanges.get(id) ?? { label: id, round: 0, request: listing };
    return `${round}: ${label} ${String(request.params.name ?? request.method)}`;
  });
  return { ...result, proof };
}

describe("what comes beside a reply", () => {
  it.each(["stderr", "notification"] as const)(
    "is proven by the call itself where it comes in time (%s)",
    async (at) => {
      const result = await resultOn({ by: "read", at, late: false }, [callOf("read")]);
      expect(result).toMatchObject({
        verdict: "fail",
        proof: ["1: same call read", "2: same call read"],
        reproduction: { jsonrpc: callOf("read") },
      });
    },
  );

  it.each(["stderr", "notification"] as const)(
    "is proven by the call and the listing behind it where it comes after the reply, in both rounds (%s)",
    async (at) => {
      const result = await resultOn({ by: "read", at, late: true }, [callOf("read")]);
      expect(result).toMatchObject({
        verdict: "fail",
        proof: ["1: same call read", "1: afterwards tools/list", "2: same call read", "2: afterwards tools/list"],
        reproduction: { jsonrpc: callOf("read") },
      });
    },
  );

  it.each([false, true])(
    "is proven by the call that brings it, where that is the one before (late: %s)",
    async (late) => {
      const result = await resultOn({ by: "read", at: "stderr", late }, [callOf("other"), callOf("read")]);
      expect(result).toMatchObject({ verdict: "fail", reproduction: { jsonrpc: callOf("read") } });
      expect(result.proof[0]).toBe("1: same call read");
      expect(result.because).toContain("again when the call of read before it was repeated");
    },
  );

  it("is proven by the first request of a session where opening one brings it", async () => {
    const result = await resultOn({ by: "start", at: "stderr", late: false }, [listing]);
    expect(result).toMatchObject({
      verdict: "fail",
      proof: ["1: alive tools/list", "2: alive tools/list"],
      reproduction: { jsonrpc: listing },
    });
    expect(result.because).toContain("again when another session was opened");
    expect(result).not.toHaveProperty("control");
  });

  it.each(["read", "tools/list"])("is not put down to a call where another session begins (after %s)", async (ends) => {
    const result = await resultOn({ by: "start", at: "stderr", late: false, ends }, [callOf("read")]);
    expect(result).toMatchObject({ verdict: "suspected", proof: [] });
  });

  it.each([false, true])("is not proven by a call that held the secret itself (late: %s)", async (late) => {
    const echo = { by: "read", at: "stderr", late, told: secret } as const;
    const result = await resultOn(echo, [callOf("read")], { text: secret });
    expect(result).toMatchObject({ verdict: "suspected", proof: [] });
  });
});
