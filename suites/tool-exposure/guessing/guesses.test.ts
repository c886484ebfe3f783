import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import type { Reply } from "../../../src/model/reply.ts";
import { refused, said } from "../../../test/imagined-server.ts";
import { outcomeOfTools } from "../../../test/imagined-tools.ts";
import check from "../hidden-tool-exists.ts";
import { namesTold, onlyShows } from "./names.ts";

const inputSchema = { type: "object", properties: { id: { type: "string" } }, required: ["id"] };
const tools = [{ name: "get_order", inputSchema }];

/** Calls that each server got: what is guessed must never be run. */
const asked = async (answer: (tool: string, args: JsonObject) => Reply) => {
  const called: string[] = [];
  const outcome = await outcomeOfTools(
    check,
    {
      tools,
      samples: {},
      answer(tool, args) {
        called.push(tool);
        return tool === "get_order" ? refused("id is required") : answer(tool, args);
      },
    },
    "get_order",
    "id",
  );
  return { outcome, called };
};

const unknown = (name: string): Reply => ({ kind: "rpc-error", code: -32602, message: `Unknown tool: ${name}` });

describe(check.id, () => {
  it("passes where every guess is answered like a name at random, and calls nothing that changes something", async () => {
    const { outcome, called } = await asked(unknown);
    expect(outcome).toMatchObject({ verdict: "pass" });
    expect(called.filter((name) => /delete|reset|create|update|restart|kill|purge|flush/.test(name))).toEqual([]);
  });

  it("fails where one answers with content, twice", async () => {
    const { outcome } = await asked((name) => (name === "show_env" ? said("LOG_LEVEL is info") : unknown(name)));
    expect(outcome).toMatchObject({ verdict: "fail", techniques: ["show_env"] });
  });

  it.each<[string, (name: string) => Reply]>([
    ["asks for what it needs", (name) => (name === "run_query" ? refused("query is required") : unknown(name))],
    ["is switched off", (name) => (name === "debug" ? refused("Tool debug disabled") : unknown(name))],
    ["is for everybody", (name) => (name === "health" ? said("fine") : unknown(name))],
  ])("notes a name that %s", async (_, answer) => {
    expect((await asked(answer)).outcome).toMatchObject({ verdict: "noted" });
  });

  it.each<[string, (name: string) => Reply]>([
    [
      "suggests names",
      (name) => refused(`Unknown tool: ${name}.${/get/.test(name) ? " Did you mean get_order?" : ""}`),
    ],
    ["routes by a prefix", (name) => (/^admin/.test(name) ? refused("No server admin") : unknown(name))],
    [
      "is behind a firewall for words",
      (name) =>
        /sql|eval|shell/.test(name) ? { kind: "http-error", status: 403, headers: {}, body: "Blocked" } : unknown(name),
    ],
    ["says in a result that there is none", (name) => said(`There is no such tool as ${name}`)],
    [
      "puts an id into each refusal",
      (name) => refused(`${name} unknown, see ${Math.random().toString(16).slice(2)}00000000`),
    ],
  ])("is not taken in by a server that %s", async (_, answer) => {
    const { verdict } = (await asked(answer)).outcome;
    expect(["pass", "inconclusive"]).toContain(verdict);
  });

  it.each<[string, (name: string) => Reply]>([
    ["answers every name with content", () => said("done")],
    ["answers nothing", () => ({ kind: "closed", why: "gone" })],
    ["answers all in the same words", () => refused("id is required")],
  ])("cannot tell where the server %s", async (_, answer) => {
    expect((await asked(answer)).outcome).toMatchObject({ verdict: "inconclusive" });
  });
});

describe("names in texts", () => {
  it("are those of tools, not of arguments", () => {
    const text =
      "Call `list_tables` first; use the export_all tool, or tool getSecrets. Set `page_size` to 10. A hand_made_word is none.";
    expect(namesTold([text], new Set(["page_size"]))).toEqual(["list_tables", "export_all", "getSecrets"]);
  });

  it.each(["list_users", "get_config", "getSecrets", "admin_get_order", "health"])("%s only shows", (name) => {
    expect(onlyShows(name)).toBe(true);
  });

  it.each(["delete_user", "get_and_delete", "run_job", "print_label", "check_out", "debug_reset", "list_add", "send"])(
    "%s may do something",
    (name) => {
      expect(onlyShows(name)).toBe(false);
    },
  );
});
