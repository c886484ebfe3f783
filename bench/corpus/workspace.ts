import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { endMarked } from "./end-marked.ts";

/** The folders of one run of one entry, outside the repository, and the environment its programs are started with. */
export interface Workspace {
  /** What `{work}` stands for. */
  readonly work: string;
  /** For what is none of the server's business: the config of the harness. */
  readonly root: string;
  /** A search path, a home, a folder for temporary files: what an owner's shell would have, and nothing of ours. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends every process that still has these folders in its environment, and removes them. */
  remove(): void;
}

/** Makes the folders; they are removed too, with what runs in them, when this program ends before its time. */
export function makeWorkspace(): Workspace {
  const root = mkdtempSync(join(realpathSync(tmpdir()), "corpus-"));
  // A database server runs as another account, and some flaws make it read the entry's files.
  chmodSync(root, 0o755);
  for (const name of ["work", "home", "tmp"]) mkdirSync(join(root, name));
  const remove = () => {
    process.off("exit", remove);
    endMarked(root);
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once("exit", remove);
  return {
    root,
    work: join(root, "work"),
    env: { PATH: ownersPath(), HOME: join(root, "home"), TMPDIR: join(root, "tmp"), LANG: "C.UTF-8" },
    remove,
  };
}

/** npm puts the programs of this repository first; no owner has those. */
function ownersPath(): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders
    .filter((folder) => !folder.includes("node_modules") && !folder.includes("node-gyp-bin"))
    .join(delimiter);
}
