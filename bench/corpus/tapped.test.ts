import { expect, it } from "vitest";
import { type Entry, readEntry } from "./entry.ts";
import { canBeTapped, fillTapped } from "./tapped.ts";

const values = { work: "/w", pg_url: "postgres://u:p@127.0.0.1:5432/d", pg_host: "127.0.0.1", pg_port: "5432" };
const entry = readEntry(
  JSON.stringify({
    id: "one",
    kind: "clean",
    package: "one",
    versions: { fixed: "1.0.0" },
    needs: ["postgres"],
    setup: { files: { "{work}/db.toml": 'dsn = "{pg_url}?sslmode=disable"', "{work}/a.txt": "{work}" } },
    server: { transport: "stdio", command: ["node", "--dsn", "{pg_url}"], env: { PGPORT: "{pg_port}" }, cwd: "{work}" },
    gauntlet: { observe: { postgres: { url: "{pg_url}" } } },
    expect: { fixed: "silent" },
  }),
) as Entry;

it("points the server at the tap, and the harness at the database", () => {
  const { entry: filled, observe } = fillTapped(entry, values);
  expect(filled.server).toMatchObject({
    command: ["node", "--dsn", "{tap_url}"],
    env: { PGPORT: "{tap_port}" },
    cwd: "/w",
  });
  expect(filled.gauntlet).toEqual({ observe: { postgres: { url: values.pg_url } } });
  expect(filled.setup.files).toEqual({ "/w/db.toml.template": 'dsn = "{tap_url}?sslmode=disable"', "/w/a.txt": "/w" });
  expect(observe).toEqual({ tap: { url: values.pg_url, files: { "/w/db.toml": "/w/db.toml.template" } } });
});

it("needs a database, and a server that the harness starts", () => {
  expect(canBeTapped(entry)).toBe(true);
  expect(canBeTapped({ ...entry, needs: ["sqlite3"] })).toBe(false);
  expect(canBeTapped({ ...entry, server: { ...entry.server, transport: "sse" } })).toBe(false);
});
