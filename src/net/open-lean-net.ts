import { checkHost } from "./check-host.ts";
import { connector } from "./connector.ts";
import type { LeanNet } from "./lean/lean-net.ts";
import { openDirect } from "./lean/open-direct.ts";
import { overDispatcher } from "./lean/over-dispatcher.ts";
import { openNet } from "./open-net.ts";
import type { NetOptions } from "./options.ts";

/**
 * A way out to one server for a load, under the same law and limits as any other. Throws like `checkHost` for one that may not be
 * contacted.
 */
export function openLeanNet(origin: URL, options: NetOptions): LeanNet {
  checkHost(origin, options);
  if (options.proxy !== undefined) return overDispatcher(origin, openNet(options));
  return openDirect(origin, (onread) => connector(options, { onread }));
}
