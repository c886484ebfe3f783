import type { JSONWebKeySet } from "jose";
import { type Served, serve } from "../../identity/issuer/serve.ts";
import type { JsonObject } from "../../model/json.ts";

/** Shows keys of ours on this machine, to servers that follow the URL in a token. */
export interface KeyStand {
  /** The address of these keys; listens from the first time on. */
  show(keys: JSONWebKeySet): Promise<string>;
  close(): Promise<void>;
}

/** Nothing listens yet. */
export function openKeyStand(): KeyStand {
  const shown: JSONWebKeySet[] = [];
  let served: Promise<Served> | undefined;
  return {
    async show(keys) {
      served ??= serve(0, async ({ path }) => {
        const set = shown[Number(/^\/(\d+)\/jwks\.json$/.exec(path)?.[1])];
        if (set === undefined) return { status: 404 };
        return { status: 200, body: { keys: set.keys } as JsonObject };
      });
      const { url } = await served;
      const at = shown.includes(keys) ? shown.indexOf(keys) : shown.push(keys) - 1;
      return `${url}/${at}/jwks.json`;
    },
    async close() {
      await (await served)?.close();
    },
  };
}
