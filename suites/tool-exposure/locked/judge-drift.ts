import type { Evidence } from "../../../src/model/check.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import { isObject, type JsonObject } from "../../../src/model/json.ts";
import { type Drift, lockedLists } from "../../../src/model/lock.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { lockEntry } from "../../../src/oracle/lock/lock-value.ts";
import { unclear, withoutControl } from "../../inconclusive.ts";

/** Whether the difference is still there; pure. */
export function judgeDrift({ subject, exchanges }: Evidence): Judgement {
  const { drift, principal = "" } = subject;
  const listed = exchanges.filter(({ label, reply }) => label === "listed again" && reply.kind === "result");
  const seen = drift?.list === undefined && drift !== undefined ? exchanges.slice(0, 1) : listed;
  const [first, ...others] = seen;
  if (subject.key.endsWith("not listed or not locked")) {
    return withoutControl(`${principal} is in the lock or in the run, and not in both: lock anew with --update-lock`);
  }
  if (first === undefined) return withoutControl(`${principal} was listed nothing when it was asked once more`);
  if (drift === undefined) {
    return { verdict: "pass", because: `all that ${principal} is listed is as it was locked`, control: first.id };
  }
  if (!isThere(drift, seen)) return unclear(`${describe(drift)}; it was as locked when it was listed once more`);
  return {
    verdict: "fail",
    because: `${describe(drift)} (listed to ${drift.principals.join(", ")})`,
    proof: [first.id, ...others.map(({ id }) => id)],
    techniques: [drift.change],
  };
}

function describe({ item, change, says }: Drift): string {
  const how = says.length === 0 ? "" : `: ${says.join("; ")}`;
  return `${changes[change]} since the lists were locked: ${item}${how}`;
}

const changes = { added: "new", removed: "gone", changed: "changed" } as const;

/** What evidence keeps of a long list is cut: then it says nothing against what was seen first. */
function isThere({ list, name, change, locked }: Drift, seen: readonly Exchange[]): boolean {
  if (list === undefined) return true;
  const entries = seen.flatMap(({ reply }) => (reply.kind === "result" ? entriesOf(reply.result[list]) : []));
  const found = entries.find((entry) => entry[lockedLists[list].named] === name);
  if (change === "removed") return found === undefined;
  if (found === undefined) return JSON.stringify(seen.map(({ reply }) => reply)).includes("[cut");
  const now = lockEntry(found);
  const parts = new Set([...Object.keys(now), ...Object.keys(locked)]);
  return [...parts].some((part) => now[part]?.sha256 !== locked[part]?.sha256);
}

function entriesOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
