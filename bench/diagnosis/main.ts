import { appendFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { seededRandom } from "../../src/engine/random.ts";
import { type Pace, usualPace } from "../../src/load/drive/pace.ts";
import type { LoadObservation } from "../../src/model/load/observation.ts";
import { diagnose } from "../../src/oracle/load/diagnose.ts";
import { usualSlo } from "../../src/oracle/load/slo.ts";
import { blinded } from "./blinded.ts";
import { type Case, gridOf, otherPool } from "./cases.ts";
import { draw } from "./draw.ts";
import { wrongWith } from "./judge.ts";
import { runCase } from "./run-case.ts";
import { startDatabase } from "./start-database.ts";
import { truthOf } from "./truth.ts";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    /** Rows of this mode, with so many users, from this one on. */
    mode: { type: "string", multiple: true, default: [] },
    users: { type: "string", multiple: true, default: ["10", "50", "100"] },
    /**
     * `no`, `yes` or `both`: whether the database is looked into. `twice`: it is, and the same load is judged a second time
     * without what was seen there.
     */
    look: { type: "string", default: "both" },
    /** With what: `tap` or `observer`, a connection of its own. */
    eye: { type: "string" },
    /** Times that rows with 50 users are made. */
    repeat: { type: "string", default: "1" },
    /** Servers drawn at random instead of the rows. */
    draws: { type: "string", default: "0" },
    seed: { type: "string", default: "1" },
    /** `1/2`: every second of the rows, from the first on. */
    part: { type: "string", default: "1/1" },
    /** This one of the rows alone, from 0 on. */
    only: { type: "string" },
    "other-pool": { type: "boolean", default: false },
    /** Shorter steps and quiet times: for a first look, not for a table. */
    quick: { type: "boolean", default: false },
    /** A file that each row is added to as soon as it is there, with the whole load: it can be judged again. */
    log: { type: "string" },
  },
});

const quick: Pace = {
  ...usualPace,
  stepLeastMs: 800,
  stepMostMs: 4_000,
  restMs: 1_000,
  quietMs: 1_000,
  longestProbeMs: 5_000,
};
const pace = values.quick ? quick : usualPace;
const profileSeconds = values.quick ? 2 : 5;

const rows: { readonly right: boolean; readonly seconds: number }[] = [];
const databases = new Map<Case["driver"], Awaited<ReturnType<typeof startDatabase>>>();
const [part = 1, parts = 1] = values.part.split("/").map(Number);
const eye: Partial<Case> = values.eye === "tap" || values.eye === "observer" ? { eye: values.eye } : {};
const asked = casesAsked()
  .filter((_, at) => at % parts === part - 1)
  .map((one): Case => ({ ...one, ...eye }));
for (const one of asked.filter((_, at) => values.only === undefined || at === Number(values.only))) {
  const database = databases.get(one.driver) ?? (await startDatabase(one.driver === "pg" ? "postgres" : "mariadb"));
  databases.set(one.driver, database);
  const began = performance.now();
  const load = await runCase(one, database.url, pace, profileSeconds);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  note(one, load, seconds);
  if (values.look === "twice" && one.look) note({ ...one, look: false }, blinded(load), seconds);
}
await Promise.all([...databases.values()].map((database) => database.stop()));

const right = rows.filter((row) => row.right).length;
const slowestS = Math.max(0, ...rows.map(({ seconds }) => seconds));
if (values.json) process.stdout.write(`${JSON.stringify({ right, total: rows.length, slowestS, rows })}\n`);
else process.stdout.write(`${right} of ${rows.length} right, the slowest took ${slowestS} s\n`);
process.exit(right === rows.length || (Number(values.draws) > 0 && right >= 0.9 * rows.length) ? 0 : 1);

function note(one: Case, load: LoadObservation, seconds: number): void {
  const truth = truthOf(one);
  const said = diagnose(load, usualSlo);
  const wrong = wrongWith(said, truth);
  const row = { ...one, seconds, right: wrong === undefined, wrong, truth, said };
  rows.push(row);
  if (values.log !== undefined) {
    const { series, ...rest } = load;
    appendFileSync(values.log, `${JSON.stringify({ ...row, load: rest })}\n`);
  }
  process.stderr.write(
    `${wrong === undefined ? "right" : `WRONG (${wrong})`}  ${describe(one)}  ${seconds} s\n    ${said.kind}: ${said.because}\n`,
  );
}

function casesAsked(): readonly Case[] {
  if (values["other-pool"]) return otherPool;
  const draws = Number(values.draws);
  if (draws > 0) {
    return Array.from({ length: draws }, (_, at) => draw(seededRandom(Number(values.seed), "diagnosis", at)));
  }
  const looks = { yes: [true], no: [false], both: [false, true], twice: [true] }[values.look] ?? [];
  const grid = gridOf(values.users.map(Number), looks);
  const chosen = grid.filter(({ mode }) => values.mode.length === 0 || values.mode.includes(mode));
  return chosen.flatMap((one) => Array.from({ length: one.users === 50 ? Number(values.repeat) : 1 }, () => one));
}

function describe({ mode, users, pool, acquireMs, queryMs, perSecond, errorShare, look, eye, driver }: Case): string {
  const limit = mode.startsWith("rate") ? ` ${perSecond}/s` : "";
  return `${mode} ${users} users, pool ${pool}, acquire ${acquireMs}, query ${queryMs}${limit}, errors ${errorShare}, ${driver}${look ? `, ${eye}` : ""}`;
}
