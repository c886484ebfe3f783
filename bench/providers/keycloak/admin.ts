import { askForToken } from "../ask-for-token.ts";

/** Where a Keycloak is, and who administers it. */
export interface Admin {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/** Sends a request to the admin REST API, below `/admin/realms`; its answer, where it has one. Throws where it is refused. */
export type Administer = (method: "GET" | "POST" | "PUT", path: string, body?: unknown) => Promise<unknown>;

/** Logs the administrator in for each request: the tokens last a minute only. */
export function administer({ url, user: username, password }: Admin): Administer {
  return async (method, path, body) => {
    const tokens = `${url}/realms/master/protocol/openid-connect/token`;
    const token = await askForToken(tokens, { id: "admin-cli" }, { grant_type: "password", username, password });
    const response = await fetch(`${url}/admin/realms${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(120_000),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
    return text === "" ? undefined : JSON.parse(text);
  };
}
