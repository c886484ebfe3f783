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
  const { entry: filled, observe } = fillTapped(entry, values, 7001);
  expect(filled.server).toMatchObject({
    command: ["node", "--dsn", "{tap_url}"],
    env: { PGPORT: "{tap_port}" },
    cwd: "/w",
  });
  expect(filled.gauntlet).toEqual({ observe: { postgres: { url: values.pg_url } } });
  expect(filled.setup.files).toEqual({ "/w/db.toml.template": 'dsn = "{tap_url}?sslmode=disable"', "/w/a.txt": "/w" });
  expect(observe).toEqual({ tap: { url: values.pg_url, files: { "/w/db.toml": "/w/db.toml.template" } } });
});

it("moves a server that the bench starts to the port of the tap", () => {
  const url = "http://127.0.0.1:{port}/mcp";
  const listening = { ...entry, server: { ...entry.server, transport: "streamable-http" as const, url } };
  const { entry: filled, observe } = fillTapped(listening, { ...values, port: "8000" }, 7001);
  const moved = "postgres://u:p@127.0.0.1:7001/d";
  expect(filled.server).toMatchObject({
    command: ["node", "--dsn", moved],
    env: { PGPORT: "7001" },
    url: "http://127.0.0.1:8000/mcp",
  });
  expect(filled.gauntlet).toEqual({ observe: { postgres: { url: values.pg_url } } });
  expect(filled.setup.files).toEqual({ "/w/db.toml": `dsn = "${moved}?sslmode=disable"`, "/w/a.txt": "/w" });
  expect(observe).toEqual({ tap: { url: values.pg_url, port: 7001 } });
});

it("needs a database", () => {
  expect(canBeTapped(entry)).toBe(true);
  expect(canBeTapped({ ...entry, needs: ["sqlite3"] })).toBe(false);
});
