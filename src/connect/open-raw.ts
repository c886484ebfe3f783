import type { HttpTarget } from "../model/target.ts";
import { checkHost } from "../net/check-host.ts";
import type { Opening } from "./opening.ts";
import type { RawReply, RawRequest } from "./wire/raw.ts";

/** Raw requests to an HTTP target, without any session. */
export interface RawAccess {
  raw(request: RawRequest): Promise<RawReply>;
  close(): Promise<void>;
}

/** Opens raw access before, or instead of, a handshake; throws a HarnessError for a host that is not allowed. */
export async function openRaw(opening: Pick<Opening, "net" | "principal">, target: HttpTarget): Promise<RawAccess> {
  checkHost(target.url, opening.net);
  const { openRawHttp } = await import("./wire/open-wire-session.ts");
  return openRawHttp(opening, target);
}
