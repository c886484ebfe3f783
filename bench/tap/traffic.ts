import type { Client } from "pg";

/** What one connection does again and again; named after what it stands for. */
export interface Traffic {
  readonly name: "transfers" | "lookups" | "lists";
  /** One transaction. */
  once(client: Client, random: () => number): Promise<unknown>;
}

/** Rows of the table of accounts. */
export const accounts = 10_000;
const tellers = 100;

/** Makes what the traffic needs. */
export const schema = [
  "create table accounts (aid int primary key, balance int not null, filler text not null)",
  "create table tellers (tid int primary key, balance int not null)",
  "create table history (tid int, aid int, delta int, at timestamptz)",
  `insert into accounts select g, 0, repeat('x', 60) from generate_series(1, ${accounts}) g`,
  `insert into tellers select g, 0 from generate_series(1, ${tellers}) g`,
];

const one = (random: () => number, most: number): number => 1 + Math.floor(random() * most);

/** The standard script of pgbench, its select-only script with a prepared statement, and pages of rows. */
export const allTraffic: readonly Traffic[] = [
  {
    name: "transfers",
    async once(client, random) {
      const [aid, tid, delta] = [one(random, accounts), one(random, tellers), one(random, 10_000) - 5_000];
      await client.query("begin");
      await client.query("update accounts set balance = balance + $1 where aid = $2", [delta, aid]);
      await client.query("select balance from accounts where aid = $1", [aid]);
      await client.query("update tellers set balance = balance + $1 where tid = $2", [delta, tid]);
      await client.query("insert into history values ($1, $2, $3, current_timestamp)", [tid, aid, delta]);
      await client.query("commit");
    },
  },
  {
    name: "lookups",
    once: (client, random) =>
      client.query({
        name: "look",
        text: "select balance from accounts where aid = $1",
        values: [one(random, accounts)],
      }),
  },
  {
    name: "lists",
    once: (client, random) =>
      client.query(`select * from accounts where aid > ${one(random, accounts - 200)} order by aid limit 200`),
  },
];
