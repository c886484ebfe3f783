import { randomBytes } from "node:crypto";
import { openRedactor } from "../../connect/record/redact.ts";
import type { Json } from "../../model/json.ts";
import type { TapEvent } from "../../model/tap.ts";
import type { NetOptions } from "../../net/options.ts";
import { openTap } from "../../observe/tap/open-tap.ts";

/** What is watched, and who is told. */
export interface Watch {
  readonly upstream: string;
  /** 0 = any that is free. */
  readonly port: number;
  readonly net: NetOptions;
  /** Strings that must never be shown. */
  readonly secrets: readonly string[];
  /** Takes each event, without secrets. */
  told(event: TapEvent): void;
}

/** Opens the tap by itself, without a scan. Throws a HarnessError where it cannot listen or may not contact the database. */
export async function watchDatabase({ upstream, port, net, secrets, told }: Watch) {
  const redactor = openRedactor(secrets, randomBytes(32));
  const zero = performance.now();
  return openTap({
    upstream,
    listen: { host: "127.0.0.1", port },
    net,
    now: () => Math.round(performance.now() - zero),
    note: (event) => told(redactor.json(event as unknown as Json).value as unknown as TapEvent),
  });
}
