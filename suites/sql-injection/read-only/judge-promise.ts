import type { Evidence } from "../../../src/model/check.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import { unclear } from "../../inconclusive.ts";
import { notSqlTool } from "../statements/not-sql-tool.ts";
import { takesSql } from "../takes-sql.ts";
import { findDisguisedDelete, findStoppedDisguise } from "./delete-nothing.ts";
import { findTableMade } from "./find-table-made.ts";
import { findLargeObject } from "./large-object.ts";
import { found } from "./look.ts";
import { findModifyingCte } from "./modifying-cte.ts";
import { findReadFile } from "./read-file.ts";
import { isRefusal, isSpoiled } from "./refusal.ts";
import { plainWrite } from "./ways.ts";
import { findWithDelete } from "./with-delete.ts";
import { findWrittenFile } from "./write-file.ts";

/** What the evidence of one round says of the promise, or of what the tool refuses plainly where there is none; pure. */
export function judgePromise(whole: Evidence): Judgement {
  const exchanges = whole.exchanges.filter(({ reply }) => !isSpoiled(reply));
  const evidence: Evidence = { ...whole, exchanges };
  const control = takesSql(exchanges);
  const promised = exchanges.some(({ label, facts }) => label === "baseline" && facts.promised === true);
  if (control === undefined) return notSqlTool(exchanges, promised);
  if (!promised && writesPlainly(evidence)) {
    const because =
      "the tool runs a plain CREATE TABLE, and nothing says that it must not (promises.readOnly, readOnlyHint)";
    return { verdict: "not-applicable", because };
  }
  const broken = [
    findTableMade(evidence, promised),
    findModifyingCte(evidence, promised),
    findWithDelete(evidence),
    findDisguisedDelete(evidence, promised),
    findLargeObject(evidence),
    findWrittenFile(evidence, promised),
    findReadFile(evidence),
    findStoppedDisguise(evidence),
  ].filter((one) => one !== undefined);
  const certain = broken.filter((one) => one.certain);
  const [first, ...others] = certain.flatMap((one) => one.proof);
  if (first !== undefined) {
    const against = promised ? "" : "; nothing was promised, but the tool refuses the same when it is sent plainly";
    return {
      verdict: "fail",
      because: `${certain.map((one) => one.because).join("; ")}${against}`,
      proof: [first, ...others],
      control: control.id,
      techniques: certain.map((one) => one.technique),
    };
  }
  const [likely] = broken;
  if (likely !== undefined)
    return { verdict: "suspected", because: likely.because, proof: likely.proof, control: control.id };
  const doubt = doubtOf(evidence);
  if (doubt !== undefined) return unclear(doubt);
  return {
    verdict: "pass",
    because: `the tool ran a SELECT of ours, and ${promised ? "no write through it took place" : "what it refuses plainly it refuses in every disguise that was tried"}${exchanges.some(({ label }) => label === "plain-delete") ? "" : " (no table was found to try a DELETE on)"}`,
    control: control.id,
  };
}

/** True when a plain CREATE TABLE made its table, or at least was not refused. */
function writesPlainly({ exchanges, observations }: Evidence): boolean {
  const plain = exchanges.find(({ label }) => label === `write:${plainWrite}`);
  if (plain === undefined) return false;
  const seen = [...exchanges, ...observations].some(
    (item) => item.label === `look:${plainWrite}` && found(item, plain),
  );
  return seen || !isRefusal(plain.reply);
}

/** Why silence earns no pass, undefined when nothing speaks against one. */
function doubtOf({ exchanges }: Evidence): string | undefined {
  if (!exchanges.some((exchange) => exchange.role === "attack")) {
    return "the tool runs SQL of a database that this check does not speak (PostgreSQL, MySQL, SQLite and SQL Server it does)";
  }
  const again = exchanges.find(({ label }) => label === "takes-sql-again");
  if (again === undefined || !showsComputed(again, String(again.facts.computed))) {
    return "a SELECT that worked at first did not work any more at the end: a limit of the server, or something broke on the way";
  }
  return undefined;
}
