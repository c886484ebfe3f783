import type { OpenedWire } from "../../connect/open.ts";
import type { RawReply } from "../../connect/wire/raw.ts";
import type { Entered, Line, Visit, Who } from "../../model/identity.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Identities, Step } from "../../model/ports.ts";
import type { Reply } from "../../model/reply.ts";
import type { Admission } from "../admission.ts";
import type { CallerSetting } from "../caller-setting.ts";
import { recordExchange } from "../record-exchange.ts";
import { sendPatiently } from "../send-patiently.ts";
import { guiseOf } from "./guise.ts";
import type { Doors } from "./knock.ts";

/** The port, and what ends all sessions that came of it. */
export interface Visits {
  readonly enter: Identities["enter"];
  close(): Promise<void>;
}

type Open = Extract<OpenedWire, { ok: true }>;
type Wireline = NonNullable<ReturnType<Open["line"]>>;

/** Sessions as anybody for one round of one subject: counted, recorded, and never mended, since how they end is what is asked. */
export function openVisits(setting: CallerSetting, doors: Doors, admission: Admission): Visits {
  const open: Open[] = [];
  const lines: Wireline[] = [];

  const recorded = async (
    who: Who,
    session: string,
    method: string,
    params: JsonObject,
    step: Step,
    send: () => Promise<Reply>,
  ) => {
    const cleaning = step.role === "cleanup";
    await admission.take(cleaning);
    const told = { ...step, facts: { ...step.facts, ...factsOf(who) } };
    const guise = guiseOf(who);
    const shown = { principal: who.principal, ...(guise === undefined ? {} : { guise }) };
    const asking = { ...shown, session, method, params, step: told };
    const { exchange } = await sendPatiently(setting, cleaning, () => recordExchange(setting, asking, send));
    setting.keep(exchange);
    if (!cleaning) admission.refuseWhenOver();
    return exchange;
  };

  const visitOf = (owner: Who, name: string, wire: Open): Visit => {
    const { timeoutMs } = setting;
    const over =
      (line: Wireline | undefined, back: "answered" | "shown"): Line["request"] =>
      (method, params, step, as = owner) =>
        recorded(as, name, method, params, step, async () => {
          const credentials = await doors.headers(as, admission.over);
          if (credentials === undefined) return withoutToken;
          const asked = { method, params, timeoutMs, credentials };
          return line?.ask(asked, back) ?? wire.session.request({ ...asked, signal: admission.over });
        });
    const request: Visit["request"] = async (method, params, step, as) => {
      if (as === undefined)
        return recorded(owner, name, method, params, step, () =>
          wire.session.request({ method, params, timeoutMs, signal: admission.over }),
        );
      return alone(wire, (line) => over(line, "answered")(method, params, step, as));
    };
    return {
      info: wire.session.info,
      named: wire.named,
      request,
      bare: (method, step, as) =>
        recorded(as ?? owner, name, method, {}, step, async () => {
          const headers = await doors.headers(as ?? owner, admission.over);
          if (headers === undefined) return withoutToken;
          const accept: [string, string][] = method === "GET" ? [["Accept", "text/event-stream"]] : [];
          const omit = ["Content-Type", "Authorization", ...Object.keys(headers)];
          const sent = { method, omit, headers: [...accept, ...Object.entries(headers)], timeoutMs: streamMs };
          return alone(wire, async (line) => asReply(await (line ?? wire).raw(sent)));
        }),
      line(back) {
        const line = wire.line();
        if (line === undefined) return undefined;
        lines.push(line);
        return { request: over(line, back) };
      },
    };
  };

  return {
    async enter(who, step): Promise<Entered> {
      let entered: Open | undefined;
      let name = "";
      const exchange = await recorded(who, "", "initialize", {}, step, async () => {
        const knocked = await doors.knock(who, admission.over);
        name = knocked.name;
        if (!knocked.opened.ok) return knocked.opened.reply ?? { kind: "closed", why: knocked.opened.message };
        entered = knocked.opened;
        open.push(knocked.opened);
        const { server, protocolVersion, capabilities, instructions } = knocked.opened.session.info;
        const said = instructions === undefined ? {} : { instructions };
        return { kind: "result", result: { protocolVersion, serverInfo: server, capabilities, ...said } };
      });
      return { exchange, visit: entered === undefined ? undefined : visitOf(who, name, entered) };
    },
    async close() {
      await Promise.all(lines.splice(0).map((line) => line.close()));
      await Promise.all(open.splice(0).map(({ session }) => session.close()));
    },
  };
}

/** Milliseconds that an event stream is listened to before it is handed over as far as it came. */
const streamMs = 1_500;

/** Over a connection that nothing else goes over, where that can be had. */
async function alone<T>(wire: Open, use: (line: Wireline | undefined) => Promise<T>): Promise<T> {
  const line = wire.line();
  try {
    return await use(line);
  } finally {
    await line?.close();
  }
}

const withoutToken: Reply = { kind: "closed", why: "its provider gave no token" };

/** What a reader of the evidence has to know of a guise; the token itself is in none. */
function factsOf({ forged, sentAs, headers, client }: Who): Readonly<Record<string, Json>> {
  return {
    ...(forged === undefined ? {} : { token: forged === null ? "none" : forged.says }),
    ...(sentAs === undefined ? {} : { sentAs }),
    ...(headers === undefined ? {} : { headers: { ...headers } }),
    ...(client === undefined ? {} : { client }),
  };
}

function asReply(raw: RawReply): Reply {
  if (raw.kind !== "reply") return raw;
  const { status, headers, body } = raw;
  if (status >= 300) return { kind: "http-error", status, headers, body };
  return { kind: "result", result: { status, contentType: headers["content-type"] ?? "", body } };
}
