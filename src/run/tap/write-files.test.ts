import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { databaseAddress } from "../../observe/tap/database-address.ts";
import { cleanUpFile } from "../cleanup-file.ts";
import type { JournalLine } from "../planting/journal.ts";
import { writeFiles } from "./write-files.ts";

const folder = mkdtempSync(join(tmpdir(), "gauntlet-files-"));
afterAll(() => rmSync(folder, { recursive: true }));
const address = databaseAddress("postgres://owner:secret@127.0.0.1:6000/shop");
const template = join(folder, "server.toml.template");
const file = join(folder, "server.toml");
writeFileSync(template, 'dsn = "{tap_url}?sslmode=disable"');

it("writes a file for the run that its owner alone can read, and takes it away", () => {
  const lines: JournalLine[] = [];
  const remove = writeFiles({ [file]: template }, address, (line) => lines.push(line));
  expect(readFileSync(file, "utf8")).toBe('dsn = "postgres://owner:secret@127.0.0.1:6000/shop?sslmode=disable"');
  expect(statSync(file).mode & 0o077).toBe(0);
  remove();
  expect(existsSync(file)).toBe(false);
  expect(lines.map(({ type }) => type)).toEqual(["made", "removed"]);
});

it("leaves behind what cleanup knows again, and only as long as it is unchanged", () => {
  const lines: JournalLine[] = [];
  writeFiles({ [file]: template }, address, (line) => lines.push(line));
  const [made] = lines;
  if (made?.type !== "made" || made.kind !== "file") throw new Error("nothing was noted");
  writeFileSync(file, "mine");
  expect(cleanUpFile(made)).toBe("changed");
  writeFileSync(file, 'dsn = "postgres://owner:secret@127.0.0.1:6000/shop?sslmode=disable"');
  expect([cleanUpFile(made), cleanUpFile(made)]).toEqual(["removed", "missing"]);
});

it("writes over nothing, and says what cannot be read", () => {
  writeFileSync(file, "mine");
  expect(() => writeFiles({ [file]: template }, address, () => undefined)).toThrow("exists already");
  expect(readFileSync(file, "utf8")).toBe("mine");
  rmSync(file);
  expect(() => writeFiles({ [file]: `${template}x` }, address, () => undefined)).toThrow("cannot be read");
});
