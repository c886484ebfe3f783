import { expect, it } from "vitest";
import type { Reply } from "../../model/reply.ts";
import { outageTold } from "./outage.ts";

const refused = (text: string): Reply => ({ kind: "tool-error", result: { content: [{ type: "text", text }] } });
const said = (text: string): Reply => ({ kind: "result", result: { content: [{ type: "text", text }] } });

it.each([
  ["Orders cannot be read at the moment; try again in a minute.", "unavailable"],
  ["Source 'default' is unreachable. Verify the database is running, then retry.", "unavailable"],
  ["connect ECONNREFUSED 127.0.0.1:5432", "unavailable"],
  ["Connection terminated unexpectedly", "unavailable"],
  ["timeout exceeded when trying to connect", "unavailable"],
  ["Can't connect to MySQL server on 'db' (115)", "unavailable"],
  ["2013: Lost connection to MySQL server during query", "unavailable"],
  ["server closed the connection unexpectedly", "unavailable"],
  ["Customer not found.", "refusal"],
  ["You do not have permission to do this.", "refusal"],
  ["Invalid arguments for tool list_orders", "refusal"],
  ["Internal error", "failure"],
  ["Something went wrong.", "failure"],
])("takes the error %s for %s", (text, told) => {
  expect(outageTold(refused(text))).toBe(told);
});

it.each([
  ["[]", "none"],
  ["3 lamps in stock", "none"],
  ["No results.", "refusal"],
  ["Sorry, I could not look that up.", "failure"],
  ["The catalogue is temporarily unavailable.", "unavailable"],
])("takes the success %s for %s", (text, told) => {
  expect(outageTold(said(text))).toBe(told);
});
