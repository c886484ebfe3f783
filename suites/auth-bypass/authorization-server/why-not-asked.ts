import type { AuthorizationServerFacts } from "../../../src/model/authorization-server.ts";
import type { Evidence } from "../../../src/model/check.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { unclear } from "../../inconclusive.ts";
import { factsOf } from "./server-facts.ts";

/** The judgement where the authorization server was not asked as a client; undefined where it was. */
export function whyNotAsked(evidence: Evidence): Judgement | undefined {
  const facts = factsOf(evidence);
  if (facts === undefined) return unclear("the authorization server was not looked for");
  const outside = whyNotFound(facts);
  if (outside !== undefined) return outside;
  if (!facts.endpoints.includes("authorization"))
    return { verdict: "not-applicable", because: "the authorization server has no authorization endpoint" };
  if (evidence.exchanges.some(({ request: { method } }) => method === "oauth/authorize")) return undefined;
  const refused = evidence.exchanges.find(({ label }) => label === "register");
  const why =
    refused === undefined
      ? "the authorization server registers no clients, and no principal has one for logins in a browser"
      : `the authorization server did not register a client (exchange ${refused.id})`;
  return { verdict: "inconclusive", reason: "no-credentials", because: why };
}

/** The judgement where there is none to ask; undefined where there is one. */
export function whyNotFound({ state, why }: AuthorizationServerFacts): Judgement | undefined {
  if (state === "none" || state === "ours") return { verdict: "not-applicable", because: why };
  if (state === "not-asked") return unclear(`the authorization server was not asked: ${why}`);
  return undefined;
}
