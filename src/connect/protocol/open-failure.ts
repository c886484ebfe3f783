import type { Reply } from "../../model/reply.ts";
import type { Opened } from "../../model/session.ts";

/** Ends an attempt to open a session; `open` turns it into the `Opened` that it carries. */
export class OpenFailure extends Error {
  opened: Extract<Opened, { ok: false }>;
  /** HTTP status that ended the attempt, where there was one. */
  readonly status: number | undefined;

  constructor(
    failure: Extract<Opened, { ok: false }>["failure"],
    message: string,
    hint: string,
    status?: number | undefined,
  ) {
    super(message);
    this.name = "OpenFailure";
    this.opened = { ok: false, failure, message, hint, reply: undefined };
    this.status = status;
  }

  /** The same failure with what the server answered. */
  after(reply: Reply): this {
    this.opened = { ...this.opened, reply };
    return this;
  }
}
