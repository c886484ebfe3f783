import type { Evidence } from "../../../../src/model/check.ts";
import type { Exchange } from "../../../../src/model/exchange.ts";
import type { Judgement } from "../../../../src/model/verdict.ts";
import { unclear, withoutControl } from "../../../inconclusive.ts";
import { answerOf, refusedIt, takenOn, told } from "../answer.ts";
import { nothingSaid, saysNothing } from "../nobodys-page.ts";
import { sameTreatment } from "../same-treatment.ts";
import { whyNotAsked } from "../why-not-asked.ts";

/** Judges where the server would have sent a browser. A redirect to a stranger is proof, with a code or with an error. */
export function judgeRedirect(evidence: Evidence): Judgement {
  const unasked = whyNotAsked(evidence);
  if (unasked !== undefined) return unasked;
  const control = evidence.exchanges.find(({ label }) => label === "right");
  if (control === undefined || !takenOn(control))
    return withoutControl(`the registered redirect URI was not taken on: ${control && told(control)}`);
  const attacks = evidence.exchanges.filter(({ label }) => label.startsWith("stranger"));
  const gone = attacks.filter(leadsThere);
  const away = gone.filter(({ facts }) => facts.samePlace !== true);
  const [first, ...others] = away;
  if (first !== undefined) {
    const because = `the browser is sent to an address that is not registered: ${listed(away, says)}`;
    const proof = [first.id, ...others.map(({ id }) => id), control.id] as const;
    return { verdict: "fail", because, proof, techniques: [...new Set(away.map(techniqueOf))] };
  }
  const led = attacks.filter((exchange) => ledOn(exchange, control));
  if (led.length > 0 && saysNothing(evidence, control)) return unclear(nothingSaid);
  if (led.length > 0) {
    const because = `the way to the login is the same for ${listed(led, ({ facts }) => String(facts.says))} as for the registered address; the server may still look at it later`;
    return { verdict: "suspected", because, proof: [...led.map(({ id }) => id), control.id] };
  }
  const [near] = gone;
  if (near !== undefined) {
    const because =
      "a redirect URI with a query beside is taken: codes still come to the registered place, and MCP wants exactly that URI";
    return { verdict: "suspected", because, proof: [near.id, control.id] };
  }
  const odd = attacks.find((exchange) => !harmless(exchange, control));
  if (attacks.length === 0 || odd !== undefined)
    return unclear(
      odd === undefined ? "no other address was sent" : `another address (${odd.facts.says}) ended in ${told(odd)}`,
    );
  const because = `${attacks.length} requests with other redirect URIs lead nowhere, and the registered one to ${told(control)}`;
  return { verdict: "pass", because, control: control.id };
}

/** A redirect out of the server, to the address that was asked for: the browser would go there. */
function leadsThere(exchange: Exchange): boolean {
  const answer = answerOf(exchange);
  if (answer === undefined || answer.to === null || typeof exchange.facts.uri !== "string") return false;
  const wanted = exchange.facts.uri;
  if (!URL.canParse(answer.to) || !URL.canParse(wanted)) return false;
  return bare(new URL(answer.to)) === bare(new URL(wanted));
}

/** As a browser reads it: path climbed, user name left out. */
function bare({ protocol, host, pathname }: URL): string {
  return `${protocol}//${host}${pathname}`;
}

/** Refused, answered with another page than the login, or sent to the registered address whatever was asked for. */
function harmless(exchange: Exchange, control: Exchange): boolean {
  if (refusedIt(exchange)) return true;
  const [mine, right] = [answerOf(exchange), answerOf(control)];
  return mine?.answer === "page" || (mine !== undefined && mine.to !== null && mine.to === right?.to);
}

/** A person is asked to log in as if nothing were wrong; a query beside is no reason to suspect anything. */
function ledOn(exchange: Exchange, control: Exchange): boolean {
  const [mine, right] = [answerOf(exchange), answerOf(control)];
  if (mine === undefined || right === undefined || exchange.facts.samePlace === true) return false;
  return mine.answer !== "error" && mine.answer !== "code" && sameTreatment(mine, right);
}

function techniqueOf({ label }: Exchange): string {
  return label.replace(/^[^:]*:/, "");
}

function says(exchange: Exchange): string {
  return `${exchange.facts.says} (with ${told(exchange)})`;
}

function listed(exchanges: readonly Exchange[], phrase: (exchange: Exchange) => string): string {
  return [...new Set(exchanges.map(phrase))].join(", ");
}
