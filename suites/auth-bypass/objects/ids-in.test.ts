import { expect, it } from "vitest";
import type { Json } from "../../../src/model/json.ts";
import { told } from "../../../test/imagined-door.ts";
import { idsIn } from "./ids-in.ts";

it.each<[string, Json, string, string, string]>([
  ["an id of what both tools are about", [{ id: 7 }], "list_orders", "get_order", "id"],
  ["an id within what wraps the list", { data: { items: [{ id: 7 }] } }, "list_orders", "get_order", "id"],
  ["an id of a list named for what it holds", { orders: [{ id: 7 }] }, "my_account", "get_order", "id"],
  ["a name that is the same", [{ order_id: 7 }], "history", "get_order", "order_id"],
  ["an id for an argument that names its thing", [{ id: 7 }], "listOrders", "cancelInfo", "orderId"],
  ["a list of bare ids", { order_ids: [7] }, "list_orders", "get_order", "order_id"],
])("finds %s", (_, value, listing, tool, param) => {
  expect(idsIn(told(value), listing, tool, param)).toEqual([7]);
});

it.each<[string, Json, string, string, string]>([
  ["ids of other things", [{ id: 7 }], "list_orders", "get_note", "id"],
  ["what names no object", [{ text: "x" }], "list_notes", "search_notes", "text"],
  ["truths", [{ id: true }], "list_orders", "get_order", "id"],
])("finds no %s", (_, value, listing, tool, param) => {
  expect(idsIn(told(value), listing, tool, param)).toEqual([]);
});
