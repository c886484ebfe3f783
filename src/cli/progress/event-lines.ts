import type { Event } from "../../model/event.ts";
import { visibleLine } from "../../report/escape/visible.ts";
import { count } from "../../report/summary.ts";

/** How much is told. */
export interface Detail {
  readonly verbose: boolean;
  readonly trace: boolean;
}

/** The line that one event gives by itself, escaped for a terminal; undefined when it is not worth one. */
export function eventLine(event: Event, detail: Detail): string | undefined {
  const line = plainLine(event, detail);
  return line === undefined ? undefined : visibleLine(line);
}

function plainLine(event: Event, { verbose, trace }: Detail): string | undefined {
  switch (event.type) {
    case "run-started":
      return `scanning ${event.target}, seed ${event.seed}`;
    case "connected":
      return `connected to ${event.server} by ${event.transport}, protocol ${event.protocolVersion}, ${count(event.tools, "tool")}`;
    case "planned":
      return planLine(event.checks);
    case "subject-finished":
      if (!verbose && !loud.has(event.verdict)) return undefined;
      return `${event.verdict} ${event.check} ${event.subject}: ${event.because}`;
    case "incident":
      return `${incidentText(event.incident.kind)} during ${event.incident.check} ${event.incident.subject}: ${event.incident.detail}${event.incident.recovered ? "; recovered" : ""}`;
    case "warning":
      return `warning: ${event.text}`;
    case "load-phase":
      return `load: ${loadPhases.get(event.name) ?? `${event.name} with ${count(event.users, "user")}`}`;
    case "load-tick":
      return `load: ${count(event.users, "user")}, ${count(event.calls, "call")} so far, ${event.failed.toLocaleString("en")} failed`;
    case "exchange":
      return verbose ? `  ${event.id} ${event.label}: ${event.reply} in ${Math.round(event.durationMs)} ms` : undefined;
    case "wire":
      return trace ? `${arrows[event.direction]} ${event.text}` : undefined;
    case "stage":
    case "subject-started":
    case "run-finished":
      return undefined;
  }
}

/** What needs no number of users. */
const loadPhases: ReadonlyMap<string, string> = new Map([
  ["baseline", "one user alone"],
  ["rest", "a rest, then calls again"],
  ["misbehaving", "calls that go wrong, and good ones beside them"],
  ["quiet", "a quiet time, then calls again"],
]);

const loud: ReadonlySet<string> = new Set(["fail", "suspected", "error"]);
const arrows = { sent: "-->", received: "<--", note: "---" } as const;

/** There is no line for an empty plan: most runs have nothing left for the end. */
function planLine(checks: readonly { readonly subjects: number }[]): string | undefined {
  const subjects = checks.reduce((sum, check) => sum + check.subjects, 0);
  return subjects === 0 ? undefined : `${count(checks.length, "check")} on ${count(subjects, "subject")}`;
}

function incidentText(kind: "crash" | "session-lost" | "unauthorized"): string {
  return { crash: "the server crashed", "session-lost": "the session was lost", unauthorized: "access was withdrawn" }[
    kind
  ];
}
