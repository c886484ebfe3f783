import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { callEveryTool } from "../../test/call-every-tool.ts";
import { stdioCommand } from "../../test/fixtures.ts";
import { type FreshDatabase, freshDatabase } from "../../test/fresh-database.ts";
import { requestFor, scanned, stdioTarget } from "../../test/scan-fixture.ts";
import check from "./read-only-tool-changes-data.ts";

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
  await database.query("create table orders (v int); create view sums as select sum(v) from orders");
});
afterEach(() => database.drop());

async function verdicts(args: readonly string[], tools: readonly string[], meanwhile: () => Promise<unknown>) {
  const request = requestFor(stdioTarget(stdioCommand("leaky", ["--database", database.url, ...args])), {
    observe: { postgresUrl: database.url },
    promises: { readOnly: true },
    samples: { show_page: { slug: "home" }, find_town: { name: "Lyon" } },
    selection: { suites: [], checks: [], includeTools: tools, excludeTools: [], includeParams: [] },
  });
  const suites = [{ name: "test", purpose: "", checks: [callEveryTool(meanwhile), check] }];
  const { report } = await scanned(request, suites, new AbortController().signal, () => undefined);
  return report.results
    .filter((result) => result.check === check.id)
    .map(({ subject, verdict, because, proof }) => ({ subject, verdict, because, proof }));
}

const nothing = async () => undefined;

describe(check.id, () => {
  it("finds the tool whose calls change a table, and no other", async () => {
    const found = await verdicts(["--variant", "vulnerable"], ["find_town", "show_page"], nothing);
    expect(found).toMatchObject([
      { subject: "find_town", verdict: "pass" },
      {
        subject: "show_page",
        verdict: "fail",
        because: expect.stringContaining("table public.pages has other values in its 2 rows"),
      },
      { subject: "(database)", verdict: "suspected", because: expect.stringContaining("another client") },
    ]);
    expect(found[1]?.proof).toHaveLength(8);
  });

  it("passes where nothing changed", async () => {
    expect(await verdicts(["--variant", "hardened"], ["find_town", "show_page"], nothing)).toMatchObject([
      { subject: "(database)", verdict: "pass", because: expect.stringContaining("rows of 4 tables") },
    ]);
  });

  it("does not take a log of calls for a change, and only suspects where nothing else was called", async () => {
    const log = ["--variant", "hardened", "--keeps-log"];
    expect(await verdicts(log, ["find_town", "show_page"], nothing)).toMatchObject([
      {
        subject: "find_town",
        verdict: "pass",
        because: expect.stringContaining("as a log of calls does: table public.calls"),
      },
      { subject: "show_page", verdict: "pass" },
      { subject: "(database)", verdict: "pass", because: expect.stringContaining("as a log of calls does") },
    ]);
    expect(await verdicts(log, ["find_town"], nothing)).toMatchObject([
      { subject: "find_town", verdict: "suspected" },
      { subject: "(database)", verdict: "inconclusive" },
    ]);
  });

  it("blames no tool for what another client does", async () => {
    const order = () =>
      database.query("insert into orders values (1); create or replace view sums as select sum(2 * v) from orders");
    const found = await verdicts(["--variant", "hardened"], ["find_town", "show_page"], order);
    expect(found.map(({ subject, verdict }) => [subject, verdict])).toEqual([
      ["find_town", "pass"],
      ["show_page", "pass"],
      ["(database)", "suspected"],
    ]);
    expect(found[2]?.because).toContain(
      "view public.sums is defined in another way, table public.orders went from 0 to 2 rows",
    );
  });
});
