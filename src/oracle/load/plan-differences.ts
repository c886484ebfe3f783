import type { ReportedLoad } from "../../model/load/reported-load.ts";

/** In what two loads were not the same, in phrases; nothing where their numbers may be held against each other. */
export function planDifferences(now: ReportedLoad, before: ReportedLoad): readonly string[] {
  const differing = compared.filter(({ of }) => of(now) !== of(before));
  const told = differing.map(({ name, of }) => `${name} ${of(now)} here and ${of(before)} there`);
  return mixOf(now) === mixOf(before) ? told : [...told, "other calls, or other arguments"];
}

const compared: readonly { readonly name: string; of(load: ReportedLoad): string | number }[] = [
  { name: "users", of: ({ plan }) => plan.users },
  { name: "profile", of: ({ plan }) => plan.profile },
  { name: "transport", of: ({ transport }) => transport },
  { name: "arrivals a second", of: ({ plan }) => plan.arrivalsPerSecond ?? "none" },
  { name: "milliseconds of thinking", of: ({ plan }) => plan.thinkMs },
  { name: "calls at once", of: ({ plan }) => plan.fanOut },
  { name: "calls a session", of: ({ plan }) => plan.callsPerSession },
  { name: "share of cancelled calls", of: ({ plan }) => plan.cancelled },
  { name: "share of calls hung up on", of: ({ plan }) => plan.disconnected },
  { name: "share of sessions left behind", of: ({ plan }) => plan.abandoned },
  { name: "processes", of: ({ plan }) => plan.processes ?? 1 },
];

/** A secret has another placeholder in every run. */
const placeholder = /\[redacted:[^\]]*\]/g;

function mixOf({ plan }: ReportedLoad): string {
  const calls = plan.mix.map(({ tool, arguments: args, weight, complexity }) =>
    JSON.stringify([tool, sorted(args), weight, complexity]),
  );
  return calls.join("\n").replace(placeholder, "[redacted]");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
