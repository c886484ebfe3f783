import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { documentsIn } from "../arguments/drawn.ts";
import { type LearntStore, singular } from "./store.ts";

const deepest = 6;
/** Parts of one reply that are looked at, items of one list, and lines of one text. */
const mostParts = 2_000;
const mostItems = 8;
const mostLines = 60;

/** Keeps the values that a tool's result names: members by their names, items of a list by the thing the tool is about. */
export function harvest(result: JsonObject, thing: string | undefined, store: LearntStore): void {
  let left = mostParts;
  const walk = (value: Json | undefined, of: string | undefined, depth: number): void => {
    if (left-- <= 0 || depth > deepest || value === undefined) return;
    if (Array.isArray(value)) {
      for (const item of value.slice(0, mostItems)) {
        if (isObject(item) || Array.isArray(item)) walk(item, of, depth + 1);
        else if (of !== undefined) store.note(of, item);
      }
    } else if (isObject(value)) {
      for (const [name, inner = null] of Object.entries(value).slice(0, 64)) member(name, inner, of, depth);
    }
  };
  const member = (name: string, inner: Json, of: string | undefined, depth: number): void => {
    if (typeof inner === "object" && inner !== null) {
      // What wraps a list (`rows`, `items`) is not what the list is about.
      walk(inner, wrappers.has(name.toLowerCase()) ? of : singular(name), depth + 1);
      return;
    }
    store.note(name, inner);
    if (of === undefined) return;
    store.note(`${of}_${name}`, inner);
    if (name === "name") store.note(of, inner);
  };
  const documents = documentsIn(result);
  for (const document of documents) walk(document, thing, 0);
  if (documents.length === 0) lines(result, thing, store);
}

const wrappers = new Set(
  "rows items results result data records list content entries values response output".split(" "),
);

/** A list in plain text: one name a line, with or without a bullet. */
function lines({ content }: JsonObject, thing: string | undefined, store: LearntStore): void {
  if (!Array.isArray(content)) return;
  const text = content.map((block) => (typeof block?.text === "string" ? block.text.slice(0, 20_000) : "")).join("\n");
  for (const raw of text.split("\n").slice(0, mostLines)) {
    const line = raw.trim().replace(/^(?:[-*•]|\d{1,3}[.)]|\[[A-Z]{1,9}\])\s+/, "");
    if (/^(?:\/|[A-Za-z]:\\|~\/|\.\.?\/)[^\s*?"<>|]{0,200}$/.test(line)) {
      for (const name of ["path", "directory"]) store.note(name, line);
    }
    if (thing !== undefined && /^[\w.@:/-]{1,100}$/.test(line)) store.note(thing, line);
  }
}

/** Keeps what the listing of resources tells: their addresses and names. */
export function harvestResources(resources: readonly JsonObject[], store: LearntStore): void {
  for (const { uri, name } of resources.slice(0, mostItems)) {
    if (typeof name === "string") store.note("resource_name", name);
    if (typeof uri !== "string") continue;
    store.note("resource_uri", uri);
    if (uri.startsWith("file:///")) store.note("path", uri.slice("file://".length));
  }
}
