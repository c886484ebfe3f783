import { defineCheck } from "../../src/model/check.ts";
import type { Exchange } from "../../src/model/exchange.ts";
import { succeeded } from "../../src/model/reply.ts";
import { loggedSecretsIn } from "../../src/oracle/disclosures/secrets-in.ts";
import { withoutControl } from "../inconclusive.ts";

const mostCalls = 3;

/**
 * Does a server that is started as a program write credentials where its client keeps a log? The requests with which one was seen
 * there are sent again. That is noted and no flaw by itself: who started it knows them. Paths and frames belong into a log.
 */
export default defineCheck({
  id: "error-leakage/secret-in-log",
  title: "A credential is written to the server's log output",
  severity: "low",
  why: "Clients keep what a server writes to standard error in plain files, and people send it along with bug reports. A credential in a file outlives its purpose.",
  fix: "Redact settings and connection strings, and the text of exceptions, before they reach a logger.",
  refs: { cwe: ["CWE-532"], owaspMcp: ["MCP01:2025"], cosai: ["MCP-T5"], spec: ["basic/transports#stdio"] },
  needs: ["calls"],
  uses: [],
  phase: "after",
  control: "success",
  requests: 1 + 2 * mostCalls,

  subjects: ({ surface }) => (surface.transport === "stdio" ? [{ key: "(server)" }] : []),

  async probe({ scene, calls }) {
    const own = await calls.fresh();
    await own.request("tools/list", {}, { role: "control", label: "started" });
    for (const { method, params } of scene.errors.logged.slice(0, mostCalls)) {
      await own.request(method, params, { role: "attack", label: "same call" });
      // A line may come after the reply.
      await own.request("tools/list", {}, { role: "confirm", label: "afterwards" });
    }
  },

  judge({ exchanges }) {
    const started = exchanges.find(({ label, reply }) => label === "started" && succeeded(reply));
    const asked = new Set(exchanges.flatMap(sentIn));
    const writing = exchanges.flatMap((exchange) => {
      const [secret] = loggedSecretsIn(exchange).filter(({ text }) => !asked.has(text));
      return secret === undefined ? [] : [{ exchange, secret }];
    });
    const [first, ...others] = writing;
    if (first !== undefined) {
      const when =
        first.exchange.label === "started" ? "when it starts" : `with ${sourceOf(first.exchange, exchanges)}`;
      return {
        verdict: "noted",
        because: `${when}, it writes ${first.secret.what} to what its client keeps as a log`,
        proof: [first.exchange.id, ...others.map(({ exchange }) => exchange.id)],
      };
    }
    if (started === undefined) return withoutControl("it did not start, so there was no log to read");
    return { verdict: "pass", because: "no credential was seen in what it writes to its log", control: started.id };
  },
});

function sentIn({ sightings }: Exchange): readonly string[] {
  return sightings.filter(({ where }) => where === "request").map(({ placeholder }) => placeholder);
}

/** What was called: the listing behind a call brings lines of that call. */
function sourceOf(exchange: Exchange, all: readonly Exchange[]): string {
  const { request } = exchange.label === "afterwards" ? (all[all.indexOf(exchange) - 1] ?? exchange) : exchange;
  return request.method === "tools/call" ? `a call of ${String(request.params.name)}` : request.method;
}
