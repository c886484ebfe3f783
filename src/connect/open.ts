import type { Opened, Session } from "../model/session.ts";
import type { HttpTarget } from "../model/target.ts";
import { checkHost } from "../net/check-host.ts";
import type { Opening } from "./opening.ts";
import { OpenFailure } from "./protocol/open-failure.ts";

/**
 * Opens one session of the official client. What the server does wrong comes back as `Opened`; throws only a
 * HarnessError for a URL that may not be contacted (`host-not-allowed`) or is none (`usage`).
 */
export async function openSession(opening: Opening): Promise<Opened> {
  const { target } = opening;
  if (target.kind === "stdio") {
    const { openOfficialStdio } = await import("./official/open-stdio.ts");
    return opened(openOfficialStdio(opening, target));
  }
  checkHost(target.url, opening.net);
  const { openOfficialHttp } = await import("./official/open-http.ts");
  return opened(overHttp(target, (transport) => openOfficialHttp(opening, target, transport)));
}

/** Streamable HTTP first, then legacy SSE where the answer was one of those the specification names for that. */
async function overHttp(
  target: HttpTarget,
  open: (transport: "streamable-http" | "sse") => Promise<Session>,
): Promise<Session> {
  if (target.transport !== "auto") return open(target.transport);
  try {
    return await open("streamable-http");
  } catch (error) {
    const status = error instanceof OpenFailure ? error.status : undefined;
    if (target.era === "modern" || status === undefined || !sseStatuses.has(status)) throw error;
    // When SSE is not spoken either, what the endpoint said first is the better account.
    return open("sse").catch((second: unknown) => {
      throw second instanceof OpenFailure && second.opened.failure === "unauthorized" ? second : error;
    });
  }
}

async function opened(attempt: Promise<Session>): Promise<Opened> {
  try {
    return { ok: true, session: await attempt };
  } catch (error) {
    if (error instanceof OpenFailure) return error.opened;
    throw error;
  }
}

/** 2025-11-25, transports, Backwards Compatibility. */
const sseStatuses = new Set([400, 404, 405]);
