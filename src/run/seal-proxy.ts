import { urlCredentials } from "../identity/secret-parts.ts";
import { HarnessError } from "../model/errors.ts";

/** Checks the URL of a proxy and lists the strings in it that must never be written anywhere. */
export function sealProxy(text: string): { readonly proxy: string; readonly secrets: readonly string[] } {
  const protocol = URL.canParse(text) ? new URL(text).protocol : "";
  if (protocol === "http:" || protocol === "https:") return { proxy: text, secrets: urlCredentials(text) };
  throw new HarnessError("usage", "The proxy is not an http or https URL.", "Write it as --proxy http://host:port.");
}
