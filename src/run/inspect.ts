import { randomBytes } from "node:crypto";
import { discover } from "../connect/discover.ts";
import { openSession } from "../connect/open.ts";
import { openRedactor } from "../connect/record/redact.ts";
import type { Json, JsonObject } from "../model/json.ts";
import { anonymous, type Principal } from "../model/principal.ts";
import type { Opened } from "../model/session.ts";
import type { Surface } from "../model/surface.ts";
import type { Target } from "../model/target.ts";
import type { ScanRequest } from "./scan-request.ts";
import { withoutTap } from "./tap/without-tap.ts";

/** What one principal is shown, without secrets of ours; or why it is shown nothing. */
export type Inspected =
  | { readonly principal: string; readonly ok: true; readonly surface: Surface }
  | ({ readonly principal: string } & Omit<Opened & { readonly ok: false }, "session">);

/** Connects as each principal in turn, and as nobody, and lists what is there. Calls no tool. */
export async function inspect(request: ScanRequest, signal: AbortSignal): Promise<readonly Inspected[]> {
  // What nobody is shown beside those with credentials; a command would have to be started without them.
  const nobody = request.principals.length === 0 || request.target.kind === "http" ? [anonymous] : [];
  const principals = [...request.principals, ...nobody];
  const redactor = openRedactor(
    [...request.secrets, ...request.canaries.map(({ value }) => ({ canary: value }))],
    randomBytes(32),
  );
  const inspected: Inspected[] = [];
  // There is no run folder, and so no journal of the files.
  const { target, remove } = withoutTap(request, () => undefined);
  request.hearSecrets(redactor.learn);
  try {
    await request.embedded?.open(request.seed);
    for (const principal of principals) {
      if (signal.aborted) break;
      const seen = await look(request, target, principal, signal);
      inspected.push(redactor.json(seen as unknown as Json).value as unknown as Inspected);
    }
  } finally {
    remove();
    await request.embedded?.close();
  }
  return inspected;
}

async function look(
  request: ScanRequest,
  target: Target,
  principal: Principal,
  signal: AbortSignal,
): Promise<Inspected> {
  const { net, timeoutMs } = request;
  const opened = await openSession({ target, principal, net, timeoutMs, signal, sighted: () => undefined });
  if (!opened.ok) return { principal: principal.name, ...opened };
  const { session } = opened;
  try {
    const list = (method: string, params: JsonObject) => session.request({ method, params, timeoutMs, signal });
    return { principal: principal.name, ok: true, surface: await discover(list, session.info, principal.name) };
  } finally {
    await session.close();
  }
}
