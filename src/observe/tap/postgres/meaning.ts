import type { Queue } from "../queue.ts";
import { noValues, type Portal, type Prepared } from "./prepared.ts";
import type { Request } from "./requests.ts";
import type { SentValues } from "./values.ts";

/**
 * The statement that the first of the requests stands for, with its values, if it is answered now; undefined for one that stands
 * for none. One that only prepares something stands for what it was refused for.
 */
export function meaningOf(request: Request, pending: Queue<Request>, prepared: Prepared): Portal | undefined {
  switch (request.kind) {
    case "execute":
      return prepared.portal(request.portal);
    case "query":
      return { statement: { text: request.text, cut: request.cut, types: [] }, values: noValues };
    case "parse":
      return { statement: request, values: valuesFor(request.name, pending) };
    case "bind":
      return { statement: prepared.statement(request.statement), values: request.values };
    case "call": {
      const text = `function call of OID ${request.oid}`;
      return { statement: { text, cut: false, types: [] }, values: request.values };
    }
    case "describe":
      if (request.of === "portal") return prepared.portal(request.name);
      return { statement: prepared.statement(request.name), values: noValues };
    default:
      return undefined;
  }
}

/** The values that were sent along with a statement that the database then refused to prepare. */
function valuesFor(name: string, pending: Queue<Request>): SentValues {
  for (const request of pending.waiting()) {
    if (request.kind === "sync") break;
    if (request.kind === "bind" && request.statement === name) return request.values;
  }
  return noValues;
}
