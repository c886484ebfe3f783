import type { JsonObject } from "../../model/json.ts";
import type { TokenSource } from "../../model/principal.ts";
import type { Net } from "../../net/open-net.ts";

/** Who sits at the terminal, for a login in the browser. */
export interface Person {
  /** Shows one line, on standard error. */
  tell(line: string): void;
  /** The next line that is typed; never settles when none is. Rejects once the signal fires. */
  line(signal: AbortSignal): Promise<string>;
}

/** What token sources need from outside. */
export interface TokenPorts {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where relative paths of the config start. */
  readonly directory: string;
  /** Every request goes through it, and so under the host law. */
  readonly net: Pick<Net, "fetch" | "check">;
  /** The URL of the server under test; undefined for one that is started. */
  readonly target: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told of every secret before it is used or sent, so that it can be kept out of whatever is written. */
  readonly secret: (value: string) => void;
  /** Tokens of the test issuer; undefined where the config has no `issuer`. */
  readonly mint: ((claims: JsonObject) => TokenSource) | undefined;
  /** Undefined without a terminal. */
  readonly person: Person | undefined;
  /** Folder for the tokens of logins in the browser: absolute, made when it is needed. */
  readonly cache: string;
}
