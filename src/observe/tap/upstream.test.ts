import { describe, expect, it } from "vitest";
import { testNet } from "../../../test/tap-postgres.ts";
import { readUpstream } from "./upstream.ts";

const read = (url: string, net = testNet) => readUpstream(url, net);

it("contacts no host that was not allowed, whatever the URL's parameters say", () => {
  for (const url of ["postgres://u@db.example.com/d", "postgres://u@127.0.0.1/d?host=db.example.com"]) {
    expect(() => read(url)).toThrow(expect.objectContaining({ code: "host-not-allowed" }));
    expect(read(url, { ...testNet, allowHosts: ["db.example.com"] } as typeof testNet).place).toEqual({
      host: "db.example.com",
      port: 5432,
    });
  }
  expect(() => read("mysql://u@db.example.com/d?host=127.0.0.1")).toThrow(
    expect.objectContaining({ code: "host-not-allowed" }),
  );
});

it("refuses what is no database URL without repeating it: it may hold a password", () => {
  for (const url of ["sqlite://secret", "secret", "http://u:secret@127.0.0.1/"]) {
    expect(() => read(url)).toThrow(expect.objectContaining({ code: "usage" }));
    expect(() => read(url)).not.toThrow(/secret/);
  }
});

describe("finds the place of a database", () => {
  it.each([
    ["postgres://u:p@localhost/d", { host: "localhost", port: 5432 }],
    ["postgresql://u:p@[::1]:6000/d", { host: "::1", port: 6000 }],
    ["postgres://u:p@127.0.0.1/d?port=6001", { host: "127.0.0.1", port: 6001 }],
    ["postgres:///d?host=/run/pg", { path: "/run/pg/.s.PGSQL.5432" }],
    ["postgres://u:p@/d?host=/run/pg&port=6000", { path: "/run/pg/.s.PGSQL.6000" }],
    ["postgres://u@%2Frun%2Fpg/d", { path: "/run/pg/.s.PGSQL.5432" }],
    ["mysql://u:p@LOCALHOST/d", { host: "localhost", port: 3306 }],
    ["mariadb://u:p@127.0.0.1:3307/d", { host: "127.0.0.1", port: 3307 }],
    ["mysql://u:p@localhost/d?socketPath=/run/my.sock", { path: "/run/my.sock" }],
  ])("%s", (url, place) => {
    expect(read(url).place).toEqual(place);
  });
});

describe("gives the URL to use instead: the same credentials, another place, in the clear", () => {
  it.each([
    ["postgres://u:p%40@localhost/d", "postgres://u:p%40@127.0.0.1:9/d"],
    [
      "postgres://u@localhost/d?sslmode=require&application_name=x",
      "postgres://u@127.0.0.1:9/d?sslmode=disable&application_name=x",
    ],
    ["postgres://u@localhost/d?ssl=true&sslrootcert=none&channel_binding=require", "postgres://u@127.0.0.1:9/d"],
    ["postgres://u@/d?host=/run/pg&options=-c%20a%3Db", "postgres://u@127.0.0.1:9/d?options=-c+a%3Db"],
    [
      "mysql://u:p@localhost/d?ssl-mode=REQUIRED&charset=utf8",
      "mysql://u:p@127.0.0.1:9/d?ssl-mode=DISABLED&charset=utf8",
    ],
    ["mysql://u:p@localhost:3307/d?ssl=%7B%22rejectUnauthorized%22%3Atrue%7D", "mysql://u:p@127.0.0.1:9/d"],
  ])("%s", (url, expected) => {
    expect(read(url.replace("&sslrootcert=none", "")).urlAt("127.0.0.1", 9)).toBe(expected);
  });
});

it("asks for TLS when the URL does, and verifies unless it is told not to", () => {
  for (const url of [
    "postgres://localhost/d",
    "postgres://localhost/d?sslmode=prefer",
    "mysql://localhost/d?ssl=false",
  ]) {
    expect(read(url).tls).toBeUndefined();
  }
  expect(read("postgres://localhost/d?sslmode=require").tls).toEqual({
    rejectUnauthorized: true,
    servername: "localhost",
  });
  expect(read("postgres://127.0.0.1/d?sslmode=verify-full", { ...testNet, insecure: true }).tls).toEqual({
    rejectUnauthorized: false,
    host: "127.0.0.1",
  });
  expect(read("postgres://localhost/d?sslmode=no-verify").tls).toMatchObject({ rejectUnauthorized: false });
  expect(read("postgres://localhost/d?sslmode=verify-ca").tls).toHaveProperty("checkServerIdentity");
  expect(read("mysql://localhost/d?ssl-mode=VERIFY_IDENTITY").tls).toMatchObject({ rejectUnauthorized: true });
});
