import type { Exchange } from "../../src/model/exchange.ts";
import type { Json } from "../../src/model/json.ts";
import type { Finding } from "../../src/oracle/metadata/finding.ts";
import { findListedLiterals } from "../../src/oracle/metadata/listed-literals.ts";
import { findListedSecrets } from "../../src/oracle/metadata/listed-secrets.ts";
import { listedTexts, whereIs } from "../../src/oracle/metadata/listed-texts.ts";
import type { Listing } from "../../src/oracle/metadata/listing.ts";
import { defineListingCheck } from "./listing/define-listing-check.ts";

/** Does a listing hold a credential: a connection string with its password, a key? What only shows how one is written is none. */
export default defineListingCheck({
  id: "tool-exposure/secret-in-listing",
  title: "What is listed holds a credential",
  severity: "critical",
  why: "A listing goes to everyone who connects, and into the context of every model that may use the tools. Whoever reads it can log in where the server does.",
  fix: "Take the credential out of descriptions, defaults and examples, and change it: it has been handed out. Show how a value is written with one that nobody can take for real.",
  refs: {
    cwe: ["CWE-200", "CWE-798"],
    owaspMcp: ["MCP01:2025"],
    cosai: ["MCP-T5"],
    spec: ["server/tools#security-considerations"],
  },
  told: (listing, { acquaintance }) => {
    const given = findListedLiterals(listing, acquaintance?.known ?? []);
    return { secrets: [...findListedSecrets(listing), ...given] as unknown as Json };
  },
  find: (listing, { secrets }, record) => {
    const found = (Array.isArray(secrets) ? secrets : []) as unknown as readonly Finding[];
    return record === undefined ? found : foundAgain(listing, found, record);
  },
  otherwise: "none holds a credential",
});

/** The record has placeholders in place of secrets; only the list as it came tells an example from a real one. */
function foundAgain(listing: Listing, found: readonly Finding[], record: readonly Exchange[]): readonly Finding[] {
  const removed = new Set(
    record.flatMap(({ sightings }) =>
      sightings.filter(({ where }) => where === "reply").map(({ placeholder }) => placeholder),
    ),
  );
  const holding = new Map<string, readonly string[]>();
  for (const text of listedTexts(listing)) {
    const here = text.text.match(/\[redacted:[\w-]{1,40}(?::\w{1,16})?\]/g)?.filter((one) => removed.has(one));
    if (here !== undefined && here.length > 0) holding.set(whereIs(text), here);
  }
  return found.filter(({ where, technique }) => {
    const here = holding.get(where);
    // Of values that the server was given, only those that are known for secrets are removed under this name.
    return technique === "credential"
      ? here?.some((one) => one.startsWith("[redacted:credential:"))
      : here !== undefined;
  });
}
