import { fork, type Serializable } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A program of this folder in a process of its own. */
export interface Program<Answer> {
  /** What it says by itself when it is ready; never comes from one that only answers. */
  readonly first: Promise<Answer>;
  ask(message: Serializable): Promise<Answer>;
  stop(): Promise<void>;
}

/** Starts a program, in TypeScript or compiled; it ends with this process, too. */
export function startProgram<Answer>(file: URL, ...args: readonly string[]): Program<Answer> {
  const child = fork(fileURLToPath(file), [...args], {
    execArgv: file.pathname.endsWith(".ts") ? ["--import", "tsx"] : [],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const exited = once(child, "exit");
  const died = exited.then(() => {
    throw new Error(`${file.pathname} ended.`);
  });
  died.catch(() => undefined);
  const next = (): Promise<Answer> => Promise.race([once(child, "message").then(([said]) => said as Answer), died]);
  const first = next();
  first.catch(() => undefined);
  return {
    first,
    ask(message) {
      const answer = next();
      child.send(message);
      return answer;
    },
    async stop() {
      child.kill();
      await exited;
    },
  };
}
