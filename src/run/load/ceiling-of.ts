import { findAutocannon } from "../../load/ceiling/autocannon.ts";
import { measureCeiling } from "../../load/ceiling/measure-ceiling.ts";
import type { Ceiling, NoCeiling } from "../../model/load/ceiling.ts";
import type { Share } from "../../model/load/plan.ts";
import type { SessionInfo } from "../../model/session.ts";
import { openNet } from "../../net/open-net.ts";
import type { Run } from "../open-run.ts";
import type { LoadSessions } from "./sessions/load-sessions.ts";

/** Seconds of each turn; there are four. */
const turnSeconds = 2;

/** Measures what HTTP alone allows with one call of the mix, when the load is over, or says why that cannot be. */
export async function ceilingOf(
  run: Run,
  info: SessionInfo,
  sessions: LoadSessions,
  users: number,
  [share]: readonly Share[],
): Promise<Ceiling | NoCeiling> {
  const { request, doors, surroundings } = run;
  const { target, net: options, timeoutMs } = request;
  if (target.kind !== "http" || info.transport !== "streamable-http") {
    return { why: "autocannon speaks only Streamable HTTP: it holds no standing stream open, and no pipe" };
  }
  if (share === undefined) return { why: "there is no call to make" };
  const url = new URL(target.url);
  if (options.proxy !== undefined) return { why: "autocannon does not go through the proxy" };
  if (url.protocol === "https:" && !options.insecure) {
    return {
      why: "autocannon does not look at certificates, so it is shown no credentials over TLS without --insecure",
    };
  }
  const autocannon = await findAutocannon();
  const headers = await doors.headers({ principal: sessions.principalOf(0) }, surroundings.signal);
  if (autocannon === undefined || headers === undefined) return { why: "there is no autocannon, or no token for it" };
  const net = openNet(options);
  net.check(url);
  try {
    return await measureCeiling(autocannon, {
      net,
      url,
      info,
      headers,
      tool: share.tool,
      call: { method: "tools/call", params: { name: share.tool, arguments: share.args } },
      connections: users,
      seconds: turnSeconds,
      timeoutMs,
      open: sessions.open,
      signal: surroundings.signal,
    });
  } finally {
    await net.close();
  }
}
