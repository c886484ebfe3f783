/** One request that the issuer got. */
export interface SeenRequest {
  readonly method: string;
  /** Without the query, which may carry secrets. */
  readonly path: string;
  /** Milliseconds since 1970, without the skew of the issuer's clock. */
  readonly at: number;
  /** The start of the User-Agent header. */
  readonly agent: string;
}

/** Remembers who asked for what. */
export interface RequestLog {
  add(request: SeenRequest): void;
  /** The last ten thousand, oldest first. */
  all(): readonly SeenRequest[];
}

const most = 10_000;

/** Opens an empty log. */
export function openRequestLog(): RequestLog {
  const seen: SeenRequest[] = [];
  return {
    add(request) {
      seen.push({ ...request, path: request.path.slice(0, 200), agent: request.agent.slice(0, 100) });
      if (seen.length > most) seen.shift();
    },
    all: () => [...seen],
  };
}
