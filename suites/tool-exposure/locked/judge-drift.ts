import type { Evidence } from "../../../src/model/check.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import type { Drift } from "../../../src/model/lock.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { changedParts } from "../../../src/oracle/lock/compare.ts";
import { lockEntry } from "../../../src/oracle/lock/lock-value.ts";
import { entriesOf } from "../../../src/oracle/metadata/listing.ts";
import { unclear, withoutControl } from "../../inconclusive.ts";

/** Key of the subject for a principal that is in the lock or in the run alone: no name that a server gives makes one. */
export function uncomparedKey(principal: string): string {
  return `what ${principal} is not listed or not locked`;
}

/** Whether the difference is still there; pure. */
export function judgeDrift({ subject, exchanges }: Evidence): Judgement {
  const { drift, principal = "" } = subject;
  const listed = exchanges.filter(({ label, reply }) => label === "listed again" && reply.kind === "result");
  const seen = drift?.list === undefined && drift !== undefined ? exchanges.slice(0, 1) : listed;
  const [first, ...others] = seen;
  if (subject.key === uncomparedKey(principal)) {
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
  const entries = seen.flatMap(({ reply }) =>
    reply.kind === "result" ? entriesOf(reply.result[list.member], list.kind, list.named) : [],
  );
  const found = entries.find((entry) => entry.name === name)?.entry;
  if (change === "removed") return found === undefined;
  if (found === undefined) return JSON.stringify(seen.map(({ reply }) => reply)).includes("[cut");
  return changedParts(locked, lockEntry(found)).length > 0;
}
