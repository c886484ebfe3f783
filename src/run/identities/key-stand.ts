import type { JSONWebKeySet } from "jose";
import { serve } from "../../identity/issuer/serve.ts";
import type { Listening } from "../../net/listen-http.ts";

/** Shows keys and certificates of ours on this machine, to servers that follow the URL in a token. */
export interface KeyStand {
  /** The address of a key set, or of a PEM; listens from the first time on. */
  show(content: JSONWebKeySet | string): Promise<string>;
  close(): Promise<void>;
}

/** Nothing listens yet. */
export function openKeyStand(): KeyStand {
  const shown: string[] = [];
  let served: Promise<Listening> | undefined;
  return {
    async show(content) {
      served ??= serve(0, async ({ path }) => {
        const text = shown[Number(/^\/(\d+)\//.exec(path)?.[1])];
        return text === undefined ? { status: 404 } : { status: 200, body: text };
      });
      const { url } = await served;
      const text = typeof content === "string" ? content : JSON.stringify(content);
      const at = shown.includes(text) ? shown.indexOf(text) : shown.push(text) - 1;
      return `${url}/${at}/${typeof content === "string" ? "key.pem" : "jwks.json"}`;
    },
    async close() {
      await (await served)?.close();
    },
  };
}
