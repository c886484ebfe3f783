/** As much of autocannon as is used here; the package has no types of its own. */
export type Autocannon = (options: AutocannonOptions) => PromiseLike<unknown> & { stop?(): void };

export interface AutocannonOptions {
  readonly url: string;
  readonly connections: number;
  /** Seconds. */
  readonly duration: number;
  readonly timeout: number;
  readonly setupClient: (client: AutocannonClient) => void;
}

/** One connection of it. */
export interface AutocannonClient {
  setRequests(requests: readonly AutocannonRequest[]): void;
  on(event: "response", heard: (status: number, bytes: number, ms: number) => void): void;
  on(event: "connError" | "timeout", heard: () => void): void;
}

export interface AutocannonRequest {
  readonly method: "POST";
  /** Headers and body, as they are when it is sent. */
  readonly setupRequest: (request: object) => object;
  readonly onResponse?: (
    status: number,
    body: string,
    context: object,
    headers: Readonly<Record<string, string>> | undefined,
  ) => void;
}

/** Finds autocannon where the user installed it; undefined where not. */
export async function findAutocannon(): Promise<Autocannon | undefined> {
  const name = "autocannon";
  const found = await import(name).catch(() => undefined);
  return found?.default;
}
