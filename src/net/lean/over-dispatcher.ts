import type { Dispatcher } from "undici";
import type { Net } from "../open-net.ts";
import type { AnswerHead, Exchange, GiveUp } from "./exchange.ts";
import type { LeanNet } from "./lean-net.ts";
import { requestHead } from "./request-head.ts";

/** The same over the usual way out: what goes through a proxy costs more than what the request itself does. */
export function overDispatcher({ host, origin }: URL, net: Pick<Net, "dispatcher" | "close">): LeanNet {
  let under = 0;
  const over = (): void => {
    under -= 1;
  };
  return {
    head: (method, path, headers) => requestHead(method, host, path, headers),
    send({ method, path, headers }, text, exchange) {
      const body = text === "" ? null : Buffer.from(text, "latin1");
      under += 1;
      const handler = new Handler(exchange, over);
      try {
        net.dispatcher.dispatch({ origin, path, method, headers: headers as string[], body }, handler);
      } catch (cause) {
        handler.onResponseError(undefined, cause);
      }
    },
    connections: () => under,
    close: net.close,
  };
}

/** One request under way. */
class Handler implements Dispatcher.DispatchHandler, GiveUp {
  #exchange: Exchange | undefined;
  readonly #over: () => void;
  #controller: Dispatcher.DispatchController | undefined;
  #answering = false;

  constructor(exchange: Exchange, over: () => void) {
    this.#exchange = exchange;
    this.#over = over;
    exchange.begun(this);
  }

  giveUp(exchange: Exchange): void {
    if (this.#exchange !== exchange) return;
    this.#exchange = undefined;
    this.#controller?.abort(new Error("not waited for any longer"));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#exchange === undefined) controller.abort(new Error("too late"));
  }

  onResponseStart(_controller: unknown, status: number, headers: Headers): void {
    // More of them come.
    if (status < 200) return;
    this.#answering = true;
    this.#exchange?.head(headOf(status, headers));
  }

  onResponseData(_controller: unknown, piece: Buffer): void {
    this.#exchange?.body(piece, false);
  }

  onResponseEnd(): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.#over();
    exchange?.end();
  }

  onResponseError(_controller: unknown, cause: unknown): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.#over();
    exchange?.failed(cause, !this.#answering && this.#controller !== undefined && wasReset(cause));
  }
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

function headOf(status: number, headers: Headers): AnswerHead {
  const get = (name: string): string | undefined => {
    const value = headers[name];
    return Array.isArray(value) ? value.join(", ") : value;
  };
  return {
    status,
    get,
    all: () => Object.fromEntries(Object.keys(headers).map((name) => [name, get(name) ?? ""])),
  };
}

/**
 * True where a connection that had carried answers before ended under a request. A server may close one that it thinks idle in
 * the very moment in which it is used, which is nobody's fault; where it is not known what it carried, it is given the benefit.
 */
function wasReset(cause: unknown): boolean {
  const { code, socket } = cause as { readonly code?: unknown; readonly socket?: { readonly bytesRead?: number } };
  return resets.has(code) && (socket?.bytesRead ?? 1) > 0;
}

const resets = new Set<unknown>(["UND_ERR_SOCKET", "ECONNRESET", "EPIPE"]);
