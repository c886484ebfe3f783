import { defineCheck } from "../../src/model/check.ts";
import type { Exchange } from "../../src/model/exchange.ts";
import { succeeded } from "../../src/model/reply.ts";
import { noControl, withoutControl } from "../inconclusive.ts";

/** Tools that are called with an argument of the wrong type. */
const mostTools = 3;
/** Since this revision arguments that do not fit are to be told to the model, which can mend them. */
const toldToModel = "2025-11-25";

/**
 * Are errors told the way the protocol has it: what the client got wrong as an error of the protocol (a tool that does not exist is
 * -32602), what the model can mend as a result with isError? It is noted where they are not, since clients put up with it.
 */
export default defineCheck({
  id: "error-leakage/error-of-the-wrong-kind",
  title: "Errors are told in another way than the protocol has it",
  severity: "low",
  why: "Results with isError go to the model, errors of the protocol often do not: a model that never sees what was wrong with its arguments cannot mend them, and one that is told of a missing tool as if it had run tries again.",
  fix: "Answer a call of a tool that does not exist with the error -32602, and arguments that a tool cannot take with a result that has isError and says what fits.",
  refs: { cwe: ["CWE-755"], owaspMcp: [], cosai: [], spec: ["server/tools#error-handling"] },
  needs: ["calls"],
  uses: [],
  phase: "main",
  control: "provoked-error",
  requests: 2 + mostTools,

  subjects: ({ surface }) => (surface.tools.length === 0 ? [] : [{ key: "(server)" }]),

  async probe({ scene, calls, args }) {
    const { tools, protocolVersion } = scene.surface;
    const facts = { protocolVersion };
    const unknown = { name: "gauntlet_unknown", arguments: {} };
    await calls.request("tools/call", unknown, { role: "attack", label: "unknown tool", facts });
    const callable = tools.filter(({ name }) => scene.mayCall(name));
    const [first] = callable;
    if (first === undefined) return;
    await calls.tool(first.name, args.valid(first.name).args, { role: "control", label: "valid" });
    const typed = callable.flatMap(({ name }) => {
      const text = scene.parameters(name).find(({ type }) => type === "string");
      return text === undefined ? [] : [{ name, path: text.path }];
    });
    for (const { name, path } of typed.slice(0, mostTools)) {
      const values = args.place(args.valid(name).args, path, { not: "text" });
      await calls.tool(name, values, { role: "attack", label: "wrong type", facts });
    }
  },

  judge({ exchanges }) {
    const attacks = exchanges.filter(({ role }) => role === "attack");
    const odd = attacks.flatMap((exchange) => {
      const what = exchange.label === "unknown tool" ? oddAboutUnknown(exchange) : oddAboutArguments(exchange);
      return what === undefined ? [] : [{ what, id: exchange.id }];
    });
    const [first, ...others] = odd;
    if (first !== undefined) {
      const because = [...new Set(odd.map(({ what }) => what))].join("; ");
      return { verdict: "noted", because, proof: [first.id, ...others.map(({ id }) => id)] };
    }
    if (!exchanges.some(({ role, reply }) => role === "control" && succeeded(reply))) return noControl;
    const unknown = exchanges.find(({ label, reply }) => label === "unknown tool" && reply.kind === "rpc-error");
    if (unknown === undefined) return withoutControl("it did not answer a call of a tool that does not exist");
    return { verdict: "pass", because: "errors come the way the protocol has it", control: unknown.id };
  },
});

function oddAboutUnknown({ reply }: Exchange): string | undefined {
  if (reply.kind === "tool-error") return "a tool that does not exist is told as a result with isError";
  if (reply.kind === "result") return "a tool that does not exist is told as a success";
  if (reply.kind === "rpc-error" && reply.code !== -32602) {
    return `a tool that does not exist is told as the error ${reply.code}, not as -32602`;
  }
  return undefined;
}

function oddAboutArguments({ reply, facts }: Exchange): string | undefined {
  const told = reply.kind === "rpc-error" && reply.code === -32602;
  if (!told || String(facts.protocolVersion) < toldToModel) return undefined;
  return "an argument of the wrong type is told as an error of the protocol, not to the model";
}
