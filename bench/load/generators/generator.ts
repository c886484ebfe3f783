import type { Job, Spent } from "../messages.ts";

/** Makes calls for so many milliseconds, as often as it is asked to. */
export interface Generator {
  run(ms: number): Promise<Pick<Spent, "calls" | "failed" | "p99">>;
}

/** Has its users ready. */
export type OpenGenerator = (job: Job) => Promise<Generator>;

/** What all of them call, and with what: as long as one of ours with its mark. */
export const tool = "echo";
export const text = "gauntletabcdefu12e";
export const protocolVersion = "2025-11-25";
