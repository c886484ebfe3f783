import { readdirSync, readFileSync } from "node:fs";

/**
 * Watches over one process group until it is gone: whatever way our process ends by itself (`process.exit`, an
 * exception, a handled signal), the group is killed with it. A signal that nobody handles ends us without this; the
 * child then sees its standard input close. `leads` says whether the leader has not been seen to end yet.
 */
export function guardGroup(
  pid: number,
  leads: () => boolean,
): { signal(name: NodeJS.Signals): void; alive(): boolean; release(): void } {
  if (guarded.size === 0) process.on("exit", killAll);
  guarded.add(pid);
  return {
    signal: (name) => void send(pid, name),
    // Looking at every process of the machine is dear: only where it is not the leader who lives.
    alive: () => send(pid, 0) && (leads() || !onlyZombies(pid)),
    release: () => {
      guarded.delete(pid);
      if (guarded.size === 0) process.off("exit", killAll);
    },
  };
}

const guarded = new Set<number>();

function killAll(): void {
  for (const pid of guarded) send(pid, "SIGKILL");
}

/**
 * True when all that is left of a group are processes that ended and whom nobody buries, as in a container whose first
 * process does not: they would look alive for ever. Only Linux can tell; elsewhere false.
 */
function onlyZombies(group: number): boolean {
  if (process.platform !== "linux") return false;
  try {
    return readdirSync("/proc").every((name) => !/^\d+$/.test(name) || !livesIn(group, name));
  } catch {
    return false;
  }
}

/** Reads state and group from /proc/PID/stat, whose second field may hold anything between its parentheses. */
function livesIn(group: number, pid: string): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const [state, , itsGroup] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(itsGroup) === group && state !== "Z" && state !== "X";
  } catch {
    return false;
  }
}

/** False when no process of the group is left. Windows has no groups: there the process alone is signalled. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
