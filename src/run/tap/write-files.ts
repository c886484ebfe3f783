import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { HarnessError } from "../../model/errors.ts";
import type { DatabaseAddress } from "../../observe/tap/database-address.ts";
import { sha256 } from "../cleanup-file.ts";
import type { JournalLine } from "../planting/journal.ts";
import { fillText } from "./fill-target.ts";

/**
 * Writes each file from its template, with the placeholders of the database replaced, for as long as the run lasts; the
 * result takes them away again. `journal` hears of each before it is there and after it is gone. Throws a `usage` HarnessError for a template that cannot be read and for a file that exists:
 * nothing of the user's is written over.
 */
export function writeFiles(
  files: Readonly<Record<string, string>>,
  address: DatabaseAddress | undefined,
  journal: (line: JournalLine) => void,
): () => void {
  const written: string[] = [];
  const remove = (): void => {
    for (const name of written.splice(0)) {
      rmSync(name, { force: true });
      journal({ type: "removed", name });
    }
  };
  try {
    for (const [file, template] of Object.entries(files)) {
      if (existsSync(file)) throw refused(`${file} exists already`, "Name a file that the run may make and remove.");
      const text = fillText(readTemplate(template), address);
      journal({ type: "made", kind: "file", name: file, sha256: sha256(text) });
      // Readable by its owner alone: it holds a password.
      writeFileSync(file, text, { flag: "wx", mode: 0o600 });
      written.push(file);
    }
  } catch (cause) {
    remove();
    if (cause instanceof HarnessError) throw cause;
    throw refused(cause instanceof Error ? cause.message : String(cause), "Check the folder and its rights.");
  }
  return remove;
}

function readTemplate(template: string): string {
  try {
    return readFileSync(template, "utf8");
  } catch {
    throw refused(`${template} cannot be read`, "Write the template with {tap_url} or its parts in it.");
  }
}

function refused(what: string, hint: string): HarnessError {
  return new HarnessError("usage", `observe.tap.files: ${what}.`, hint);
}
