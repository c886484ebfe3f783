import type { SecretOrFile } from "../model/config.ts";
import { resolveSecret } from "./resolve-secret.ts";
import { readSecretFile } from "./tokens/from-file.ts";

/** As `resolveSecret`, where a file may hold the secret; `directory` is where its relative path starts. */
export async function resolveSecretOrFile(
  reference: SecretOrFile,
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
  directory: string,
): Promise<string> {
  if (typeof reference === "object" && "file" in reference) return readSecretFile(reference.file, path, directory);
  return resolveSecret(reference, path, environment);
}
