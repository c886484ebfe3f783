import { describe, expect, it } from "vitest";
import type { Exchange } from "../../model/exchange.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Caller, Step } from "../../model/ports.ts";
import type { Reply } from "../../model/reply.ts";
import type { Surface, Tool } from "../../model/surface.ts";
import { argumentSource } from "../arguments/source.ts";
import { Stop } from "../stop.ts";
import { learn } from "./learn.ts";

const text = { type: "string" };
const tool = (name: string, properties: JsonObject, required = Object.keys(properties)): Tool => ({
  name,
  inputSchema: { type: "object", properties, required },
});
const said = (value: unknown): Reply => ({
  kind: "result",
  result: { content: [{ type: "text", text: typeof value === "string" ? value : JSON.stringify(value) }] },
});
const refused = (message: string): Reply => ({ kind: "rpc-error", code: -32602, message });

/** Learns from an imagined server. */
async function learnt(tools: readonly Tool[], answer: (name: string, args: JsonObject) => Reply, changes: object = {}) {
  const asked: (readonly [string, JsonObject])[] = [];
  const calls = {
    tool: async (name: string, args: JsonObject, step: Step): Promise<Exchange> => {
      asked.push([name, args]);
      expect(step.role).toBe("discover");
      return { reply: answer(name, args) } as Exchange;
    },
  } as unknown as Caller;
  const surface = { tools, resources: [{ uri: "file:///srv/a.txt", name: "a" }] } as unknown as Surface;
  const setting = {
    surface,
    samples: {},
    promises: {},
    inScope: () => true,
    wanted: new Set(tools.map(({ name }) => name)),
    ...changes,
  };
  const args = argumentSource(surface, setting.samples, await learn(setting, calls));
  return { args, asked };
}

describe("learn", () => {
  it("takes names from a list for the tools that ask for one", async () => {
    const tools = [tool("describe_table", { table_name: text }), tool("list_tables", {})];
    const { args, asked } = await learnt(tools, (name) => said(name === "list_tables" ? ["invoices", "people"] : "ok"));
    expect(asked).toEqual([
      ["list_tables", {}],
      ["describe_table", { table_name: "invoices" }],
    ]);
    expect(args.valid("describe_table")).toEqual({ args: { table_name: "invoices" }, source: "learnt" });
    expect(args.known("table")).toBe("invoices");
  });

  it("takes the number of one tool's things for the other's argument", async () => {
    const tools = [tool("get_person", { id: { type: "integer" } }), tool("list_people", {}), tool("list_persons", {})];
    const rows = { persons: [{ id: 41, name: "Ada", email: "ada@example.com" }] };
    const { args } = await learnt(tools, (name) => said(name === "list_persons" ? rows : {}));
    expect(args.valid("get_person").args).toEqual({ id: 41 });
    expect(args.known("email")).toBe("ada@example.com");
    expect(args.known("person_id")).toBe(41);
  });

  it("reads plain lists, and paths in them", async () => {
    const tools = [tool("list_allowed_roots", {}), tool("read_thing", { path: text })];
    const { args } = await learnt(tools, (name) =>
      said(name === "read_thing" ? "ok" : "Allowed:\n- /srv/docs\n- /srv/more"),
    );
    expect(args.valid("read_thing").args).toEqual({ path: "/srv/a.txt" });
    expect(args.known("directory")).toBe("/srv/docs");
  });

  it("heeds what a refusal says, three calls at the most", async () => {
    const answers = ["tone must be one of: soft, loud", "size is required"];
    const { args, asked } = await learnt([tool("sorted", { tone: text })], (_, { tone, size }) => {
      if (tone !== "soft") return refused(answers[0] ?? "");
      return size === undefined ? refused(answers[1] ?? "") : said("ok");
    });
    expect(asked).toHaveLength(3);
    expect(args.valid("sorted")).toMatchObject({ args: { tone: "soft" }, source: "learnt" });
    const stubborn = await learnt([tool("stubborn", { q: text })], (_, { q }) => refused(`q must be one of: ${q}1, x`));
    expect(stubborn.asked.length).toBeLessThanOrEqual(3);
    expect(stubborn.args.valid("stubborn").source).toBe("schema");
  });

  it("calls nothing that destroys or adds, is out of scope, or has a sample", async () => {
    const tools = [
      tool("delete_all", {}),
      tool("create_one", { a: text }),
      tool("other", {}),
      tool("sampled", { a: text }),
    ];
    const { asked } = await learnt(tools, () => said("ok"), {
      inScope: (name: string) => name !== "other",
      samples: { sampled: { a: "b" } },
    });
    expect(asked).toEqual([]);
  });

  it("asks nothing where no check is going to ask", async () => {
    const { asked } = await learnt([tool("list_tables", {})], () => said(["a"]), { wanted: new Set() });
    expect(asked).toEqual([]);
  });

  it("gives a tool that adds no name of a thing that is there", async () => {
    const tools = [tool("list_files", {}), tool("create_file", { path: text, owner_id: text })];
    const { args } = await learnt(tools, () => said([{ path: "/srv/real", owner_id: "o7" }]));
    expect(args.valid("create_file").args).toEqual({ path: "gauntlet.txt", owner_id: "o7" });
  });

  it("keeps what it learnt when it has to stop", async () => {
    const tools = [tool("list_tables", {}), tool("describe_table", { table: text })];
    const { args } = await learnt(tools, (name) => {
      if (name === "list_tables") return said(["invoices"]);
      throw new Stop("budget", "spent");
    });
    expect(args.valid("describe_table")).toEqual({ args: { table: "invoices" }, source: "schema" });
  });

  it("learns no secret that was taken out", async () => {
    const { args } = await learnt([tool("list_keys", {})], () => said([{ access: "[redacted:api-key:1234]" }]));
    expect(args.known("access")).toBeUndefined();
  });
});

describe("samples", () => {
  it("serve the parameter of the same name of another tool", () => {
    const surface = { tools: [tool("b", { department: text })], resources: [] } as unknown as Surface;
    const args = argumentSource(surface, { a: { department: "Sales" } });
    expect(args.valid("b")).toEqual({ args: { department: "Sales" }, source: "schema" });
    expect(args.known("department")).toBe("Sales");
  });
});
