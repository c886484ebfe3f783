import mysql from "mysql2/promise";
import { accounts, type Connection, oneOf, tellers } from "./traffic.ts";

/** Makes what the traffic needs. */
export async function fillMysql(url: string): Promise<void> {
  const client = await mysql.createConnection(url);
  await client.query("create table accounts (aid int primary key, balance int not null, filler text not null)");
  await client.query("create table tellers (tid int primary key, balance int not null)");
  await client.query("create table history (tid int, aid int, delta int, at timestamp)");
  await client.query("insert into accounts values ?", [rows(accounts, (id) => [id, 0, "x".repeat(60)])]);
  await client.query("insert into tellers values ?", [rows(tellers, (id) => [id, 0])]);
  await client.end();
}

/** A connection of the usual client; prepared statements are its own, by `execute`. */
export async function connectMysql(url: string): Promise<Connection> {
  const client = await mysql.createConnection(url);
  // The end of the database is the end of the measurement.
  client.on("error", () => undefined);
  return {
    async transfers() {
      const [aid, tid, delta] = [oneOf(accounts), oneOf(tellers), oneOf(10_000) - 5_000];
      await client.beginTransaction();
      await client.query("update accounts set balance = balance + ? where aid = ?", [delta, aid]);
      await client.query("select balance from accounts where aid = ?", [aid]);
      await client.query("update tellers set balance = balance + ? where tid = ?", [delta, tid]);
      await client.query("insert into history values (?, ?, ?, current_timestamp)", [tid, aid, delta]);
      await client.commit();
    },
    lookups: () => client.execute("select balance from accounts where aid = ?", [oneOf(accounts)]),
    lists: () => client.query(`select * from accounts where aid > ${oneOf(accounts - 200)} order by aid limit 200`),
  };
}

function rows<Row>(count: number, row: (id: number) => Row): Row[] {
  return Array.from({ length: count }, (_, at) => row(at + 1));
}
