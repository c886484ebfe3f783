import { z } from "zod";
import { HarnessError } from "../../model/errors.ts";

const table = z.strictObject({
  type: z.literal("made"),
  kind: z.literal("table"),
  name: z.string(),
  /** `tool` = a call of the server under test may have made it. */
  by: z.enum(["harness", "tool"]),
  /** The database without credentials; absent where the run had no way to look into it. */
  database: z.string().optional(),
});

/** A file of this machine, by its absolute path; what holds anything else than was written is not taken for it. */
const file = z.strictObject({ type: z.literal("made"), kind: z.literal("file"), name: z.string(), sha256: z.string() });

const line = z.discriminatedUnion("type", [
  /** Where the config is that says how to log in; there is none where the command line said it all. */
  z.strictObject({ type: z.literal("run"), config: z.string() }),
  z.discriminatedUnion("kind", [table, file]),
  z.strictObject({ type: z.literal("removed"), name: z.string() }),
]);

export type JournalLine = z.infer<typeof line>;

/** Something that a run made, or may have made, and did not say it removed. */
export type Left = Extract<JournalLine, { type: "made" }>;
export type LeftTable = z.infer<typeof table>;
export type LeftFile = z.infer<typeof file>;

/** What a journal says. */
export interface Journal {
  readonly config: string | undefined;
  readonly left: readonly Left[];
}

/**
 * Reads a journal. A line that is cut is passed over: what it was to say had not happened yet. One that says something else
 * is a `usage` HarnessError.
 */
export function readJournal(text: string): Journal {
  const complete = text
    .split("\n")
    .map(parsed)
    .filter((one) => one !== undefined);
  const lines = complete.map((one, index) => {
    const read = line.safeParse(one);
    if (read.success) return read.data;
    throw new HarnessError(
      "usage",
      `Entry ${index + 1} of the journal was not written by this program.`,
      "Name the folder of a run, as it was left.",
    );
  });
  const removed = new Set(lines.flatMap((one) => (one.type === "removed" ? [one.name] : [])));
  const made = lines.filter((one) => one.type === "made");
  const config = lines.findLast((one) => one.type === "run")?.config;
  const each = [...new Map(made.map((one) => [one.name, one])).values()];
  return { config, left: each.filter(({ name }) => !removed.has(name)) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
