import type { OAuthClient } from "../../model/authorization-server.ts";
import { isObject, type JsonObject } from "../../model/json.ts";
import type { Reply } from "../../model/reply.ts";
import { parseJson } from "../../net/parse-json.ts";
import { strings, text } from "../discovery/members.ts";
import { type HttpAnswer, refused } from "./send.ts";

/** What is asked for in a registration (RFC 7591): a public client that gets codes and refresh tokens, unless `more` says otherwise. */
export function registrationOf(name: string, redirectUri: string, more: JsonObject): JsonObject {
  return {
    client_name: name,
    redirect_uris: [redirectUri],
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    token_endpoint_auth_method: "none",
    ...(isLocal(redirectUri) ? { application_type: "native" } : {}),
    ...more,
  };
}

/** What a client keeps to itself. */
export interface ClientSecrets {
  readonly secret: string | undefined;
  readonly inForm: boolean;
  /** True where it proves itself by what its keys have signed. */
  readonly asserts: boolean;
  /** Where it can be removed, and with which token (RFC 7592). */
  readonly removal: { readonly url: string; readonly token: string } | undefined;
}

/** A client that was registered; its secrets are in no evidence. */
export interface NewClient {
  /** As it was called in its registration. */
  readonly name: string;
  readonly client: OAuthClient;
  readonly secrets: ClientSecrets;
}

/** Reads the answer to a registration: the reply as evidence has it, and the client where there is one. */
export function readRegistration(
  answer: Extract<HttpAnswer, { ok: true }>,
  name: string,
  redirectUri: string,
): { readonly reply: Reply; readonly made: NewClient | undefined } {
  if (answer.status >= 300) return { reply: refused(answer), made: undefined };
  const parsed = parseJson(answer.text);
  const body = parsed.ok && isObject(parsed.value) ? parsed.value : {};
  const reply: Reply = { kind: "result", result: { status: answer.status, ...body } };
  const id = text(body.client_id);
  if (id === undefined) return { reply, made: undefined };
  const listed = strings(body.redirect_uris);
  const taken = listed.length === 0 || listed.includes(redirectUri) ? redirectUri : (listed[0] ?? redirectUri);
  const method = text(body.token_endpoint_auth_method) ?? "none";
  const secret = method === "none" ? undefined : text(body.client_secret);
  const url = text(body.registration_client_uri);
  const token = text(body.registration_access_token);
  return {
    reply,
    made: {
      name,
      client: { id, redirectUri: taken, public: method === "none", registered: true },
      secrets: {
        secret,
        asserts: method === "private_key_jwt",
        inForm: method !== "client_secret_basic",
        removal: url === undefined || token === undefined ? undefined : { url, token },
      },
    },
  };
}

/** Every string of an answer to a registration that must not be written anywhere. */
export function secretsOf({ secrets }: NewClient): readonly string[] {
  return [secrets.secret, secrets.removal?.token].filter((one) => one !== undefined);
}

function isLocal(redirectUri: string): boolean {
  return redirectUri.startsWith("http:");
}
