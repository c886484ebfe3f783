import { isObject, type JsonObject } from "../../model/json.ts";
import type { Reply } from "../../model/reply.ts";
import { type Asked, ask } from "./ask.ts";
import { type Link, nameOf } from "./link.ts";
import { withModernMeta } from "./modern-meta.ts";
import { OpenFailure } from "./open-failure.ts";
import { refuse } from "./refuse.ts";
import { legacyVersions, modernVersions } from "./versions.ts";

export type EraVerdict =
  | { readonly era: "modern"; readonly protocolVersion: string; readonly discover: JsonObject }
  | {
      readonly era: "legacy";
      /** True once the probe was answered, late, by a server that speaks the modern era. */
      readonly modernAfterAll: () => boolean;
      /** True while nothing has come in answer to the probe: some servers are deaf from then on, and exit at the next message. */
      readonly unanswered: () => boolean;
      /** What was answered to the probe; undefined where nothing was in time. */
      readonly answer?: Reply;
    }
  /** The process ended when it was asked: some servers do at any request before `initialize`. */
  | { readonly era: "exited"; readonly answer: Reply };

/**
 * Finds out which era a server speaks by asking `server/discover` on the connection itself, without a second process.
 * Servers of both official SDKs answer at once (legacy ones with an error). A server that says nothing for `patienceMs`
 * is taken for a legacy one; should it turn out modern later (a slow start), `modernAfterAll` tells.
 * Throws an OpenFailure when the server cannot be reached or refuses access.
 */
export async function negotiateEra(link: Link, patienceMs: number, signal: AbortSignal): Promise<EraVerdict> {
  const id = "gauntlet-discover";
  const params = withModernMeta({}, modernVersions[0]);
  let late: Reply | undefined;
  const asked = ask(link, { id, method: "server/discover", params }, { timeoutMs: LATE_MS, signal });
  const first = await Promise.race([asked, after(patienceMs)]);
  if (first === undefined) {
    asked.then(({ reply }) => {
      late = reply;
    });
    return {
      era: "legacy",
      modernAfterAll: () => late !== undefined && modernOf(late) !== undefined,
      unanswered: () => late === undefined || late.kind === "closed",
    };
  }
  return classify(link, first);
}

function classify(link: Link, asked: Asked): EraVerdict {
  const { reply, cause } = asked;
  const modern = modernOf(reply);
  if (modern !== undefined) return modern;
  const legacy = { era: "legacy", modernAfterAll: () => false, unanswered: () => false, answer: reply } as const;
  switch (reply.kind) {
    case "rpc-error":
      if (reply.code === UNSUPPORTED_VERSION) refuseUnknownVersions(link, reply.data);
      return legacy;
    case "http-error":
      if (reply.status === 401 || reply.status === 403) throw refuse(link, asked);
      return legacy;
    case "closed":
      if (cause !== undefined || link.transport !== "stdio") throw refuse(link, asked);
      return { era: "exited", answer: reply };
    default:
      return legacy;
  }
}

function modernOf(reply: Reply): Extract<EraVerdict, { era: "modern" }> | undefined {
  if (reply.kind !== "result" || !Array.isArray(reply.result.supportedVersions)) return undefined;
  const supported: readonly unknown[] = reply.result.supportedVersions;
  const protocolVersion = modernVersions.find((version) => supported.includes(version));
  if (protocolVersion === undefined || !isObject(reply.result.capabilities)) return undefined;
  return { era: "modern", protocolVersion, discover: reply.result };
}

/** A server that names the revisions it speaks, none of which is ours, gets no further. */
function refuseUnknownVersions(link: Link, data: unknown): void {
  const supported = isObject(data) && Array.isArray(data.supported) ? data.supported.map(String) : [];
  if (supported.length === 0 || supported.some((version) => (legacyVersions as readonly string[]).includes(version))) {
    return;
  }
  throw new OpenFailure(
    "handshake",
    `${nameOf(link)} speaks only protocol ${supported.slice(0, 5).join(", ").slice(0, 100)}, which is not known here.`,
    "Use a newer release of this program.",
  );
}

function after(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms).unref());
}

/** UnsupportedProtocolVersion of 2026-07-28. */
const UNSUPPORTED_VERSION = -32022;
/** How long a late answer to the probe is still understood. */
const LATE_MS = 60_000;
