import { describe, expect, it } from "vitest";
import type { Tool } from "../model/surface.ts";
import { whyAdding, whyDestructive } from "./destructive.ts";

const tool = (name: string, annotations: Tool["annotations"] = {}): Tool => ({ name, inputSchema: {}, annotations });

describe("whyDestructive", () => {
  it.each(["delete_customer", "customers.remove", "dropTable", "UPDATE-USER", "send_email"])(
    "takes %s by its name",
    (name) => {
      expect(whyDestructive(tool(name), {})).toContain("looks destructive");
    },
  );

  it.each(["find_customer", "execute_sql", "list_deleted", "create_ticket", "settings"])("leaves %s alone", (name) => {
    expect(whyDestructive(tool(name), {})).toBeUndefined();
  });

  it("believes a declaration of danger, and the owner's promise above all", () => {
    expect(whyDestructive(tool("peek", { destructiveHint: true }), {})).toContain("declares");
    expect(whyDestructive(tool("delete_x", { readOnlyHint: true }), {})).toBeUndefined();
    expect(whyDestructive(tool("delete_x", { destructiveHint: true }), { readOnly: ["delete_*"] })).toBeUndefined();
  });
});

describe("whyAdding", () => {
  it("takes tools by their verb, and none for a thing of the same name", () => {
    expect(whyAdding(tool("create_ticket"), {})).toContain('"create"');
    for (const name of ["order_status", "open_nodes", "file_info", "get_new_items"]) {
      expect(whyAdding(tool(name), {}), name).toBeUndefined();
    }
    expect(whyAdding(tool("create_view", { readOnlyHint: true }), {})).toBeUndefined();
  });
});
