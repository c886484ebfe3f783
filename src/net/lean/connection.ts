import type { OnReadOpts, Socket } from "node:net";
import type { buildConnector } from "undici";
import type { Exchange, GiveUp } from "./exchange.ts";
import type { ResponseHead } from "./response-head.ts";
import { ResponseReader, type ResponseSink } from "./response-reader.ts";

/** Who keeps the connections. */
export interface Keeper {
  /** It may be used again, if it is not idle for longer than this. */
  free(connection: Connection, keepMs: number): void;
  /** It has ended. */
  gone(connection: Connection): void;
}

/** One connection, which carries one request at a time. */
export class Connection implements ResponseSink, GiveUp {
  readonly #keeper: Keeper;
  readonly #reader: ResponseReader;
  #socket: Socket | undefined;
  #exchange: Exchange | undefined;
  /** What waits for the connection to be made. */
  #waiting = "";
  #keepMs = 0;
  /** It has carried a whole answer, and something of the present one. */
  #carried = false;
  #answering = false;
  alive = true;
  /** When it has been idle for too long, by the keeper's clock. */
  idleUntil = 0;

  constructor(keeper: Keeper, read: (text: string) => ResponseHead) {
    this.#keeper = keeper;
    this.#reader = new ResponseReader(this, read);
  }

  /** Begins to connect. */
  open(connect: buildConnector.connector, target: buildConnector.Options): void {
    connect(target, (error, socket) => {
      if (error !== null) return this.fail(error);
      if (!this.alive) return void (socket as Carrying).destroy();
      this.#socket = socket;
      (socket as Carrying)[carried] = this;
      socket.on("error", onError).on("end", onEnd).on("close", onEnd);
      socket.write(this.#waiting, "latin1");
      this.#waiting = "";
    });
  }

  /** Sends a request, each character of which is one byte. The one before must be answered. */
  send(text: string, exchange: Exchange): void {
    this.#exchange = exchange;
    this.#answering = false;
    this.#reader.expect();
    exchange.begun(this);
    // It may have been given up by who was just told.
    if (!this.alive) return;
    if (this.#socket === undefined) this.#waiting = text;
    else this.#socket.write(text, "latin1");
  }

  giveUp(exchange: Exchange): void {
    if (this.#exchange !== exchange) return;
    this.#exchange = undefined;
    this.cut();
  }

  /** Ends it; a request under way fails. */
  cut(): void {
    this.fail(new Error("the connection was closed by us"));
  }

  /** Takes bytes that have come. */
  read(buffer: Buffer, length: number): void {
    if (this.#exchange === undefined) {
      // Nobody asked for them, and they could pass for the next answer.
      this.cut();
      return;
    }
    this.#answering = true;
    try {
      this.#reader.push(buffer, length);
    } catch (cause) {
      this.fail(cause);
    }
  }

  /** The other side sends no more. */
  closed(): void {
    if (!this.#reader.close()) this.fail(Object.assign(new Error("other side closed"), { code: "ECONNRESET" }));
  }

  fail(cause: unknown): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    if (this.alive) {
      this.alive = false;
      this.#reader.stop();
      this.#socket?.destroy();
      this.#keeper.gone(this);
    }
    exchange?.failed(cause, this.#carried && !this.#answering);
  }

  head(head: ResponseHead): void {
    this.#keepMs = head.keepMs;
    this.#exchange?.head(head);
  }

  body(piece: Buffer, last: boolean): void {
    this.#exchange?.body(piece, last);
  }

  ended(surplus: boolean): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.#carried = true;
    // Who answers before the request is whole is not listening to the rest of it.
    if (surplus || this.#keepMs === 0 || this.#socket?.writableLength !== 0) this.cut();
    else this.#keeper.free(this, this.#keepMs);
    exchange?.end();
  }
}

/** Reads of all connections go into the same buffer: what is there must be used up before a read returns. */
export function readingInto(buffer: Buffer): OnReadOpts {
  return {
    buffer,
    callback(this: unknown, length: number) {
      (this as Carrying)[carried]?.read(buffer, length);
      return true;
    },
  } as OnReadOpts;
}

const carried = Symbol("connection");
type Carrying = Socket & { [carried]?: Connection };

function onError(this: Carrying, error: Error): void {
  this[carried]?.fail(error);
}

function onEnd(this: Carrying): void {
  this[carried]?.closed();
}
