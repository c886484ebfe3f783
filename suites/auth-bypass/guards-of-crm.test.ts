import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/fresh-database.ts";
import { checksWith } from "../../test/guarded.ts";
import { scanCrm } from "../../test/guarded-crm.ts";
import { authBypass } from "./suite.ts";

/** Each guard whose work the customer database does itself, the check that its absence trips, and the tools it shows with. */
const guards: Readonly<Record<string, readonly [string, ...string[]]>> = {
  ownership: ["object-of-another-user-served", "get_customer"],
  tenant: ["other-tenant-served", "list_customers"],
  "user-required": ["userless-token-served", "list_customers"],
  "role-call": ["hidden-tool-callable", "add_note"],
  "role-list": ["listed-tool-refused", "salary_report"],
  scope: ["denied-tool-callable", "run_report"],
};

const selectionOf = (tools: readonly string[]) => ({
  suites: [],
  checks: [],
  includeTools: ["whoami", ...tools],
  excludeTools: [],
  includeParams: [],
});

/** Those that wait long ask of the provider and the door, which are not the customer database's own. */
const slow = ["provider-fault-fails-open", "keys-rotated-not-followed", "user-existence-told"];
const suite = {
  ...authBypass,
  checks: authBypass.checks.filter(({ id }) => !slow.includes(id.split("/")[1] ?? "")),
};

describe("auth-bypass on a database of two companies", { timeout: 180_000 }, () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database?.drop());

  it.concurrent("finds nothing where the database keeps the companies apart", async () => {
    const tools = Object.values(guards).flatMap(([, ...own]) => own);
    const report = await scanCrm(database.url, ["--hardened"], suite, selectionOf(tools));
    expect(report.results.filter(({ verdict }) => ["fail", "suspected", "error"].includes(verdict))).toEqual([]);
    const asked = Object.values(guards).map(([check]) => check);
    expect(checksWith(report, "pass")).toEqual(expect.arrayContaining(asked));
    expect(report.results.filter(({ verdict, control }) => verdict === "pass" && control === undefined)).toEqual([]);
    expect(report.exitCode).toBe(0);
  });

  it.each(Object.entries(guards))(
    "without the guard %s finds %s and nothing else",
    async (guard, [check, ...tools]) => {
      const args = ["--hardened", "--without", guard];
      const report = await scanCrm(database.url, args, suite, selectionOf(tools));
      expect(checksWith(report, "fail")).toEqual([check]);
      expect(checksWith(report, "suspected")).toEqual([]);
    },
  );
});
