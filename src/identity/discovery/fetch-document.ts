import { HarnessError } from "../../model/errors.ts";
import { isObject, type JsonObject } from "../../model/json.ts";
import type { Net } from "../../net/open-net.ts";
import { parseJson } from "../../net/parse-json.ts";
import { readText } from "../../net/read-text.ts";

/** Milliseconds for one document, from request to end. */
const documentMs = 10_000;
/** Bytes of one document; real ones have a few thousand. */
const mostBytes = 256 * 1024;

/** A metadata document, or one phrase on what was there instead. */
export type Document =
  | { readonly ok: true; readonly document: JsonObject }
  | { readonly ok: false; readonly says: string };

/** Gets a JSON object; bounded, and no redirect is followed. Throws only what is not the peer's doing. */
export async function fetchDocument(url: string, net: Pick<Net, "fetch">, signal: AbortSignal): Promise<Document> {
  const deadline = AbortSignal.timeout(documentMs);
  try {
    const response = await net.fetch(url, {
      headers: { accept: "application/json" },
      signal: AbortSignal.any([signal, deadline]),
    });
    const { text, cut } = await readText(response.body as AsyncIterable<Uint8Array> | null, mostBytes);
    if (response.status >= 300 && response.status < 400) return no(`status ${response.status}, a redirect`);
    if (response.status !== 200) return no(`status ${response.status}`);
    if (cut) return no(`larger than ${mostBytes} bytes`);
    const json = parseJson(text);
    if (!json.ok) return no(json.why);
    return isObject(json.value) ? { ok: true, document: json.value } : no("not a JSON object");
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof HarnessError)
      return no(error.code === "host-not-allowed" ? "its host is not allowed" : "it is no URL");
    if (deadline.aborted) return no(`no answer within ${documentMs / 1000} seconds`);
    if (error instanceof Error) return no("not reached");
    throw error;
  }
}

function no(says: string): Document {
  return { ok: false, says };
}
