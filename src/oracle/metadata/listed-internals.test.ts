import { describe, expect, it } from "vitest";
import { findListedInternals } from "./listed-internals.ts";

const found = (description: string, around = { remote: true, exists: (_: string) => false }, known: string[] = []) =>
  findListedInternals(
    { entries: [{ kind: "tool", name: "t", entry: { name: "t", description } }], instructions: undefined },
    around,
    new Set(known),
  ).map(({ weight }) => weight);

describe("what a listing tells of the inside", () => {
  it.each([
    "Reads from crm-db-01.prod.internal:5432 (replica).",
    "Looks up an order; data comes from crm-db-01.prod.internal.",
    "Queries the ERP at http://10.20.3.7:8080/api.",
    "Talks to 172.20.4.9:9200.",
    "Reads crm-prod.c9akciq32.eu-west-1.rds.amazonaws.com",
    "Backend: orders.sales.svc.cluster.local:8080",
    "Reads its config from /srv/crm/config/prod.json",
    "Reads the file C:\\inetpub\\crm\\web.config",
    "Runs SELECT id, name FROM customers_v2 WHERE email = $1",
  ])("fails: %s", (text) => {
    expect(found(text)).toEqual(["fail"]);
  });

  it.each([
    "e.g. http://192.168.1.10:3000",
    "such as 10.0.0.5",
    "default: http://localhost:8080",
    "Scans networks like 10.0.0.0/8 and 192.168.1.0/24",
    "from host.docker.internal:11434",
    "Connects to kubernetes.default.svc.cluster.local",
    "mydb.abc123.us-east-1.rds.amazonaws.com",
    "my-service.my-namespace.svc.cluster.local",
    "uses jdk.internal classes",
    "Version 10.1.2.3 of the format",
    "Writes to /home/user/file.txt, a path such as /home/bob/x.txt, or /tmp/x.log",
    "Supports MySQL 8.0.3",
    "https://api.internal.example.com",
  ])("says nothing of: %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each(["Backed by PostgreSQL 15.3", "Reads the crm_customers table"])("notes: %s", (text) => {
    expect(found(text)).toEqual(["noted"]);
  });

  it("says nothing of what the client knows", () => {
    expect(found("Talks to 172.20.4.9:9200.", undefined, ["172.20.4.9:9200"])).toEqual([]);
  });

  it("minds the path of a server on this machine only where it exists", () => {
    const text = "Reads its config from /srv/crm/config/prod.json";
    expect(found(text, { remote: false, exists: () => false })).toEqual([]);
    expect(found(text, { remote: false, exists: () => true })).toEqual(["fail"]);
    expect(found("Reads /home/deploy/.cache/crm/x.json", { remote: false, exists: () => true })).toEqual(["noted"]);
  });
});
