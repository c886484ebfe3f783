import { randomUUID } from "node:crypto";
import type { OAuthClient } from "../../model/authorization-server.ts";
import { isObject } from "../../model/json.ts";
import type { Reply } from "../../model/reply.ts";
import { parseJson } from "../../net/parse-json.ts";
import type { ClientSecrets } from "./registration.ts";
import { type HttpAnswer, type HttpRequest, refused } from "./send.ts";

/**
 * A token request as a client: with its secret, where it has one. An assertion is signed by no key, and `now` in seconds since 1970: who
 * wants to find that out has to have the keys of the client.
 */
export function tokenRequest(
  url: string,
  issuer: string,
  now: number,
  client: OAuthClient,
  secrets: Pick<ClientSecrets, "secret" | "inForm" | "asserts"> | undefined,
  form: Readonly<Record<string, string>>,
): HttpRequest {
  const basic = secrets?.secret !== undefined && !secrets.inForm;
  const own = {
    ...(basic ? {} : { client_id: client.id }),
    ...(secrets?.asserts === true ? assertion(client.id, issuer, now) : {}),
    ...(secrets?.secret !== undefined && secrets.inForm ? { client_secret: secrets.secret } : {}),
  };
  const pair = `${encodeURIComponent(client.id)}:${encodeURIComponent(secrets?.secret ?? "")}`;
  return {
    url,
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": "application/x-www-form-urlencoded",
      ...(basic ? { authorization: `Basic ${Buffer.from(pair).toString("base64")}` } : {}),
    },
    body: new URLSearchParams({ ...own, ...form }).toString(),
  };
}

/** Seconds that an assertion is good for. */
const assertionSeconds = 60;

function assertion(id: string, issuer: string, now: number) {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { iss: id, sub: id, aud: issuer, jti: randomUUID(), iat: now, exp: now + assertionSeconds };
  const header = { alg: "RS256", typ: "JWT", kid: "gauntlet" };
  return {
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: `${part(header)}.${part(claims)}.${"A".repeat(signatureLength)}`,
  };
}

/** Of a key of 2048 bits, in base64. */
const signatureLength = 342;

/** Reads the answer to a token request: the reply as evidence has it, and the tokens. */
export function readTokens(answer: Extract<HttpAnswer, { ok: true }>): {
  readonly reply: Reply;
  readonly accessToken: string | undefined;
  readonly refreshToken: string | undefined;
} {
  if (answer.status >= 300) return { reply: refused(answer), accessToken: undefined, refreshToken: undefined };
  const parsed = parseJson(answer.text);
  const body = parsed.ok && isObject(parsed.value) ? parsed.value : {};
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
  const accessToken = text(body.access_token);
  const reply: Reply = {
    kind: "result",
    result: { status: answer.status, granted: accessToken !== undefined, ...body },
  };
  return { reply, accessToken, refreshToken: text(body.refresh_token) };
}
