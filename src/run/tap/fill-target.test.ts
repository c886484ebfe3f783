import { expect, it } from "vitest";
import { databaseAddress } from "../../observe/tap/database-address.ts";
import { fillTarget } from "./fill-target.ts";

const address = databaseAddress("postgres://owner:p%40ss@127.0.0.1:6000/shop");
const target = {
  kind: "stdio",
  command: "node",
  args: ["server.js", "--dsn={tap_url}", "{tap_host}:{tap_port}", "{other}"],
  env: { PGUSER: "{tap_user}", PGPASSWORD: "{tap_password}", PGDATABASE: "{tap_db}" },
  cwd: undefined,
  era: "auto",
} as const;

it("puts the database in the place of its names, everywhere but in the command", () => {
  expect(fillTarget(target, address)).toMatchObject({
    args: ["server.js", "--dsn=postgres://owner:p%40ss@127.0.0.1:6000/shop", "127.0.0.1:6000", "{other}"],
    env: { PGUSER: "owner", PGPASSWORD: "p@ss", PGDATABASE: "shop" },
  });
});

it("asks for a database where there is none, only if it is named", () => {
  expect(() => fillTarget(target, undefined)).toThrow(/observe|no database/);
  const plain = { ...target, args: ["server.js"], env: {} };
  expect(fillTarget(plain, undefined)).toEqual(plain);
});
