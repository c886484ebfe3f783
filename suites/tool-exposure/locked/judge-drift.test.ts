import { expect, it } from "vitest";
import type { Exchange } from "../../../src/model/exchange.ts";
import type { Drift } from "../../../src/model/lock.ts";
import { toolList } from "../../../src/model/server-lists.ts";
import { judgeDrift, uncomparedKey } from "./judge-drift.ts";

const name = "spy not listed or not locked";
const drift: Drift = {
  item: `tool ${name}`,
  list: toolList,
  name,
  change: "added",
  principals: ["alice"],
  locked: {},
  says: [],
};
const listed = (...names: readonly string[]) =>
  ({
    id: "r1.2",
    label: "listed again",
    reply: { kind: "result", result: { tools: names.map((one) => ({ name: one })) } },
  }) as unknown as Exchange;
const judge = (key: string, changed: Drift | undefined, ...exchanges: Exchange[]) => {
  const subject = { key, principal: "alice", ...(changed === undefined ? {} : { drift: changed }) };
  return judgeDrift({ subject, exchanges, observations: [] });
};

it("fails for what is there again, whatever the server calls it", () => {
  expect(judge(drift.item, drift, listed("find", name))).toMatchObject({ verdict: "fail", proof: ["r1.2"] });
  expect(judge(drift.item, drift, listed("find"))).toMatchObject({ verdict: "inconclusive", reason: "unclear" });
});

it("concludes nothing of a principal of the lock or of the run alone, or of no list", () => {
  expect(judge(uncomparedKey("alice"), undefined, listed("find")).verdict).toBe("inconclusive");
  expect(judge("what alice is listed", undefined).verdict).toBe("inconclusive");
  expect(judge("what alice is listed", undefined, listed("find")).verdict).toBe("pass");
});
