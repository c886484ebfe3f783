/** One request and its answer, as its sender has it. None of these may throw. */
export interface Exchange {
  /** It is about to be written; `over` is what to give it up to. Told again where it goes out a second time. */
  begun(over: GiveUp): void;
  /** The answer begins. */
  head(head: AnswerHead): void;
  /** Bytes of it, good only until this returns; `last` where it is known that there are no more. */
  body(piece: Buffer, last: boolean): void;
  /** It is there, whole. */
  end(): void;
  /**
   * There is none, or no whole one. `unanswered` where a connection that had carried answers before ended before the first byte of
   * this one: it was just being closed, which is nobody's fault.
   */
  failed(cause: unknown, unanswered: boolean): void;
}

/** Takes back a request: its connection is closed, and nothing more is told of it. */
export interface GiveUp {
  giveUp(exchange: Exchange): void;
}

/** What an answer begins with. */
export interface AnswerHead {
  readonly status: number;
  /** Of one header, by its name in small letters. */
  get(name: string): string | undefined;
  all(): Readonly<Record<string, string>>;
}
