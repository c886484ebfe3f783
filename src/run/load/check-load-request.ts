import { findAutocannon } from "../../load/ceiling/autocannon.ts";
import { HarnessError } from "../../model/errors.ts";
import { residentMemory } from "../../observe/resident-memory.ts";
import type { ScanRequest } from "../scan-request.ts";

/** Refuses a load that cannot be made as it is asked for, before anything is sent; throws a HarnessError. */
export async function checkLoadRequest({ load, target }: ScanRequest): Promise<void> {
  if (load === undefined) return;
  const { processes, pid, engine } = load;
  const isStdio = target.kind === "stdio";
  if (processes !== undefined && !isStdio) {
    throw usage(
      "--processes is for a server that is started as a command.",
      "Over HTTP each user has a session of its own already: leave it out.",
    );
  }
  if (pid !== undefined && isStdio) {
    throw usage(
      "--pid is for a server that is reached by HTTP.",
      "One that is started as a command is looked at anyhow: leave it out.",
    );
  }
  if (pid !== undefined && residentMemory(pid) === undefined) {
    throw usage(
      `There is no process ${pid} on this machine, or it is not to be seen.`,
      "Give the number of the server's process; it must run on this machine.",
    );
  }
  if (engine !== "autocannon") return;
  if (isStdio || target.transport === "sse") {
    throw usage(
      "autocannon speaks only Streamable HTTP: it holds no standing stream open, and no pipe.",
      "Leave --engine out: the load itself works over every transport.",
    );
  }
  if ((await findAutocannon()) === undefined) {
    throw usage(
      "autocannon is not installed.",
      "Install it beside mcp-gauntlet (npm install autocannon@9), or leave --engine out.",
    );
  }
}

function usage(message: string, hint: string): HarnessError {
  return new HarnessError("usage", message, hint);
}
