import { type Check, defineCheck } from "../../model/check.ts";
import type { Caller } from "../../model/ports.ts";
import { openAdmission } from "../admission.ts";
import { openCaller } from "../caller.ts";
import { openDeadline } from "../deadline.ts";
import type { Link } from "../link.ts";
import type { RunSetting } from "../run-setting.ts";

/** Calls that learning makes at the most, and the share of the run's requests it may take. */
const mostCalls = 40;
const share = 10;
/** Milliseconds for one call: nothing is proven here, so that a slow tool is not waited for. */
const callMs = 5_000;
const learningMs = 120_000;

/** A caller for learning, in its own name: its calls are recorded as `l.1`, `l.2` … and count for the budget. */
export function openLearningCaller(
  setting: RunSetting,
  link: Link,
): { readonly calls: Caller; readonly end: () => void } {
  let sent = 0;
  const requests = Math.min(mostCalls, Math.floor(setting.budget.limits.requests / share));
  const deadline = openDeadline(learningMs, setting.now);
  const own = {
    ...setting,
    planned: { no: 0, check: { ...learning, requests }, subject: { key: "(arguments)" }, skip: undefined },
    round: 0,
    timeoutMs: Math.min(setting.timeoutMs, callMs),
    deadline,
    keep: () => undefined,
    nextId: () => `l.${++sent}`,
  };
  const calls = openCaller(own, link, openAdmission(own));
  return { calls, end: deadline.end };
}

/** Stands in the record where a check would: what goes wrong here is told under this name. */
const learning: Check = defineCheck({
  id: "learning/arguments",
  title: "Learning arguments",
  severity: "low",
  why: "",
  fix: "",
  refs: { cwe: [], owaspMcp: [], cosai: [], spec: [] },
  needs: [],
  uses: [],
  phase: "main",
  control: "success",
  requests: 0,
  subjects: () => [],
  probe: async () => undefined,
  judge: () => ({ verdict: "not-applicable", because: "" }),
});
