import type { HttpTarget } from "../model/target.ts";
import { OpenFailure } from "./protocol/open-failure.ts";

/**
 * Tries Streamable HTTP and then, where the answer was one of those the specification names for it (2025-11-25,
 * transports, Backwards Compatibility), legacy SSE; only the transport the target names, if it names one.
 */
export async function firstThatSpeaks<T>(
  target: HttpTarget,
  open: (transport: "streamable-http" | "sse") => Promise<T>,
): Promise<T> {
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

const sseStatuses = new Set([400, 404, 405]);
