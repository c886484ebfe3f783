import type { Report } from "../../model/report.ts";
import type { SessionInfo } from "../../model/session.ts";
import type { Run } from "../open-run.ts";
import { bareUrl } from "./bare-url.ts";

/** The target as the report names it: no credentials, no environment. */
export function targetOf({ request, recorder }: Run, info: SessionInfo | undefined): Report["target"] {
  const { target, targetName, net } = request;
  const address = target.kind === "http" ? bareUrl(target.url) : [target.command, ...target.args].join(" ");
  const shown = (text: string): string => recorder.redactor.text(text).value;
  return {
    kind: target.kind,
    address: shown(address),
    name: shown(targetName),
    ...(info === undefined
      ? {}
      : {
          transport: info.transport,
          era: info.era,
          protocolVersion: shown(info.protocolVersion),
          server: { name: shown(info.server.name), version: shown(info.server.version) },
        }),
    insecureTls: net.insecure,
  };
}
