import type { ChildProcess } from "node:child_process";

const living = new Set<ChildProcess>();
let listening = false;

/** Has a child that was started detached ended with its process group when this program ends, however it does. */
export function endWithUs(child: ChildProcess): void {
  if (!listening) process.once("exit", endAll);
  listening = true;
  living.add(child);
  child.once("exit", () => living.delete(child));
}

function endAll(): void {
  for (const child of living) endGroup(child, "SIGKILL");
}

/** Signals the process group of a child that was started detached; nothing happens when it is gone. */
export function endGroup(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
