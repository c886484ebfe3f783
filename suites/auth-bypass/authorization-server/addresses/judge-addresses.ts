import type { ClientAddressFacts } from "../../../../src/model/authorization-server.ts";
import type { Evidence } from "../../../../src/model/check.ts";
import type { Exchange } from "../../../../src/model/exchange.ts";
import { succeeded } from "../../../../src/model/reply.ts";
import type { Judgement } from "../../../../src/model/verdict.ts";
import { unclear, withoutControl } from "../../../inconclusive.ts";
import { takenOn } from "../answer.ts";
import { factsOf } from "../server-facts.ts";
import { whyNotAsked } from "../why-not-asked.ts";

/** Judges whether anybody came to an address that only the authorization server was given. */
export function judgeAddresses(evidence: Evidence): Judgement {
  const unasked = whyNotAsked(evidence);
  if (unasked !== undefined) return unasked;
  const seen = evidence.observations.find(({ label }) => label === "addresses");
  const { asked, agent } = (seen?.facts ?? { asked: [], agent: "" }) as unknown as ClientAddressFacts;
  if (seen !== undefined && asked.length > 0) {
    const givers = evidence.exchanges.filter((exchange) => exchange.role === "attack" && named(exchange, asked));
    const proof = [seen.id, ...givers.map(({ id }) => id)] as const;
    const by = agent === "" ? "" : ` by ${JSON.stringify(agent)}`;
    const because = `the authorization server fetched ${asked.join(", ")} from an address of this machine, without TLS${by}`;
    return { verdict: "fail", because, proof, techniques: asked };
  }
  if (factsOf(evidence)?.onThisMachine === false)
    return unclear(
      "nothing came, but the authorization server is on another machine, to which an address of this one means itself",
    );
  const control = evidence.exchanges.find(
    (exchange) =>
      (/^register(?::|$)/.test(exchange.label) && succeeded(exchange.reply)) ||
      (exchange.label === "right" && takenOn(exchange)),
  );
  if (control === undefined) return withoutControl("no proper client was taken on");
  if (seen === undefined) return unclear("nobody looked for what came");
  return {
    verdict: "pass",
    because: "nobody came to the addresses of this machine that clients named",
    control: control.id,
  };
}

/** True where a request named one of these addresses. */
function named({ request }: Exchange, names: readonly string[]): boolean {
  const text = JSON.stringify(request.params);
  return names.some((name) => text.includes(`/${name}`));
}
