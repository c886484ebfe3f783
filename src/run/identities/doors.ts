import { openWire } from "../../connect/open.ts";
import type { Opening } from "../../connect/opening.ts";
import type { Doors } from "../../engine/visits/knock.ts";
import { type Dressed, dress, type Guise } from "../../identity/guise.ts";
import type { Who } from "../../model/identity.ts";
import { anonymous, type Principal } from "../../model/principal.ts";
import type { Target } from "../../model/target.ts";

/** What every session of a run is opened with, whoever it is for. */
type Common = Omit<Opening, "principal" | "signal" | "sighted" | "client" | "query">;

/** Opens sessions as anybody; `name` gives each its name, and `sighted` what it hears of it. */
export function openDoors(
  common: Common,
  principals: readonly Principal[],
  next: () => { readonly name: string; readonly sighted: Opening["sighted"] },
): Doors {
  const dressed = (who: Who, signal: AbortSignal): Promise<Dressed> => dress(who, principals, signal);
  return {
    async knock(who, signal) {
      const { name, sighted } = next();
      const worn = await dressed(who, signal);
      if (!worn.ok) {
        const message = `No token for ${who.principal}: ${worn.why}.`;
        return { name, opened: { ok: false, failure: "unauthorized", message, hint: "", reply: undefined } };
      }
      const { headers, env, query } = worn.guise;
      const opening = {
        ...common,
        target: asked(common.target, worn.guise),
        principal: { ...anonymous, name: who.principal, headers, env },
        signal,
        sighted,
        ...(who.client === undefined ? {} : { client: who.client }),
        ...(query === "" ? {} : { query }),
      };
      return { name, opened: await openWire(opening) };
    },
    async headers(who, signal) {
      const worn = await dressed(who, signal);
      if (!worn.ok) return undefined;
      const { target } = common;
      return target.kind === "http" ? { ...target.headers, ...worn.guise.headers } : worn.guise.headers;
    },
  };
}

/** The same target, so that what was learnt of it holds, unless something is added to its URL. */
function asked(target: Target, { query }: Guise): Target {
  if (query === "" || target.kind !== "http") return target;
  const url = new URL(target.url);
  url.search = url.search === "" ? `?${query}` : `${url.search}&${query}`;
  return { ...target, url: url.href };
}
