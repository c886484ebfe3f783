import { expect, it } from "vitest";
import type { Event } from "../../model/event.ts";
import { plainProgress } from "./plain.ts";

const finished = (check: string, verdict: "pass" | "fail", because: string): Event => ({
  type: "subject-finished",
  atMs: 0,
  check,
  subject: "find.name",
  verdict,
  because,
});
const run: readonly Event[] = [
  { type: "run-started", atMs: 0, target: "crm", seed: 7 },
  { type: "connected", atMs: 0, server: "\u001b[31mcrm 1", protocolVersion: "x", transport: "stdio", tools: 1 },
  { type: "planned", atMs: 0, checks: [{ check: "s/a", subjects: 2 }] },
  { type: "wire", atMs: 0, direction: "sent", text: "{}" },
  finished("s/a", "pass", "answered"),
  finished("s/a", "fail", "line\nbreak"),
  { type: "planned", atMs: 0, checks: [] },
  { type: "warning", atMs: 0, text: "careful" },
];

function lines(detail: { verbose: boolean; trace: boolean }): string[] {
  const written: string[] = [];
  const progress = plainProgress((text) => written.push(text), detail);
  for (const event of run) progress.emit(event);
  return written;
}

it("tells what is worth a line, escaped, and sums each check up once it is done", () => {
  expect(lines({ verbose: false, trace: false })).toEqual([
    "scanning crm, seed 7\n",
    "connected to \\u001b[31mcrm 1 by stdio, protocol x, 1 tool\n",
    "1 check on 2 subjects\n",
    "fail s/a find.name: line\\nbreak\n",
    "s/a: 1 fail, 1 pass\n",
    "warning: careful\n",
  ]);
});

it("tells every verdict with -v and the traffic with --trace", () => {
  const all = lines({ verbose: true, trace: true });
  expect(all).toContain("pass s/a find.name: answered\n");
  expect(all).toContain("--> {}\n");
});

it("says in a long silence that the run goes on", () => {
  const written: string[] = [];
  const progress = plainProgress((text) => written.push(text), { verbose: false, trace: false });
  progress.emit({ type: "planned", atMs: 0, checks: [{ check: "s/a", subjects: 9 }] });
  for (const atMs of [4_000, 11_000, 15_000, 22_000]) progress.emit({ ...finished("s/a", "pass", ""), atMs });
  expect(written).toEqual(["1 check on 9 subjects\n", "s/a: 2 of 9 done\n", "s/a: 4 of 9 done\n"]);
});

it("tells each part of a load, and how it goes every ten seconds", () => {
  const written: string[] = [];
  const progress = plainProgress((text) => written.push(text), { verbose: false, trace: false });
  progress.emit({ type: "load-phase", atMs: 0, name: "baseline", users: 1 });
  progress.emit({ type: "load-phase", atMs: 500, name: "step", users: 20 });
  for (let second = 1; second <= 21; second++) {
    progress.emit({ type: "load-tick", atMs: 500 + second * 1_000, users: 20, calls: second * 100, failed: 2 });
  }
  expect(written).toEqual([
    "load: one user alone\n",
    "load: step with 20 users\n",
    "load: 20 users, 1,000 calls so far, 2 failed\n",
    "load: 20 users, 2,000 calls so far, 2 failed\n",
  ]);
});
