import { z } from "zod";

const scalars = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** One server as MCP clients write it; keys that only a client's user interface needs are ignored. */
export const serverEntry = z.object({
  type: z.string().optional(),
  transport: z.string().optional(),
  command: z.string().min(1).optional(),
  args: z.array(z.string()).optional(),
  env: scalars.optional(),
  envFile: z.string().optional(),
  cwd: z.string().optional(),
  url: z.string().min(1).optional(),
  headers: scalars.optional(),
  disabled: z.boolean().optional(),
});

/** A value that VS Code asks its user for. */
export const inputEntry = z.object({
  id: z.string(),
  default: z.string().optional(),
  password: z.boolean().optional(),
});

export type ServerEntry = z.infer<typeof serverEntry>;
export type InputEntry = z.infer<typeof inputEntry>;
