import { HarnessError } from "../../model/errors.ts";
import { hostOf } from "../../net/host-of.ts";
import { isLoopback } from "../../net/is-loopback.ts";
import type { Net } from "../../net/open-net.ts";

/**
 * One phrase on why a URL that a peer named is not contacted; undefined when it may be. Besides the host law: a peer
 * elsewhere may not point at this machine, nor a peer with TLS at one without, and nothing but plain http(s) URLs count.
 */
export function whyNotFollow(url: string, from: string, net: Pick<Net, "check">): string | undefined {
  if (!URL.canParse(url)) return "it is no URL";
  const to = new URL(url);
  const source = new URL(from);
  if (to.protocol !== "https:" && to.protocol !== "http:") return "it is no http or https URL";
  if (to.username !== "" || to.password !== "") return "it has credentials in it";
  if (to.origin === source.origin) return undefined;
  if (source.protocol === "https:" && to.protocol === "http:") return "it is not https";
  if (isLoopback(hostOf(to)) && !isLoopback(hostOf(source))) return "it points at this machine";
  try {
    net.check(to);
    return undefined;
  } catch (error) {
    if (error instanceof HarnessError) return "its host is not allowed";
    throw error;
  }
}
