import { expect, it } from "vitest";
import type { TappedStatement } from "../../model/tap.ts";
import { openStatementLog } from "./statement-log.ts";

const statement = (text: string, ...binds: readonly (string | null)[]): TappedStatement => ({
  connection: "c1",
  dialect: "postgres",
  text,
  cut: false,
  binds,
  transaction: "idle",
  rows: undefined,
  durationMs: 1,
  error: undefined,
  atMs: 0,
});

it("finds a needle in texts and bind values, in any case, and as bytes", () => {
  const log = openStatementLog();
  log.add(statement("SELECT 'GauntletABC'"));
  log.add(statement("SELECT $1", null, "a gauntletabc b"));
  log.add(statement("SELECT $1", `\\x${Buffer.from("gauntletABC").toString("hex")}`));
  log.add(statement("SELECT $1", "gauntlet abc"));
  expect(log.holding("gauntletABC", 0)).toHaveLength(3);
  expect(log.holding("gauntletABC", 2)).toHaveLength(1);
});

it("forgets the oldest, and keeps count of them", () => {
  const log = openStatementLog();
  for (let at = 0; at < 5_010; at += 1) log.add(statement(`SELECT ${at}`));
  expect(log.length).toBe(5_010);
  expect(log.holding("select", 0)).toHaveLength(5_000);
  expect(log.holding("select 5009", 5_009)).toHaveLength(1);
});

it("tells when the next one comes", async () => {
  const log = openStatementLog();
  const next = log.next();
  log.add(statement("SELECT 1"));
  await expect(next).resolves.toBeUndefined();
});
