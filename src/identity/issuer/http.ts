import type { JsonObject } from "../../model/json.ts";

/** A request to the issuer, its body read. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** What is answered, an object as JSON and a text as it is; `cut` ends the connection without a word. */
export type Answer =
  | {
      readonly status: number;
      readonly body?: JsonObject | string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | "cut";

/** A form in the body; empty where the body is none. */
export function formOf({ headers, body }: Asked): URLSearchParams {
  const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
  return new URLSearchParams(isForm ? body : "");
}

/** An error as RFC 6749 section 5.2 has it. */
export function oauthError(status: number, error: string, description: string): Answer {
  return { status, body: { error, error_description: description } };
}

/** The bearer token of a request, undefined where there is none. */
export function bearerOf({ headers }: Asked): string | undefined {
  return /^bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
}
