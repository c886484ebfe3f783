import { isObject, type Json, type JsonObject } from "../../model/json.ts";

/** A tree of PostgreSQL's parser as one line: values as `?`, parameters as `$`, places in the text left out. Whatever its depth. */
export function printedTree(tree: Json): string {
  const parts: string[] = [];
  // Texts are written as they are, nodes are looked into: no recursion, since a hostile statement may be very deep.
  const left: (string | Node)[] = [{ node: tree }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next === "string") parts.push(next);
    else for (const piece of pieces(next.node).toReversed()) left.push(piece);
  }
  return parts.join("");
}

interface Node {
  readonly node: Json;
}

const places = new Set([
  "location",
  "list_start",
  "list_end",
  "rexpr_list_start",
  "rexpr_list_end",
  "stmt_location",
  "stmt_len",
]);
/** Members of single kinds of statement that hold a literal as plain text. */
const literals = new Set(["comment", "payload", "label", "filename", "gid", "conninfo"]);

function pieces(node: Json): readonly (string | Node)[] {
  if (Array.isArray(node)) return ["[", ...node.flatMap((one: Json) => [{ node: one }, " "]), "]"];
  if (!isObject(node)) return [JSON.stringify(node)];
  if (node.A_Const !== undefined) return ["?"];
  if (node.ParamRef !== undefined) return ["$"];
  const entries = Object.entries(node).filter(([name]) => !places.has(name));
  return ["{", ...entries.flatMap(([name, value]) => [name, ":", written(name, value ?? null, node), " "]), "}"];
}

function written(name: string, value: Json, parent: JsonObject): string | Node {
  if (literals.has(name) && typeof value === "string") return "?";
  // An option such as a password; whether it was written as a name or as a literal the tree does not say.
  if (name === "arg" && parent.defname !== undefined && isObject(value) && value.String !== undefined) return "?";
  return { node: value };
}
