import type { Who } from "../../model/identity.ts";

/** What a reader of the evidence has to know beside the principal, such as `without a token`; the token itself is in none. */
export function guiseOf({ forged, sentAs, headers, client }: Who): string | undefined {
  const parts = [
    forged === undefined ? "" : forged === null ? "without a token" : `with a token ${forged.says}`,
    sentAs === undefined ? "" : sending[sentAs],
    ...Object.entries(headers ?? {}).map(([name, value]) => `with the header ${name}: ${value}`),
    client === undefined ? "" : `with a client named ${client}`,
  ].filter((part) => part !== "");
  return parts.length === 0 ? undefined : parts.join(", ");
}

const sending: Readonly<Record<NonNullable<Who["sentAs"]>, string>> = {
  "lower-case-scheme": "sent under the scheme bearer in lower case",
  "other-scheme": "sent under another scheme than Bearer",
  query: "sent in the query string",
};
