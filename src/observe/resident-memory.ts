import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/**
 * Bytes of memory that a process and all it started have in RAM now: a server may run behind a launcher, or in workers. Pages that
 * they share count for each. Undefined where there is no such process, or the system does not tell.
 */
export function residentMemory(pid: number): number | undefined {
  return process.platform === "linux" ? ofTree(pid, fromProc) : ofTree(pid, fromPs());
}

/** What the system knows of one process: kilobytes, and the processes that it started. */
type Look = (pid: number) => { readonly kilobytes: number; readonly children: readonly number[] } | undefined;

function ofTree(root: number, look: Look): number | undefined {
  const seen = new Set<number>();
  const wanted = [root];
  let kilobytes: number | undefined;
  for (let pid = wanted.pop(); pid !== undefined && seen.size < mostProcesses; pid = wanted.pop()) {
    const found = seen.has(pid) ? undefined : look(pid);
    seen.add(pid);
    if (found === undefined) continue;
    kilobytes = (kilobytes ?? 0) + found.kilobytes;
    wanted.push(...found.children);
  }
  return kilobytes === undefined ? undefined : kilobytes * 1024;
}

/** Processes of one server that are looked at. */
const mostProcesses = 500;

const fromProc: Look = (pid) => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    // One that ended, and whom nobody buried, has none.
    const kilobytes = /^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1];
    if (kilobytes === undefined) return undefined;
    return { kilobytes: Number(kilobytes), children: childrenOf(pid) };
  } catch {
    return undefined;
  }
};

/** Each thread has its own; some kernels do not tell. */
function childrenOf(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").split(" ").filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

/** Asks once for all processes of the machine. */
function fromPs(): Look {
  const known = new Map<number, { kilobytes: number; children: number[] }>();
  const rows = listed().flatMap((line) => {
    const [pid, parent, kilobytes] = line.trim().split(/\s+/).map(Number);
    return pid && parent !== undefined && kilobytes ? [{ pid, parent, kilobytes }] : [];
  });
  for (const { pid, kilobytes } of rows) known.set(pid, { kilobytes, children: [] });
  for (const { pid, parent } of rows) known.get(parent)?.children.push(pid);
  return (pid) => known.get(pid);
}

function listed(): readonly string[] {
  try {
    return execFileSync("ps", ["-A", "-o", "pid=,ppid=,rss="], { encoding: "utf8", maxBuffer: psBytes }).split("\n");
  } catch {
    return [];
  }
}

const psBytes = 8 * 1024 * 1024;
