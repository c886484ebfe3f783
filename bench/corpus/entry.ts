import { z } from "zod";

const text = z.string().min(1);
const texts = z.array(text);
const command = texts.min(1);

/** What a finding has to look like; what a row does not name may be anything. */
const row = z.strictObject({ suite: text, tool: text.optional(), param: text.optional(), check: text.optional() });

const setup = z.strictObject({
  dirs: texts.optional(),
  files: z.record(text, z.string()).optional(),
  links: z.record(text, text).optional(),
  postgres: texts.optional(),
  mysql: texts.optional(),
  stubs: z.array(z.strictObject({ run: command, ready: text })).optional(),
  git: texts.optional(),
});

const common = {
  // Results and reports are named after it.
  id: z.string().regex(/^[\w.-]+$/),
  package: text,
  ecosystem: z.enum(["npm", "pypi", "go"]).default("npm"),
  extraPackages: texts.default([]),
  nativeBuild: texts.default([]),
  needs: texts.default([]),
  setup: setup.default({}),
  server: z.strictObject({
    transport: z.enum(["stdio", "streamable-http", "sse"]),
    command: z.union([command, z.strictObject({ vulnerable: command.optional(), fixed: command.optional() })]),
    env: z.record(text, z.string()).default({}),
    cwd: text.optional(),
    url: text.optional(),
  }),
  gauntlet: z.record(text, z.json()).default({}),
};

const scoring = { fixed: z.enum(["silent", "unscored"]), known: z.array(row).default([]) };

/** One published server of the corpus. What the bench does not use (titles, sources) may hold anything. */
const entrySchema = z
  .discriminatedUnion("kind", [
    z.object({
      ...common,
      kind: z.literal("vulnerable"),
      category: text,
      versions: z.strictObject({ vulnerable: text, fixed: text.nullable() }),
      expect: z.strictObject({ ...scoring, vulnerable: z.array(row).min(1) }),
    }),
    z.object({
      ...common,
      kind: z.literal("clean"),
      versions: z.strictObject({ fixed: text }),
      expect: z.strictObject(scoring),
    }),
  ])
  .refine(({ server }) => server.transport === "stdio" || server.url !== undefined, "server.url is missing")
  .refine(({ gauntlet }) => gauntlet.target === undefined, "gauntlet.target is the bench's to write");

export type Entry = z.infer<typeof entrySchema>;
export type Row = z.infer<typeof row>;
/** Which of an entry's versions runs; a clean entry has a fixed one alone. */
export type Role = "vulnerable" | "fixed";

/** Reads the text of one entry, or says in one sentence why it is none. */
export function readEntry(json: string): Entry | string {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (error) {
    return `It is not JSON: ${error instanceof Error ? error.message : error}`;
  }
  const { success, data, error } = entrySchema.safeParse(raw);
  return success ? data : z.prettifyError(error).replaceAll(/\s+/g, " ");
}

/** The version of a role; undefined when the entry has none. */
export function versionOf(entry: Entry, role: Role): string | undefined {
  if (role === "fixed") return entry.versions.fixed ?? undefined;
  return entry.kind === "vulnerable" ? entry.versions.vulnerable : undefined;
}

/** The command of a role, or undefined when the entry names none. */
export function commandOf({ server }: Entry, role: Role): readonly string[] | undefined {
  return Array.isArray(server.command) ? server.command : server.command[role];
}
