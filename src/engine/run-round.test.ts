import { describe, expect, it } from "vitest";
import { fakeSession, opensInTurn } from "../../test/fake-session.ts";
import { openRecorder } from "../connect/record/recorder.ts";
import { openRedactor } from "../connect/record/redact.ts";
import { defineCheck, type Evidence } from "../model/check.ts";
import type { JsonObject } from "../model/json.ts";
import type { NeededPorts, ProbeContext } from "../model/ports.ts";
import type { Reply } from "../model/reply.ts";
import type { Scene } from "../model/scene.ts";
import type { Surface } from "../model/surface.ts";
import { argumentSource } from "./arguments/source.ts";
import { openBudget } from "./budget.ts";
import { openLink } from "./link.ts";
import { runRound } from "./run-round.ts";

const secret = "ghp_abcdefghijklmnopqrstuvwxyz0123456789";
const samples = {
  open: {},
  show: { id: { from: "open", path: "$.id", teardown: "shut" } },
  shut: { id: { from: "open", path: "$.id" } },
};
const fine: Reply = { kind: "result", result: { structuredContent: { id: secret } } };

/** One round of one subject with an earlier call; tells what the server was asked and what came of it. */
async function round(answer: (name: string) => Reply, interruptAt: string, probe = (_: ProbeContext) => {}) {
  const interrupted = new AbortController();
  const session = fakeSession(({ params }) => {
    if (params?.name === interruptAt) interrupted.abort();
    return answer(String(params?.name));
  });
  const asked = () => session.asked.map(({ params }) => [params?.name, params?.arguments]);
  const tools = Object.keys(samples).map((name) => ({ name, inputSchema: {} }));
  const surface = { tools } as unknown as Surface;
  const check = defineCheck({
    id: "a/b",
    requests: 1,
    needs: [],
    uses: [],
    control: "success",
    probe: async (ctx: ProbeContext & NeededPorts<"calls">) => {
      probe(ctx);
      await ctx.calls.tool("show", ctx.args.valid("show").args, { role: "control", label: "call" });
    },
    judge: ({ exchanges }: Evidence) => ({ verdict: "pass", because: "", control: exchanges.at(-1)?.id ?? "" }),
  } as never);
  const budget = openBudget({ requests: 10, seconds: 60, concurrency: 1, rate: 100_000 }, () => 0);
  const newLink = () => openLink(opensInTurn([{ ok: true, session }]), { left: 1 });
  const setting = {
    seed: 1,
    principal: "",
    scene: { surface, parameters: () => [] } as unknown as Scene,
    args: argumentSource(surface, samples as Readonly<Record<string, JsonObject>>),
    samples: samples as Readonly<Record<string, JsonObject>>,
    recorder: openRecorder(openRedactor([], new Uint8Array(32)), () => undefined),
    budget,
    emit: () => undefined,
    now: () => 0,
    timeoutMs: 1_000,
    interrupted: interrupted.signal,
    newLink,
    incident: () => undefined,
    database: undefined,
    tap: undefined,
  };
  const evidence = { exchanges: [], observations: [], numbered: 0 };
  const planned = { no: 1, check, subject: { key: "show", tool: "show" }, skip: undefined };
  const outcome = await runRound(1, undefined, newLink(), planned, setting, evidence);
  return { outcome, asked: asked(), sent: budget.sent };
}

describe("a round whose sample takes a value from an earlier call", () => {
  it("gets the value as it came, though nothing that is kept shows it, and takes back what was made", async () => {
    const { outcome, asked, sent } = await round(() => fine, "");
    expect(asked).toEqual([
      ["open", {}],
      ["show", { id: secret }],
      ["shut", { id: secret }],
    ]);
    expect(outcome.verdict).toBe("pass");
    // A clean-up is not counted: it comes when nothing may be spent any more, too.
    expect(sent).toBe(2);
  });

  it("is told in a sentence where the earlier call fails, and takes nothing back", async () => {
    const { outcome, asked } = await round(() => ({ kind: "tool-error", result: {} }), "");
    expect(outcome).toEqual({
      verdict: "inconclusive",
      reason: "no-control",
      because: "the sample of show takes $.id from open, which did not succeed (tool-error)",
    });
    expect(asked).toHaveLength(1);
  });

  it.each(["open", "show"])("takes back what was made when the run is interrupted during %s", async (name) => {
    const { outcome, asked } = await round(() => fine, name);
    expect(outcome).toMatchObject({ verdict: "inconclusive", reason: "interrupted" });
    expect(asked.at(-1)?.[0]).toBe("shut");
  });

  it("takes back what was made when the probe breaks", async () => {
    const { outcome, asked } = await round(
      () => fine,
      "",
      () => {
        throw new Error("oops");
      },
    );
    expect(outcome).toMatchObject({ verdict: "error", error: "harness-bug" });
    expect(asked.map(([name]) => name)).toEqual(["open", "shut"]);
  });
});
