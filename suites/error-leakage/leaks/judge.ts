import type { CanaryState, Leak } from "../../../src/model/canary.ts";
import type { Evidence } from "../../../src/model/check.ts";
import { succeeded } from "../../../src/model/reply.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { withoutControl } from "../../inconclusive.ts";
import type { Again } from "./seen-again.ts";
import { shows } from "./shows.ts";

/** What is said of a canary that nobody was seen to leak; pure. */
export function judgeSearch({ exchanges }: Evidence, canary: CanaryState, where: string): Judgement {
  const again = exchanges.findLast(({ label, reply }) => label === "searched again" && succeeded(reply));
  if (again === undefined) return withoutControl("no call of a tool worked, so there was nothing to search");
  if (shows(again, canary.name, [where])) {
    const because = `${calledBy(canary)} came with a call of ${String(again.request.params.name)} that was to show that it does not`;
    return { verdict: "suspected", because, proof: [again.id] };
  }
  const { replies, successes } = canary;
  const because = `${calledBy(canary)} was looked for in ${replies} replies (${successes} of them successes of tools) and in what came beside them, and was not there`;
  return { verdict: "pass", because, control: again.id };
}

/** How a canary is called in a sentence. */
export function calledBy({ name, table }: CanaryState): string {
  return table === undefined ? `the canary ${name}` : "the planted row";
}

/** Where a leak was seen, as a phrase: in the reply to a tool, or beside it. */
export function seenIn({ place, tool, method }: Leak): string {
  if (place === "handshake") return placeNames[place];
  return `${placeNames[place]} ${place === "reply" ? "to" : "with a call of"} ${tool ?? method}`;
}

/** How a leak was seen again, as a clause; what shows it may be the call before the one that it first came with. */
export function againWhen({ tool, method }: Leak, { request, label }: Again["call"]): string {
  if (label === "alive") return "another session was opened";
  const called = request.method === "tools/call" ? String(request.params.name) : request.method;
  return called === (tool ?? method) ? "the call was repeated" : `the call of ${called} before it was repeated`;
}

const placeNames: Readonly<Record<Leak["place"], string>> = {
  reply: "the reply",
  handshake: "the answer to the handshake",
  "http-headers": "an HTTP header",
  notification: "a notification",
  "server-request": "a request of the server",
  stderr: "the server's standard error",
  "stray-output": "the server's standard output, beside the protocol",
};
