import { afterAll, describe, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../../test/fresh-database.ts";
import { mariadbAvailable, useMariaDb } from "../../../test/mariadb.ts";
import { openMysqlObserver } from "../mysql.ts";
import type { DatabaseObserver } from "../observer.ts";
import { openPostgresObserver } from "../postgres.ts";
import { changesBetween, takeSnapshot } from "./snapshot.ts";

const net = { allowHosts: [], proxy: undefined, ca: undefined, clientCertificate: undefined, insecure: false };

/** What became different while these statements ran, one after the other. */
async function changed(observer: DatabaseObserver, { query }: FreshDatabase, statements: readonly string[]) {
  const before = await takeSnapshot(observer);
  for (const statement of statements) await query(statement);
  return changesBetween(before, await takeSnapshot(observer)).map(({ what, how }) => `${what} ${how}`);
}

describe("a snapshot of PostgreSQL", () => {
  const open: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const end of open) await end();
  });

  it("tells tables, values, views, functions, triggers and rights that changed, and nothing else", async () => {
    const fresh = await freshDatabase();
    const observer = await openPostgresObserver(fresh.url, net);
    open.push(observer.close, fresh.drop);
    await fresh.query(
      `create schema "my shop"; create table "my shop"."a ""b""" (v int, w text); insert into "my shop"."a ""b""" values (1, 'x'), (2, null);
       create table t (v int); create view seen as select 1 as one; create table gauntlet_x (v int)`,
    );
    expect(
      await changed(observer, fresh, [
        "select * from t",
        "insert into gauntlet_x values (1)",
        "create table gauntlet_y (v int)",
      ]),
    ).toEqual([]);
    expect(await changed(observer, fresh, ['update "my shop"."a ""b""" set v = 3 where v = 2'])).toEqual([
      'table my shop.a "b" has other values in its 2 rows',
    ]);
    expect(await changed(observer, fresh, ["begin; insert into t values (1); rollback", "vacuum analyze t"])).toEqual(
      [],
    );
    expect(await changed(observer, fresh, ["insert into t values (1), (2)", "delete from t where v = 1"])).toEqual([
      "table public.t went from 0 to 1 rows",
    ]);
    const made = await changed(observer, fresh, [
      "create function f(int) returns int language sql as 'select $1'",
      "create or replace view seen as select 2 as one",
      "alter table t add column w text",
      "create function g() returns trigger language plpgsql as 'begin return new; end'",
      "create trigger guard before insert on t for each row execute function g()",
    ]);
    expect(made.sort()).toEqual([
      "function public.f(integer) is new",
      "function public.g() is new",
      "table public.t has other values in its 1 rows",
      "table public.t is defined in another way",
      "trigger guard on public.t is new",
      "view public.seen is defined in another way",
    ]);
    expect(await changed(observer, fresh, ["grant select on t to public", "drop function f(int)"])).toEqual([
      "table public.t is defined in another way",
      "function public.f(integer) is gone",
    ]);
  });
});

describe.skipIf(!mariadbAvailable())("a snapshot of MariaDB", () => {
  const mariadb = useMariaDb();

  it("tells the same", async () => {
    const fresh = await mariadb.freshDatabase();
    const observer = await openMysqlObserver(fresh.url, net);
    await fresh.query("create table `a ``b` (v int, w text)");
    await fresh.query("insert into `a ``b` values (1, 'x'), (2, null)");
    const schema = new URL(fresh.url).pathname.slice(1);
    expect(await changed(observer, fresh, ["select * from `a ``b`", "create table gauntlet_y (v int)"])).toEqual([]);
    expect(await changed(observer, fresh, ["update `a ``b` set w = 'y' where v = 2"])).toEqual([
      `table ${schema}.a \`b has other values in its 2 rows`,
    ]);
    expect(
      (
        await changed(observer, fresh, [
          "insert into `a ``b` values (3, 'z')",
          "create view seen as select 1 as one",
          "create trigger guard before insert on `a ``b` for each row set new.v = 1",
        ])
      ).sort(),
    ).toEqual([
      `table ${schema}.a \`b went from 2 to 3 rows`,
      `trigger guard on ${schema}.a \`b is new`,
      `view ${schema}.seen is new`,
    ]);
    await observer.close();
    await fresh.drop();
  });
});
