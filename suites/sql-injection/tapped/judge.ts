import type { Exchange } from "../../../src/model/exchange.ts";
import { succeeded } from "../../../src/model/reply.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { noControl } from "../../inconclusive.ts";
import { breaksApart, staysLiteral } from "./breaks-apart.ts";
import { isStatementItself } from "./by-design.ts";
import { judgeChoosing } from "./choosing.ts";
import { complaintOf, dialectOf, type Followed, inText, type Seen, seenFor, structureWithout } from "./seen.ts";

/** The name under which a fail is repeated. */
export const statementStructure = "statement-structure";

/**
 * What the tap shows of an argument; undefined where it shows too little to decide. A fail is a statement that a value broke out of:
 * its breaker was read as SQL, the parser sees another statement than for harmless values, one that differs from the
 * attack in nothing but the breaker among them, and the database itself took it for one. Pure.
 */
export function judgeTapped(followed: Followed): Judgement | undefined {
  const { exchanges, observations } = followed;
  if (isStatementItself(exchanges, observations)) {
    return {
      verdict: "not-applicable",
      because: "the argument is a SQL statement by design: the tap saw it run as one",
    };
  }
  const harmless = harmlessIn(followed);
  if (harmless.length === 0) return judgeChoosing(followed);
  const attacks = exchanges.filter(({ label }) => label === "tapped:attack");
  const control = exchanges.find(({ label, reply }) => controls.has(label) && succeeded(reply));
  for (const attack of attacks) {
    const broken = breakingStatement(attack, followed);
    if (broken === undefined) continue;
    const twin = sameTwin(followed);
    const [first] = inText(harmless);
    if (twin === undefined || first === undefined) return undefined;
    return {
      verdict: "fail",
      because: `the value is part of the statement's text, and ${readAsSql(attack)}: the tap saw another statement than for a harmless value`,
      proof: [broken.id, first.id, twin.id, attack.id],
      techniques: [statementStructure],
      ...(control === undefined ? {} : { control: control.id }),
    };
  }
  if (!attacks.every((attack) => withstood(attack, followed))) return undefined;
  const pasted = inText(harmless).length > 0;
  if (pasted && attacks.length === 0) return undefined;
  if (control === undefined) return noControl;
  return { verdict: "pass", because: pasted ? standsSafely(attacks, followed) : bound, control: control.id };
}

function readAsSql(attack: Exchange): string {
  const { refused, value } = attack.facts;
  return refused === true
    ? `${breakerOf(attack)} in it ends the literal or name that it stands in`
    : `${JSON.stringify(value)} is read as SQL there`;
}

/** Why the tap decided nothing, as one phrase; undefined where it was not asked. Pure. */
export function undecidedBecause({ exchanges, observations }: Followed): string | undefined {
  if (!exchanges.some(({ label }) => label.startsWith("tapped:"))) return undefined;
  if (harmlessIn({ exchanges, observations }).length > 0) return "the statements that the tap saw do not decide it";
  return observations.some(({ kind }) => kind === "statement")
    ? "the tap saw statements, but none with the value in it"
    : "the tap saw no statement at all";
}

/** The statement that shows that an attack broke out of its place; undefined where none does. Pure. */
export function breakingStatement(attack: Exchange, followed: Followed): Seen | undefined {
  const known = structuresOf("tapped:harmless", followed);
  const complaints = new Set(harmlessIn(followed).map(complaintOf));
  if (known.size === 0) return undefined;
  return inText(seenFor(attack, followed.observations)).find((seen) => {
    if (!breaksApart(dialectOf(attack), seen.facts.text, partsOf(attack), breakerOf(attack))) return false;
    const structure = structureWithout(attack, seen);
    if (structure !== null && known.has(structure)) return false;
    // How the database is set to read quotes the text does not show. What it takes was no broken literal to it.
    const complaint = complaintOf(seen);
    const complained = complaint !== undefined && complaint !== "unanswered" && !complaints.has(complaint);
    return complained || attack.facts.refused !== true;
  });
}

const controls = new Set(["tapped:baseline", "tapped:harmless", "tapped:twin"]);

const bound = "the tap saw the value reach the database apart from the statement, as a bind value";

function standsSafely(attacks: readonly Exchange[], { observations }: Followed): string {
  const arrived = attacks.some((attack) => seenFor(attack, observations).length > 0);
  return arrived
    ? "the value stands in the statement's text, and what would end its place there is escaped: the tap saw the same statement"
    : "the value stands in the statement's text, and the tap saw nothing reach it that would end its place there";
}

function harmlessIn({ exchanges, observations }: Followed): readonly Seen[] {
  return exchanges
    .filter(({ label }) => label === "tapped:harmless")
    .flatMap((exchange) => seenFor(exchange, observations));
}

/** The structures of the statements that hold what was sent under a label, without it. */
function structuresOf(label: string, { exchanges, observations }: Followed): ReadonlySet<string> {
  const asked = exchanges.filter((exchange) => exchange.label === label);
  return new Set(
    asked.flatMap((exchange) =>
      inText(seenFor(exchange, observations)).flatMap((seen) => structureWithout(exchange, seen) ?? []),
    ),
  );
}

/** A statement of the value that differs from the attack in the breaker alone, with the structure of a harmless one. */
function sameTwin(followed: Followed): Seen | undefined {
  const known = structuresOf("tapped:harmless", followed);
  const twins = followed.exchanges.filter(({ label }) => label === "tapped:twin");
  return twins
    .flatMap((twin) => inText(seenFor(twin, followed.observations)).map((seen) => ({ twin, seen })))
    .find(({ twin, seen }) => known.has(structureWithout(twin, seen) ?? ""))?.seen;
}

/** True where an attack was answered without reaching a statement, or left every statement that it reached as it is. */
function withstood(attack: Exchange, followed: Followed): boolean {
  if (!["result", "tool-error", "rpc-error"].includes(attack.reply.kind)) return false;
  const known = structuresOf("tapped:harmless", followed);
  const complaints = new Set(harmlessIn(followed).map(complaintOf));
  return seenFor(attack, followed.observations).every((seen) => {
    const complaint = complaintOf(seen);
    if (complaint !== undefined && !complaints.has(complaint)) return false;
    if (seen.facts.where === "bind") return true;
    const structure = structureWithout(attack, seen);
    if (structure !== null && known.has(structure)) return true;
    const parts = partsOf(attack);
    return seen.facts.structure !== null && staysLiteral(dialectOf(attack), seen.facts.text, parts, breakerOf(attack));
  });
}

function partsOf({ facts }: Exchange): readonly string[] {
  return Array.isArray(facts.parts) ? facts.parts.map(String) : [];
}

function breakerOf({ facts }: Exchange): string {
  return String(facts.breaker);
}
