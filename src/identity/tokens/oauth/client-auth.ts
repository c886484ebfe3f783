import {
  type AuthorizationServer,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  modifyAssertion,
  None,
  PrivateKeyJwt,
} from "oauth4webapi";
import type { OAuthConfig } from "../../../model/config.ts";
import { readPrivateKey } from "./private-key.ts";

/** The secrets of a client, fetched. */
export interface ClientSecrets {
  readonly clientSecret: string | undefined;
  readonly privateKey: string | undefined;
}

/** How the client proves itself: as the config says, else by what it has and the provider's metadata lists. */
export async function clientAuth(
  { clientAuth: wanted }: Pick<OAuthConfig, "clientAuth">,
  { clientSecret, privateKey }: ClientSecrets,
  server: AuthorizationServer,
  path: string,
): Promise<ClientAuth> {
  if (wanted === "none") return None();
  if (privateKey !== undefined && wanted !== "client_secret_basic" && wanted !== "client_secret_post") {
    const accepted = server.token_endpoint_auth_signing_alg_values_supported;
    const { key, kid, header } = await readPrivateKey(privateKey, `${path}.privateKey`, accepted);
    return PrivateKeyJwt(kid === undefined ? { key } : { key, kid }, {
      [modifyAssertion]: (head) => Object.assign(head, header),
    });
  }
  if (clientSecret === undefined) return None();
  if (wanted === "client_secret_post") return ClientSecretPost(clientSecret);
  if (wanted === "client_secret_basic") return ClientSecretBasic(clientSecret);
  // RFC 8414 section 2: where nothing is listed it is client_secret_basic
  const listed = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  const onlyPost = !listed.includes("client_secret_basic") && listed.includes("client_secret_post");
  return onlyPost ? ClientSecretPost(clientSecret) : ClientSecretBasic(clientSecret);
}
