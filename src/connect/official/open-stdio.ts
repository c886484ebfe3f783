import type { Session } from "../../model/session.ts";
import type { StdioTarget } from "../../model/target.ts";
import type { Opening } from "../opening.ts";
import { ParamHeaders } from "../protocol/param-headers.ts";
import { settleEra } from "../protocol/settle-era.ts";
import { openPipe } from "../stdio/open-pipe.ts";
import { attachClient } from "./attach-client.ts";
import { OfficialSession } from "./official-session.ts";
import { PipeTransport } from "./pipe-transport.ts";
import { WatchedTransport } from "./watched-transport.ts";

/** Opens a session of the official client with a child process; throws an OpenFailure. */
export function openOfficialStdio(asked: Opening, target: StdioTarget): Promise<Session> {
  return settleEra(asked, target.era, async (opening, negotiate, left) => {
    let transport: PipeTransport | undefined;
    const pipe = await openPipe(opening, target, {
      answers: false,
      message: (message) => transport?.deliver(message),
      ended: () => void transport?.close(),
    });
    try {
      transport = new PipeTransport(pipe);
      const watched = new WatchedTransport(transport);
      const verdict = await negotiate(pipe);
      const { client, info } = await attachClient(pipe, watched, verdict, left());
      return new OfficialSession({
        client,
        watched,
        inbox: pipe.inbox,
        info,
        paramHeaders: new ParamHeaders(),
        lost: () => pipe.ended,
        close: () => pipe.close(),
      });
    } catch (error) {
      await pipe.close();
      throw error;
    }
  });
}
