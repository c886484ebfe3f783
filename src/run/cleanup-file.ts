import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import type { LeftFile } from "./planting/journal.ts";

/** What a run's journal says of a text that it writes into a file. */
export function sha256(text: string | Buffer): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Removes a file that a run left; `changed` = it holds something else by now and was left alone. */
export function cleanUpFile({ name, sha256: wanted }: LeftFile): "removed" | "missing" | "changed" {
  if (!existsSync(name)) return "missing";
  if (sha256(readFileSync(name)) !== wanted) return "changed";
  rmSync(name);
  return "removed";
}
