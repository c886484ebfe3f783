import type { JsonObject } from "../../model/json.ts";
import type { Random } from "../../model/ports.ts";
import type { Desk } from "./desk.ts";
import { authorize } from "./endpoints/authorize.ts";
import { discovery } from "./endpoints/discovery.ts";
import { introspect } from "./endpoints/introspect.ts";
import { revoke } from "./endpoints/revoke.ts";
import { token } from "./endpoints/token.ts";
import { userinfo } from "./endpoints/userinfo.ts";
import type { EndpointName, Faults } from "./faults.ts";
import type { Answer, Asked } from "./http.ts";
import type { KeyRing } from "./key-ring.ts";
import type { RequestLog } from "./request-log.ts";
import { pause } from "./serve.ts";

/** Answers what is not the provider's own business; undefined for what it does not know. */
export type Control = (asked: Asked) => Promise<Answer | undefined>;

interface Routes {
  readonly desk: Desk;
  readonly keys: KeyRing;
  readonly log: RequestLog;
  readonly random: Random;
  readonly control: Control | undefined;
  faults(): Faults;
  /** Milliseconds since 1970. */
  now(): number;
}

const paths: Readonly<Record<string, EndpointName>> = {
  "/.well-known/openid-configuration": "discovery",
  "/.well-known/oauth-authorization-server": "discovery",
  "/jwks": "jwks",
  "/authorize": "authorize",
  "/token": "token",
  "/userinfo": "userinfo",
  "/introspect": "introspect",
  "/revoke": "revoke",
};

/** Answers requests, under the faults of now. Control requests suffer none, and are not logged. */
export function answerAt({ desk, keys, log, random, control, faults, now }: Routes) {
  const endpoints: Readonly<Record<EndpointName, (asked: Asked) => Answer | Promise<Answer>>> = {
    discovery: () => ({ status: 200, body: discovery(desk.url) }),
    jwks: () => ({ status: 200, body: keys.published() as unknown as JsonObject }),
    authorize: (asked) => authorize(desk, asked),
    token: (asked) => token(desk, asked),
    userinfo: (asked) => userinfo(desk, asked),
    introspect: (asked) => introspect(desk, asked),
    revoke: (asked) => revoke(desk, asked),
  };
  return async (asked: Asked, signal: AbortSignal): Promise<Answer> => {
    const controlled = await control?.(asked);
    if (controlled !== undefined) return controlled;
    const { method, path, headers } = asked;
    log.add({ method, path, at: now(), agent: headers["user-agent"] ?? "" });
    const name = Object.hasOwn(paths, path) ? paths[path] : undefined;
    if (name === undefined) return { status: 404 };
    const { slowMs, errorShare, down } = faults();
    await pause(slowMs, signal);
    if (down.includes(name)) return "cut";
    if (errorShare > 0 && random.integer(0, 999_999) < errorShare * 1_000_000)
      return { status: 500, body: { error: "server_error" } };
    return endpoints[name](asked);
  };
}
