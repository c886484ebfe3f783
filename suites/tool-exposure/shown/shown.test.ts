import { describe, expect, it } from "vitest";
import type { Promises } from "../../../src/model/promises.ts";
import type { Reply } from "../../../src/model/reply.ts";
import { judgedAt, person, refusal } from "../../../test/imagined-door.ts";
import check from "../surface-shown-to-nobody.ts";
import { whyInternal } from "./internal-words.ts";
import { rolesIn } from "./roles-in.ts";

const list = (...names: readonly string[]): Reply => ({
  kind: "result",
  result: { tools: names.map((name) => ({ name, inputSchema: { type: "object" } })) },
});
const nobody = { ...person("anonymous", "unknown", undefined), credentials: false };

const shownTo = (promises: Promises, user: Reply, anonymous: Reply) =>
  judgedAt(check, {
    identities: [person("alice", "user", {}), nobody],
    promises,
    answer: ({ principal }, { method }) => {
      const reply = principal === "alice" ? user : anonymous;
      return method === "initialize" && reply.kind === "result" ? { kind: "result", result: {} } : reply;
    },
  });

describe(check.id, () => {
  const promised = { exposure: "authenticated" } as const;
  it.each<[string, Promises, Reply, Reply, string]>([
    ["all, against a promise", promised, list("a", "b"), list("a", "b"), "fail"],
    ["a part, against a promise", promised, list("a", "b"), list("a"), "fail"],
    ["all, where nothing is promised", {}, list("a", "b"), list("b", "a"), "noted"],
    ["a part, where nothing is promised", {}, list("a", "b"), list("a"), "pass"],
    ["an empty list", promised, list("a"), list(), "pass"],
    ["a refusal", promised, list("a"), refusal(401, "", "Bearer"), "pass"],
    ["nothing that can be read", promised, list("a"), { kind: "timeout", afterMs: 1 }, "inconclusive"],
    ["as little as users", promised, list(), list(), "inconclusive"],
    ["a refusal, like users", promised, refusal(401, ""), refusal(401, ""), "inconclusive"],
  ])("judges nobody who is shown %s", async (_, promises, user, anonymous, verdict) => {
    expect(await shownTo(promises, user, anonymous)).toMatchObject({ verdict });
  });

  it("is not asked where all is public, nor over a pipe without credentials", () => {
    const scene = (changes: object) =>
      ({ identities: [nobody], promises: {}, surface: { transport: "stdio" }, ...changes }) as never;
    expect(check.subjects(scene({ promises: promised }))).toEqual([]);
    const both = [person("alice", "user", {}), nobody];
    expect(check.subjects(scene({ identities: both, promises: { exposure: "public" } }))).toEqual([]);
    expect(check.subjects(scene({ identities: both }))).toHaveLength(1);
  });
});

describe("tools for those who run the server", () => {
  it.each([
    "debug_info",
    "adminListUsers",
    "user-admin",
    "impersonate_user",
    "run_migrations",
    "flush_cache",
    "orders_dev",
  ])("%s sounds so", (name) => {
    expect(whyInternal({ name })).toBeDefined();
  });

  it.each([
    "administer_dose",
    "search_internal_docs",
    "run_tests",
    "device_info",
    "get_order",
    "internalize",
    "test_connection",
    "execute_query",
    "start_process",
  ])("%s does not", (name) => {
    expect(whyInternal({ name })).toBeUndefined();
  });

  it("says so in a description", () => {
    expect(whyInternal({ name: "sync", description: "Syncs. For internal use only." })).toContain("internal use only");
    expect(whyInternal({ name: "sync", description: "Syncs internal links of a page for testing." })).toBeUndefined();
  });

  it("reads roles wherever providers put them", () => {
    expect(rolesIn({ realm_access: { roles: ["b", "a"] }, scope: "read write", sub: "x" })).toEqual([
      "a",
      "b",
      "read",
      "write",
    ]);
  });
});
