import type { JsonObject } from "../../src/model/json.ts";
import type { Scene } from "../../src/model/scene.ts";
import { findDisclosures } from "../../src/oracle/disclosures/find.ts";
import { findListedInternals } from "../../src/oracle/metadata/listed-internals.ts";
import { listedTexts } from "../../src/oracle/metadata/listed-texts.ts";
import type { Listing } from "../../src/oracle/metadata/listing.ts";
import { defineListingCheck } from "./listing/define-listing-check.ts";

/** Does a listing tell where the server gets things from: internal hosts, paths, statements? */
export default defineListingCheck({
  id: "tool-exposure/internals-in-listing",
  title: "What is listed shows the inside of the server",
  severity: "medium",
  why: "A listing goes to everyone who connects, before anything is asked. Hosts, paths and statements in it are a map of what stands behind the server, and no caller can do anything with them.",
  fix: "Say in a description what a tool gives, not where it gets it from. Keep hosts, paths and names of tables in the configuration.",
  refs: {
    cwe: ["CWE-200", "CWE-497"],
    owaspMcp: ["MCP10:2025"],
    cosai: ["MCP-T5"],
    spec: ["server/tools#security-considerations"],
  },
  told,
  find: (listing, facts) => {
    const existing = textsOf(facts.existing);
    const known = textsOf(facts.known);
    return findListedInternals(listing, { remote: facts.remote === true, exists: (path) => existing.has(path) }, known);
  },
  otherwise: "none says what is behind the server",
});

/** Which of the paths exist here, and what the client knows anyhow. */
function told(listing: Listing, { surface, acquaintance }: Scene): JsonObject {
  const { known = [], exists } = acquaintance ?? {};
  const all = listedTexts(listing).flatMap(({ text }) => findDisclosures(text));
  const isKnown = (text: string): boolean =>
    known.some((one) => one.includes(text) || (one.length > 4 && text.startsWith(`${one}/`)));
  const texts = (kind: string): string[] =>
    [...new Set(all.filter((one) => one.kind === kind).map(({ text }) => text))].slice(0, 200);
  return {
    remote: surface.transport !== "stdio",
    existing: texts("file-path").filter((path) => exists?.(path) === true),
    known: [...texts("file-path"), ...texts("network-address")].filter(isKnown),
  };
}

function textsOf(list: unknown): ReadonlySet<string> {
  return new Set(Array.isArray(list) ? list.filter((one) => typeof one === "string") : []);
}
