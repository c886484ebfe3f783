import type { Target } from "../src/model/target.ts";

/** A target that is reached by URL, many sessions with one process: a session costs next to nothing. */
export function httpTarget(url: string): Target {
  return { kind: "http", url, transport: "streamable-http", era: "legacy", headers: {} };
}
