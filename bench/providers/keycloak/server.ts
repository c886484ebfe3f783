import { randomUUID } from "node:crypto";
import { freePort } from "../../../src/net/free-port.ts";
import { startListening } from "../../corpus/start-listening.ts";
import type { Admin } from "./admin.ts";

/** Milliseconds: it makes its database anew at every start, and may share the machine. */
const startMs = 900_000;

/** A Keycloak with an empty database in memory, and who may set it up. */
export interface RunningKeycloak extends Admin {
  stop(): Promise<void>;
}

/** Starts the distribution in this folder on 127.0.0.1. Throws where it does not start. */
export async function startKeycloak(folder: string): Promise<RunningKeycloak> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const admin = { user: "gauntlet", password: randomUUID() };
  const running = await startListening({
    command: [
      "sh",
      "bin/kc.sh",
      "start-dev",
      "--db=dev-mem",
      "--http-host=127.0.0.1",
      `--http-port=${port}`,
      `--hostname=${url}`,
    ],
    env: {
      ...(process.env as Record<string, string>),
      KC_BOOTSTRAP_ADMIN_USERNAME: admin.user,
      KC_BOOTSTRAP_ADMIN_PASSWORD: admin.password,
      JAVA_OPTS_KC_HEAP: "-Xms64m -Xmx768m",
    },
    cwd: folder,
    address: { host: "127.0.0.1", port },
    timeoutMs: startMs,
  });
  if (typeof running === "string") throw new Error(running);
  return { url, ...admin, stop: running.stop };
}
