import type { Compared } from "./compare.ts";
import type { Judged } from "./judge.ts";
import type { Counts, EntryResult, Score } from "./score.ts";

/** The tables of docs/corpus.md: the score, one line for each version that ran, and what the words in the table stand for. */
export function table(entries: readonly EntryResult[], total: { score: Score; counts: Counts }): string {
  const lines = entries.flatMap((entry) => [
    ...entry.runs.map((run) => line(entry, run)),
    ...(entry.stopped === undefined
      ? []
      : [[entry.id, entry.package, "", "", `**${entry.stopped.state}**`, ...dashes]]),
  ]);
  return [
    scoreLines(total).join("\n"),
    markdown(["Entry", "Package", "Version", "Flaw", "Verdict", ...numbers], lines),
    ...section("With the tap", tapLines(entries)),
    ...section("Misses, false alarms, and what did not run", entries.flatMap(remarks)),
    ...section("Why parameters with a sample stayed inconclusive", reasons(total.counts.sampled)),
  ].join("\n\n");
}

const numbers = ["Fails", "Suspected", "Inconclusive", "Requests", "Seconds"];
const dashes = numbers.map(() => "–");

function scoreLines({ score, counts }: { score: Score; counts: Counts }): string[] {
  const { hits, misses, failsOnSound, sampled } = counts;
  return [
    `- recall: **${percent(score.recall)}** (${hits} of ${hits + misses} vulnerable entries that ran; ${counts.suiteNotBuilt} more wait for a suite that is not built)`,
    ...Object.entries(counts.categories).map(
      ([name, { hits, misses }]) => `  - ${plain(name)}: ${hits} of ${hits + misses}`,
    ),
    `- precision: **${percent(score.precision)}** (${score.falseAlarms} false alarms among ${failsOnSound} fails on fixed and clean versions; ${counts.silent} versions silent)`,
    `- inconclusive: ${score.inconclusive} results in all`,
    `- SQL checks where the owner gave a sample: ${sampled.open.length} of ${sampled.parameters} parameters with a value in it are inconclusive (${share(sampled.open.length, sampled.parameters)}); of results on any parameter of such a tool, ${sampled.inconclusive} of ${sampled.results} (${share(sampled.inconclusive, sampled.results)})`,
    `- skipped: ${score.skipped} entries (${counts.suiteNotBuilt} of them for a suite that is not built), crashed: ${score.crashed}`,
    `- cost: ${counts.requests} requests, ${Math.round(counts.seconds)} seconds`,
  ];
}

/** What the tap changes, over every version where it can stand between the server and its database. */
function tapLines(entries: readonly EntryResult[]): string[] {
  const compared = entries.flatMap((entry) => entry.compared);
  if (compared.length === 0) return [];
  const tapped = entries.flatMap(({ id, tapped }) => tapped.map((run) => ({ id, run })));
  const wrong = tapped.filter(({ run }) => !["hit", "silent"].includes(run.verdict));
  const sum = (value: (one: Compared) => number) => compared.reduce((total, one) => total + value(one), 0);
  const differences = entries.flatMap(({ id, compared }) =>
    compared.flatMap((one) => one.differences.map((difference) => `- ${id}: ${plain(difference)}`)),
  );
  return [
    `- ${tapped.length} versions ran with it, ${tapped.length - wrong.length} of them as expected${wrong.map(({ id, run }) => `; ${id} ${run.version}: ${run.verdict}: ${plain(run.because)}`).join("")}`,
    `- ${sum(({ results }) => results)} results of SQL checks stand beside each other; contradictions: ${differences.length}`,
    ...differences,
    `- concluded only without the tap: ${sum(({ concludedOff }) => concludedOff)}; only with it: ${sum(({ concludedOn }) => concludedOn)}`,
    `- requests for each parameter asked whether it is put into SQL (median, most): without the tap ${spread(compared.flatMap(({ requestsOff }) => requestsOff))}, with it ${spread(compared.flatMap(({ requestsOn }) => requestsOn))}`,
  ];
}

function spread(counts: readonly number[]): string {
  const sorted = counts.toSorted((a, b) => a - b);
  return `${sorted[Math.floor(sorted.length / 2)] ?? "–"}, ${sorted.at(-1) ?? "–"}`;
}

function line(entry: EntryResult, run: Judged): string[] {
  const flaw = run.role === "vulnerable" ? entry.category : entry.kind === "clean" ? "none known" : "fixed";
  const start = [entry.id, entry.package, run.version, flaw];
  if (run.verdict === "skipped") return [...start, run.because, ...dashes];
  if (run.verdict === "crashed") return [...start, "**crashed**", ...dashes];
  const verdict = run.verdict === "hit" || run.verdict === "silent" ? run.verdict : `**${run.verdict}**`;
  const counted = [run.fails, run.suspected, run.inconclusive, run.requests, Math.round(run.seconds)];
  return [...start, verdict, ...counted.map(String)];
}

function remarks(entry: EntryResult): string[] {
  if (entry.stopped) return [`- ${entry.id}: ${entry.stopped.state}: ${plain(entry.stopped.reason)}`];
  return entry.runs.flatMap((run) => {
    const quiet =
      run.verdict === "hit" || (run.verdict === "silent" && run.because === "") || run.verdict === "skipped";
    return quiet ? [] : [`- ${entry.id} ${run.version}: ${run.verdict}: ${plain(run.because)}`];
  });
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`### ${title}`, lines.join("\n")];
}

function markdown(head: readonly string[], body: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...body].map((cells) => `| ${cells.map(plain).join(" | ")} |`).join("\n");
}

function share(part: number, whole: number): string {
  return percent(whole === 0 ? 0 : part / whole);
}

/** Reasons with how often each was given, most frequent first. */
function reasons({ open }: Counts["sampled"]): string[] {
  const counts = new Map<string, number>();
  for (const reason of open) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([reason, count]) => `- ${count}: ${plain(reason)}`);
}

function percent(value: number): string {
  return `${Math.round(value * 1000) / 10} %`;
}

/** Text of a server or an entry for a Markdown line: nothing in it may become markup, and no path of this machine stays. */
function plain(text: string): string {
  return text
    .replaceAll(/\/(?:tmp|var|home|root|work|Users)\/[^\s"'`,;)]*/g, "…")
    .replaceAll(/[|<>`[\]]/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, 400);
}
