import type { ServerRow } from "./server.ts";

/** The tables of docs/arguments.md: one line for each server, and one for each call that did not pass. */
export function table(servers: readonly ServerRow[]): string {
  const asked = servers.filter(({ failure }) => failure === undefined);
  const body = asked.map(({ id, version, tools, destructive, rows }) => {
    const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
    const satisfying = rows.filter(({ satisfies }) => satisfies === true).length;
    return [
      `${id} ${version}`,
      tools,
      destructive,
      rows.length,
      count("passed"),
      count("rejected"),
      count("unanswered"),
      rows.filter(({ source }) => source === "learnt").length,
      satisfying,
    ];
  });
  const total = body.reduce<number[]>(
    (sum, [, ...cells]) => cells.map((cell, at) => (sum[at] ?? 0) + Number(cell)),
    [],
  );
  const head = [
    "Server",
    "Tools",
    "Not called",
    "Called",
    "Passed",
    "Rejected",
    "No reply",
    "Learnt",
    "Satisfies its schema",
  ];
  const missed = asked.flatMap(({ id, rows }) =>
    rows
      .filter(({ outcome, satisfies }) => outcome !== "passed" || satisfies !== true)
      .map(({ tool, outcome, satisfies, args, said }) => {
        const why =
          outcome === "passed"
            ? satisfies === undefined
              ? "its schema cannot be compiled"
              : "passed, but does not satisfy its schema"
            : outcome;
        return `- ${id}, ${plain(tool)}: ${why}. Sent \`${plain(args)}\`; ${plain(said)}`;
      }),
  );
  const failed = servers.flatMap(({ id, version, failure }) =>
    failure === undefined ? [] : [`- ${id} ${version}: ${plain(failure)}`],
  );
  return [
    summary(asked),
    markdown(head, [...body, ["**all**", ...total]]),
    ...(missed.length === 0 ? [] : ["Not passed:", missed.join("\n")]),
    ...(failed.length === 0 ? [] : ["Could not be asked:", failed.join("\n")]),
  ].join("\n\n");
}

/** One sentence with the share that the bench is about. */
export function summary(servers: readonly ServerRow[]): string {
  const rows = servers.flatMap((server) => server.rows);
  const passed = rows.filter(({ outcome }) => outcome === "passed").length;
  const share = rows.length === 0 ? 0 : (100 * passed) / rows.length;
  return `${passed} of ${rows.length} calls (${share.toFixed(1)} %) to ${servers.length} servers passed the server's own validation.`;
}

function markdown(head: readonly string[], body: readonly (readonly (string | number | undefined)[])[]): string {
  return [head, head.map(() => "---"), ...body].map((line) => `| ${line.join(" | ")} |`).join("\n");
}

/** Text of a server for a Markdown line: nothing in it may become markup, and folders of this run say nothing. */
function plain(text: string): string {
  return text
    .replaceAll(/\/tmp\/gauntlet-arguments-\w+/g, "…")
    .replaceAll(/[|<>`*_[\]]/g, " ")
    .replaceAll(/\s+/g, " ")
    .slice(0, 240);
}
