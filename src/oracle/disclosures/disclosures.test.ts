import { describe, expect, it } from "vitest";
import type { DisclosureKind } from "../../model/disclosure.ts";
import { findDisclosures } from "./find.ts";

const kindsIn = (text: string) => [...new Set(findDisclosures(text).map(({ kind }) => kind))].sort();

/** One text of each form, as servers really print it. */
const told: readonly (readonly [DisclosureKind, string])[] = [
  [
    "stack-frame",
    "TypeError: x is not a function\n    at Object.run (/srv/app/db.js:12:15)\n    at async next (file:///srv/app/http.mjs:3:1)",
  ],
  ["stack-frame", "    at node:internal/process/task_queues:95:5"],
  ["stack-frame", "    at C:\\inetpub\\crm\\index.js:4:9"],
  [
    "stack-frame",
    'Traceback (most recent call last):\n  File "/opt/crm/server.py", line 41, in call_tool\n    raise ValueError',
  ],
  ["stack-frame", "java.lang.NullPointerException\n\tat com.acme.crm.Orders.find(Orders.java:88)"],
  ["stack-frame", "goroutine 17 [running]:\nmain.main()\n\t/home/ci/crm/main.go:31 +0x1d"],
  ["stack-frame", "   at Acme.Crm.Orders.Find(Int32 id) in C:\\build\\Orders.cs:line 52"],
  ["stack-frame", "/usr/lib/ruby/gems/crm.rb:12:in `find'"],
  ["stack-frame", "#0 /var/www/html/index.php(12): Orders->find()"],
  ["stack-frame", "PHP Warning:  Undefined variable in /var/www/html/index.php on line 7"],
  ["stack-frame", "thread 'main' panicked at src/main.rs:12:5"],
  ["file-path", "ENOENT: no such file or directory, open '/home/deploy/crm/config/prod.json'"],
  ["file-path", "could not read C:\\Users\\svc-crm\\AppData\\crm.ini"],
  ["file-path", "Cannot find module '/app/dist/tools/report.js'"],
  ["network-address", "connect ECONNREFUSED 127.0.0.1:5432"],
  ["network-address", "getaddrinfo ENOTFOUND db-primary"],
  ["network-address", 'could not translate host name "pg-main" to address'],
  ["network-address", "upstream http://10.2.3.4:8080 timed out"],
  ["network-address", "retrying orders.svc.cluster.local"],
  ["network-address", "host crm-prod.abc123.eu-west-1.rds.amazonaws.com:5432"],
  ["network-address", "dial tcp 192.168.7.20:6379: i/o timeout"],
  ["sql-statement", "failed: SELECT id, name FROM customers WHERE name = 'x' LIMIT 10"],
  ["sql-statement", "[SQL: insert into audit_log (actor, what) values ($1, $2)]"],
  ["sql-statement", "UPDATE tickets SET status = $1 WHERE id = $2"],
  ["sql-statement", 'select "id", "name" from "customers" where "id" = $1'],
  ["driver-message", 'relation "customers_v2" does not exist'],
  ["driver-message", 'duplicate key value violates unique constraint "customers_email_key"'],
  ["driver-message", "ER_NO_SUCH_TABLE: Table 'crm.orders' doesn't exist"],
  ["driver-message", "SQLITE_ERROR: no such column: nme"],
  ["driver-message", "(psycopg2.errors.UndefinedTable) nope"],
  ["driver-message", "org.postgresql.util.PSQLException: FATAL"],
  ["driver-message", "E11000 duplicate key error collection: crm.users"],
  ["environment", "PATH=/usr/bin\nHOME=/home/crm\nDB_PORT=5432\nCRM_REGION=eu\nNODE_ENV=production"],
  ["environment", `${JSON.stringify({ PATH: "/usr/bin", PWD: "/srv", CRM_MODE: "live", LANG: "C" })}`],
  ["product-version", "Werkzeug/2.2.3 Python/3.11.4"],
  ["product-version", "PostgreSQL 15.3 on x86_64-pc-linux-gnu, compiled by gcc 12"],
  ["personal-data", "The account bob@acme.example is disabled"],
  ["personal-data", "card 4111 1111 1111 1111 was declined"],
  ["personal-data", "IBAN DE89 3704 0044 0532 0130 00"],
  ["personal-data", "call +49 30 1234567"],
];

/** Ordinary errors and texts that tell nothing. */
const harmless: readonly string[] = [
  "Customer 42 was not found.",
  "The service is temporarily unavailable, try again in a minute.",
  'MCP error -32602: Invalid arguments for tool get_order: [{"expected":"number","code":"invalid_type","path":["id"]}]',
  "Unknown tool: nothing",
  "GET /api/v1/customers/42 returned 404",
  "See https://docs.example.com/home/user/guide and https://example.com/app/index.js for more.",
  "Select a customer from the list where you see it, then update it and set the status.",
  "Please select an item from the menu and delete it from there.",
  "Order 4111111111111112 (tracking 1234 5678 9012 3456) left at 10:15:20",
  "version 1.2.3, ratio 10.5, section 4.10.2.1",
  "The column is too wide; the table does not fit the page.",
  "A relation between the two tables exists.",
  "at 12:30 we met at the office (room 3:12)",
  "invalid_type: expected string, received number at /filter/city",
  "Use a path such as src/index.ts or ./build/app.js",
  "uuid 3f2504e0-4f89-11d3-9a0c-0305e82c3301, sha 9f86d081884c7d659a2feaa0c55ad015",
  "PATH is too long; HOME is not set",
];

describe("what a text tells of the inside of a server", () => {
  it.each(told)("has a %s in: %s", (kind, text) => {
    expect(kindsIn(text)).toContain(kind);
  });

  it.each(harmless)("has nothing in: %s", (text) => {
    expect(findDisclosures(text)).toEqual([]);
  });

  it("has the path of a stack frame once", () => {
    expect(kindsIn("    at run (/srv/app/db.js:12:15)")).toEqual(["stack-frame"]);
  });

  it("says where each thing stands, as it stands there", () => {
    const text = "error: connect ECONNREFUSED 10.0.0.7:5432 at run (/srv/app/db.js:12:15)";
    for (const { start, text: shown } of findDisclosures(text)) expect(text.slice(start)).toContain(shown);
    expect(findDisclosures(text).map((one) => text.slice(one.start, one.start + one.text.length))).toEqual(
      findDisclosures(text).map((one) => one.text),
    );
  });
});
