import { rawReply } from "../../engine/raw-reply.ts";
import type { RunSetting } from "../../engine/run-setting.ts";
import { exceed } from "../../load/drive/exceed.ts";
import type { Json } from "../../model/json.ts";
import type { Reply } from "../../model/reply.ts";
import type { SessionInfo } from "../../model/session.ts";
import type { Run } from "../open-run.ts";
import type { LoadMade } from "./make-load.ts";

/** The port that sends what is too large, too deep or too slow; undefined where nobody asked for it, and for what is no Streamable HTTP. */
export function limitsOf(run: Run, info: SessionInfo, made: LoadMade): RunSetting["limits"] {
  const { request, doors, principal, recorder } = run;
  const { target, net } = request;
  if (request.load?.limits !== true || target.kind !== "http" || info.transport !== "streamable-http") return undefined;
  return (observe, signal) => ({
    async exceed(excess, label) {
      const tell = (facts: object) => observe("load", label, facts as Record<string, Json>);
      if (typeof made === "string") return tell({ why: made });
      const [call] = made.plan.mix;
      const headers = await doors.headers({ principal: principal.name }, signal);
      if (call === undefined || headers === undefined) return tell({ why: "there is nothing to call, or no token" });
      if (excess.kind === "slow" && net.proxy !== undefined)
        return tell({ why: "a proxy is in between, and would be what is held up" });
      const send = async (body: string, timeoutMs: number): Promise<Reply> => {
        const { opened } = await doors.knock({ principal: principal.name }, signal);
        if (!opened.ok) return opened.reply ?? { kind: "closed", why: opened.message };
        const came = await opened.raw({ body, timeoutMs });
        await opened.session.close();
        return rawReply(came);
      };
      const redact = (text: string): string => recorder.redactor.text(text).value;
      const setup = { url: new URL(target.url), net, info, headers, call, send, redact, signal };
      const came = await exceed(setup, excess);
      return tell(signal.aborted ? { why: "the run was interrupted" } : came);
    },
  });
}
