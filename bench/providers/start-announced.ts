import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A fixture that runs as a program of its own. */
export interface Announced<Ready> {
  /** Its announcement. */
  readonly ready: Ready;
  stop(): Promise<void>;
}

/** Starts a fixture and reads its announcement; it ends with this process too. Throws where it ends before. */
export async function startAnnounced<Ready>(program: string, args: readonly string[]): Promise<Announced<Ready>> {
  const child = spawn(process.execPath, ["--no-warnings", program, ...args], { stdio: ["pipe", "pipe", "ignore"] });
  const exited = once(child, "exit");
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), "line"), exited.then(() => [])]);
  if (line === undefined) throw new Error(`${program} ${args.join(" ")} did not start.`);
  return {
    ready: JSON.parse(String(line)),
    async stop() {
      child.stdin.end();
      await exited;
    },
  };
}
