import type { Evidence } from "../../../src/model/check.ts";
import type { MetadataFacts } from "../../../src/model/discovery.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { unclear } from "../../inconclusive.ts";
import { attemptOf } from "../people/attempts.ts";
import { asksForMetadata, type Weight, weigh } from "./weigh.ts";

/** What nobody is told of how to come in, against what the revision asks for. Nothing is wrong where no OAuth is announced. */
export function judgeMetadata(evidence: Evidence): Judgement {
  const nobody = attemptOf(evidence, "nobody");
  if (nobody === undefined) return unclear("nobody asked");
  const { exchange } = nobody;
  const seen = evidence.observations.find(({ kind }) => kind === "metadata");
  if (exchange.reply.kind !== "http-error" || exchange.reply.status !== 401 || seen === undefined)
    return { verdict: "not-applicable", because: "nobody is answered with HTTP 401, which is where a client begins" };
  const { revision, issued, audiences } = exchange.facts;
  const found = seen.facts as unknown as MetadataFacts;
  // A challenge by itself is that of API keys, too.
  const named = found.challenge?.parameters.resource_metadata !== undefined;
  if (!named && found.resource === null && issued !== true)
    return { verdict: "not-applicable", because: "nothing here says that tokens come of an authorization server" };
  if (typeof revision !== "string" || !asksForMetadata(revision))
    return { verdict: "not-applicable", because: `revision ${revision} asks for no metadata of the resource` };
  const known = Array.isArray(audiences) ? audiences.map(String) : [];
  const of = (weight: Weight): string =>
    problemsOf(found, revision)
      .filter(({ kind }) => weigh(kind, found, revision, known) === weight)
      .map(({ says }) => says)
      .join("; ");
  const [wrong, doubtful, noted] = [of("wrong"), of("doubtful"), of("noted")];
  const proof = [seen.id, exchange.id] as const;
  const beside = noted === "" ? "" : ` (also: ${noted})`;
  if (wrong !== "") {
    const because = `against revision ${revision}: ${wrong}${beside}`;
    return { verdict: "fail", because, proof, techniques: ["metadata"] };
  }
  if (doubtful !== "") return { verdict: "suspected", because: `${doubtful}${beside}`, proof };
  if (found.server === null)
    return unclear(`what its authorization server says could not be seen${beside}; its host may need allowHosts`);
  const because = `from the refusal to the authorization server, all is there and fits together${beside}`;
  return { verdict: "pass", because, control: exchange.id };
}

/** Until 2025-11-25 the challenge had to name the place of the metadata. */
function problemsOf({ challenge, problems }: MetadataFacts, revision: string): MetadataFacts["problems"] {
  const unnamed = challenge !== null && challenge.parameters.resource_metadata === undefined;
  if (!unnamed || revision >= "2025-11-25") return problems;
  return [...problems, { kind: "no-challenge", says: "the challenge does not say where the metadata is" }];
}
