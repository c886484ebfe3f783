import type { Target } from "../../model/target.ts";
import { databaseAddress } from "../../observe/tap/database-address.ts";
import type { JournalLine } from "../planting/journal.ts";
import type { ScanRequest } from "../scan-request.ts";
import { fillTarget } from "./fill-target.ts";
import { writeFiles } from "./write-files.ts";

/** The server under test pointed at its database itself, and what takes the files away that say so. */
export function withoutTap(
  { tap, target }: Pick<ScanRequest, "tap" | "target">,
  journal: (line: JournalLine) => void,
): { readonly target: Target; readonly remove: () => void } {
  const address = tap.upstream === undefined ? undefined : databaseAddress(tap.upstream);
  return { target: fillTarget(target, address), remove: writeFiles(tap.files, address, journal) };
}
