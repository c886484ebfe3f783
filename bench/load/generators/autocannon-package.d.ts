/** As much of autocannon's interface as is used here; the package has no types of its own. */
declare module "autocannon" {
  interface Request {
    readonly method: "POST";
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly setupRequest?: (request: object) => object;
    readonly onResponse?: (
      status: number,
      body: string,
      context: object,
      headers: Readonly<Record<string, string>> | undefined,
    ) => void;
  }
  interface Options {
    readonly url: string;
    readonly connections: number;
    /** Seconds. */
    readonly duration: number;
    readonly timeout: number;
    readonly setupClient: (client: { setRequests(requests: readonly Request[]): void }) => void;
  }
  export default function autocannon(options: Options): Promise<unknown>;
}
