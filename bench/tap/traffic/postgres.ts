import pg from "pg";
import { accounts, type Connection, oneOf, tellers } from "./traffic.ts";

/** Makes what the traffic needs. */
export async function fillPostgres(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`
    create table accounts (aid int primary key, balance int not null, filler text not null);
    create table tellers (tid int primary key, balance int not null);
    create table history (tid int, aid int, delta int, at timestamptz);
    insert into accounts select g, 0, repeat('x', 60) from generate_series(1, ${accounts}) g;
    insert into tellers select g, 0 from generate_series(1, ${tellers}) g;`);
  await client.end();
}

/** A connection of the usual client. */
export async function connectPostgres(url: string): Promise<Connection> {
  const client = new pg.Client({ connectionString: url });
  // The end of the database is the end of the measurement.
  client.on("error", () => undefined);
  await client.connect();
  return {
    async transfers() {
      const [aid, tid, delta] = [oneOf(accounts), oneOf(tellers), oneOf(10_000) - 5_000];
      await client.query("begin");
      await client.query("update accounts set balance = balance + $1 where aid = $2", [delta, aid]);
      await client.query("select balance from accounts where aid = $1", [aid]);
      await client.query("update tellers set balance = balance + $1 where tid = $2", [delta, tid]);
      await client.query("insert into history values ($1, $2, $3, current_timestamp)", [tid, aid, delta]);
      await client.query("commit");
    },
    lookups: () =>
      client.query({ name: "look", text: "select balance from accounts where aid = $1", values: [oneOf(accounts)] }),
    lists: () => client.query(`select * from accounts where aid > ${oneOf(accounts - 200)} order by aid limit 200`),
  };
}
