import { createPrivateKey, type JsonWebKeyInput, type KeyObject, type webcrypto } from "node:crypto";
import { HarnessError } from "../../../model/errors.ts";
import { isObject, type JsonObject } from "../../../model/json.ts";
import { parseJson } from "../../../net/parse-json.ts";

/** A key that signs client assertions. */
export interface SigningKey {
  readonly key: webcrypto.CryptoKey;
  readonly kid: string | undefined;
  /** Members of the header by which some providers find the certificate: `x5t`, `x5t#S256`. */
  readonly header: Readonly<Record<string, string>>;
}

/**
 * Reads a private key: PEM (PKCS #8, PKCS #1, SEC 1; `\n` written out counts as a line break) or JWK. `accepted` is what the
 * provider says it verifies, and settles RS256 or PS256 for an RSA key that does not say it itself. What is no such key is a
 * `config-invalid` HarnessError.
 */
export async function readPrivateKey(
  text: string,
  path: string,
  accepted: readonly string[] | undefined,
): Promise<SigningKey> {
  const jwk = text.trimStart().startsWith("{") ? parsed(text, path) : undefined;
  const key = open(jwk, text, path);
  const named = typeof jwk?.alg === "string" ? jwk.alg : undefined;
  const algorithm = webAlgorithm(key, named, accepted);
  if (algorithm === undefined) throw unusable(path, "keys of this type cannot sign an assertion");
  const der = key.export({ type: "pkcs8", format: "der" });
  return {
    key: await crypto.subtle.importKey("pkcs8", der, algorithm, false, ["sign"]),
    kid: typeof jwk?.kid === "string" ? jwk.kid : undefined,
    header: Object.fromEntries(
      ["x5t", "x5t#S256"].flatMap((name) => (typeof jwk?.[name] === "string" ? [[name, jwk[name]]] : [])),
    ),
  };
}

const curves: Readonly<Record<string, string>> = { prime256v1: "P-256", secp384r1: "P-384", secp521r1: "P-521" };

function webAlgorithm(key: KeyObject, named: string | undefined, accepted: readonly string[] | undefined) {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === "ed25519") return { name: "Ed25519" };
  if (type === "ec") {
    const namedCurve = curves[details?.namedCurve ?? ""];
    return namedCurve === undefined ? undefined : { name: "ECDSA", namedCurve };
  }
  if (type !== "rsa") return undefined;
  const [, family, bits] = /^(RS|PS)(256|384|512)$/.exec(named ?? preferred(accepted)) ?? [];
  if (family === undefined) return undefined;
  return { name: family === "PS" ? "RSA-PSS" : "RSASSA-PKCS1-v1_5", hash: `SHA-${bits}` };
}

function preferred(accepted: readonly string[] = []): string {
  return accepted.includes("RS256") ? "RS256" : (accepted.find((name) => /^(RS|PS)\d+$/.test(name)) ?? "RS256");
}

function parsed(text: string, path: string): JsonObject {
  const json = parseJson(text);
  if (!json.ok || !isObject(json.value)) throw unusable(path, "it is no JSON object");
  return json.value;
}

function open(jwk: JsonObject | undefined, text: string, path: string): KeyObject {
  try {
    if (jwk !== undefined) return createPrivateKey({ key: jwk, format: "jwk" } as JsonWebKeyInput);
    return createPrivateKey(text.replaceAll("\\n", "\n"));
  } catch {
    // the library's message may repeat parts of the key
    const encrypted = /ENCRYPTED/.test(text);
    throw unusable(path, encrypted ? "it is locked with a password" : "it is neither PEM nor JWK of a private key");
  }
}

function unusable(path: string, why: string): HarnessError {
  return new HarnessError(
    "config-invalid",
    `${path} cannot be used: ${why}.`,
    "Give an RSA, EC (P-256, P-384, P-521) or Ed25519 private key as PEM or JWK, without a password.",
  );
}
