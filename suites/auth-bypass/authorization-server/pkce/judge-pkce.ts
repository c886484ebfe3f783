import type { Evidence } from "../../../../src/model/check.ts";
import type { Exchange } from "../../../../src/model/exchange.ts";
import type { Judgement } from "../../../../src/model/verdict.ts";
import { unclear, withoutControl } from "../../../inconclusive.ts";
import { answerOf, granted, refusedIt, step, takenOn, told } from "../answer.ts";
import { nothingSaid, saysNothing } from "../nobodys-page.ts";
import { sameTreatment } from "../same-treatment.ts";
import { factsOf } from "../server-facts.ts";
import { whyNotAsked } from "../why-not-asked.ts";
import type { PkceTechnique } from "./probe-pkce.ts";

/** Judges what came of requests with and without proof that they are of one client. */
export function judgePkce(evidence: Evidence): Judgement {
  const unasked = whyNotAsked(evidence);
  if (unasked !== undefined) return unasked;
  const control = step(evidence, "s256");
  if (control === undefined || !takenOn(control))
    return withoutControl(`a proper request for a code was not taken on: ${control && told(control)}`);
  const given = (Object.keys(gifts) as (keyof typeof gifts)[]).flatMap((technique) => {
    const exchange = step(evidence, `${technique}:token`);
    return exchange !== undefined && granted(exchange) ? [{ technique, exchange }] : [];
  });
  const [first, ...others] = given;
  if (first !== undefined) {
    const because = given.map(({ technique }) => gifts[technique]).join("; ");
    // Without a challenge: that may be meant so for a client with a secret and a nonce (OAuth 2.1, section 7.5.1).
    if (isPublic(evidence) || given.some(({ technique }) => technique !== "no-challenge")) {
      const proof = [first.exchange.id, ...others.map(({ exchange }) => exchange.id), control.id] as const;
      return { verdict: "fail", because, proof, techniques: given.map(({ technique }) => technique) };
    }
    return { verdict: "suspected", because: `${because}, to a client with a secret`, proof: [first.exchange.id] };
  }
  return answerOf(control)?.answer === "code" ? judgeCodes(evidence, control) : judgePages(evidence, control);
}

const gifts: Readonly<Record<Exclude<PkceTechnique, "plain">, string>> = {
  "no-challenge": "a code that was asked for without a code_challenge gave a token without a code_verifier",
  "wrong-verifier": "a code gave a token with a wrong code_verifier",
  "no-verifier": "a code that was asked for with a code_challenge gave a token without a code_verifier",
};

/** Codes are to be had without a person: everything was asked. */
function judgeCodes(evidence: Evidence, control: Exchange): Judgement {
  const right = step(evidence, "s256:token");
  if (right === undefined) return unclear("codes are given, and there is no token endpoint that may be asked");
  if (!granted(right)) return withoutControl(`the right code_verifier gave no token: ${told(right)}`);
  const plain = step(evidence, "plain:token");
  const taken = granted(plain);
  if (plain !== undefined && taken && factsOf(evidence)?.challengeMethods.includes("plain") === false) {
    const because = "a challenge that is the verifier itself (plain) is taken, which the metadata does not list";
    return { verdict: "suspected", because, proof: [plain.id, control.id] };
  }
  const because = `a token takes the right code_verifier${taken ? "; plain is taken, too, as the metadata says" : ""}`;
  return { verdict: "pass", because, control: right.id };
}

/** A login stands between: all that can be seen is who is led there. */
function judgePages(evidence: Evidence, control: Exchange): Judgement {
  const bare = step(evidence, "no-challenge");
  const [right, without] = [answerOf(control), bare === undefined ? undefined : answerOf(bare)];
  if (bare === undefined || right === undefined) return unclear("no request without a code_challenge was sent");
  if (refusedIt(bare)) {
    const because = `without a code_challenge the answer is ${told(bare)}, with one the way to a login; whether the verifier is compared takes a login`;
    return { verdict: "pass", because, control: control.id };
  }
  if (without === undefined) return unclear(`a request without a code_challenge ended in ${told(bare)}`);
  if (!isPublic(evidence)) return unclear("a client with a secret is led on without a code_challenge, as it may be");
  if (saysNothing(evidence, control)) return unclear(nothingSaid);
  if (!sameTreatment(right, without))
    return unclear(
      "a request without a code_challenge leads to another page than one with it, which only a person can tell",
    );
  const because =
    "a request without a code_challenge leads on to the login just as one with it, where RFC 7636 has an error; the server may still ask for it later";
  return { verdict: "suspected", because, proof: [bare.id, control.id] };
}

/** A client that got a secret, or has one in the config. */
function isPublic({ exchanges }: Evidence): boolean {
  return exchanges.some(({ label, facts }) => label === "s256" && facts.public === true);
}
