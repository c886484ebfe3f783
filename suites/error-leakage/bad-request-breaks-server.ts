import { defineCheck } from "../../src/model/check.ts";
import type { Exchange } from "../../src/model/exchange.ts";
import { succeeded } from "../../src/model/reply.ts";
import { failureIn } from "../../src/oracle/answer/failure-in.ts";
import { noControl, withoutControl } from "../inconclusive.ts";
import { breakEndpoint, endpointRequests } from "./provoking/break-endpoint.ts";
import { breakServer, serverRequests } from "./provoking/break-server.ts";
import { breakTool, toolRequests } from "./provoking/break-tool.ts";

/**
 * Is a request that cannot be done refused, or does the server fail over it? Every way of asking wrongly that a client has is gone:
 * arguments against the schema, things that do not exist, bodies that are no message, and calls that are cancelled. An HTTP status of the 500s says that
 * the server broke, where it should have said what was wrong with the request. That is no flaw that anybody can use: it is noted.
 * What the errors tell is read by other checks.
 */
export default defineCheck({
  id: "error-leakage/bad-request-breaks-server",
  title: "A request that is wrong is answered as a failure of the server",
  severity: "low",
  why: "Who watches the server cannot tell a caller's mistake from an outage, a client that sees a failure tries again, and an exception that nobody expected has often left something open behind it.",
  fix: "Check arguments against the schema before the tool's own code runs, and answer what is wrong with them; put an error handler behind body parsers that answers 400.",
  refs: { cwe: ["CWE-755", "CWE-20"], owaspMcp: [], cosai: [], spec: ["server/tools#error-handling"] },
  needs: ["calls"],
  uses: ["raw"],
  phase: "main",
  control: "provoked-error",
  requests: Math.max(toolRequests, serverRequests, endpointRequests),

  subjects: ({ surface, mayCall }) => [
    { key: "what does not exist" },
    ...(surface.transport === "streamable-http" ? [{ key: "the endpoint" }] : []),
    ...surface.tools.filter(({ name }) => mayCall(name)).map(({ name }) => ({ key: name, tool: name })),
  ],

  async probe(ctx) {
    const { subject, calls, raw } = ctx;
    if (subject.tool !== undefined) return breakTool(ctx);
    if (subject.key === "the endpoint") return raw === undefined ? undefined : breakEndpoint(raw);
    await breakServer(calls);
  },

  judge({ subject, exchanges }) {
    const attacks = exchanges.filter(({ role }) => role === "attack");
    const control = exchanges.find(({ role, reply }) => role === "control" && succeeded(reply));
    const broken = attacks.filter(breaks);
    const [first, ...others] = broken;
    if (first !== undefined && (control !== undefined || attacks.some((one) => !breaks(one)))) {
      const because = `${subject.key} was answered with HTTP ${statusOf(first)} for ${first.label.replace(/^[a-z ]+: /, "")}, which is a failure of the server and not what was wrong with the request`;
      return { verdict: "noted", because, proof: [first.id, ...others.map(({ id }) => id)] };
    }
    const after = exchanges.find(({ label }) => label === "after cancelling");
    if (control !== undefined && after !== undefined && !succeeded(after.reply)) {
      const because = `${subject.key} no longer worked after a call of it was cancelled`;
      return { verdict: "noted", because, proof: [after.id] };
    }
    if (subject.tool !== undefined && control === undefined) return noControl;
    const refused = attacks.find(({ reply }) => failureIn(reply) === "said");
    if (refused === undefined) return withoutControl("none of the wrong requests was answered with an error");
    return { verdict: "pass", because: `what was wrong was refused, and nothing broke`, control: refused.id };
  },
});

function breaks(exchange: Exchange): boolean {
  const status = statusOf(exchange);
  return status !== undefined && status >= 500 && status !== 501 && status !== 503;
}

function statusOf({ reply }: Exchange): number | undefined {
  return reply.kind === "http-error" || reply.kind === "rpc-error" ? reply.status : undefined;
}
