import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { Databases } from "./database/databases.ts";

/** Why the needs of an entry cannot be met on this machine, in one sentence; undefined when they can. */
export function unmet(needs: readonly string[], databases: Databases): string | undefined {
  return needs
    .map((need) =>
      Object.hasOwn(known, need) ? known[need]?.(databases) : `It needs ${need}, which the bench does not know.`,
    )
    .find((reason) => reason !== undefined);
}

const browsers = ["chromium", "chromium-browser", "google-chrome"];

const known: Readonly<Record<string, (databases: Databases) => string | undefined>> = {
  postgres: () => undefined,
  mysql: (databases) => databases.whyNoMysql(),
  sqlite3: () => (onPath("sqlite3") ? undefined : "There is no sqlite3 on PATH."),
  chromium: () => (browsers.some(onPath) ? undefined : "There is no Chromium on PATH."),
};

function onPath(name: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return folder !== "";
    } catch {
      return false;
    }
  });
}
