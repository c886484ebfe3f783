import { Writable } from "node:stream";
import { expect, it } from "vitest";
import type { Event } from "../../model/event.ts";
import { liveProgress } from "./live.ts";

/** A terminal that keeps what is drawn on it. */
function terminal(): { stream: NodeJS.WriteStream; drawn: () => string } {
  let text = "";
  const stream = new Writable({
    write(chunk, _, done) {
      text += chunk;
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY: true, columns: 100, rows: 30 }) as never, drawn: () => text };
}

const finished = (check: string, verdict: "pass" | "fail"): Event => ({
  type: "subject-finished",
  atMs: 0,
  check,
  subject: "x",
  verdict,
  because: "",
});

it("draws a row for each check on standard error, and ends whatever came before", async () => {
  const [stderr, stdout] = [terminal(), terminal()];
  const live = liveProgress({ stderr: stderr.stream, stdout: stdout.stream });
  live.emit({ type: "connected", atMs: 0, server: "crm 1", protocolVersion: "x", transport: "stdio", tools: 2 });
  live.emit({
    type: "planned",
    atMs: 0,
    checks: [
      { check: "s/good", subjects: 1 },
      { check: "s/bad", subjects: 1 },
      { check: "s/left", subjects: 3 },
    ],
  });
  live.emit(finished("s/good", "pass"));
  live.emit(finished("s/bad", "fail"));
  live.emit(finished("s/left", "pass"));
  live.emit({ type: "planned", atMs: 0, checks: [{ check: "s/after", subjects: 1 }] });
  live.emit({ type: "stage", atMs: 0, stage: "closing" });
  live.emit({ type: "warning", atMs: 0, text: "careful\u001b[2J" });
  await live.close();
  const drawn = stderr.drawn();
  for (const row of ["connected to crm 1", "s/good: 1 pass", "s/bad: 1 fail", "s/left: 1 pass (1 of 3)", "s/after"]) {
    expect(drawn).toContain(row);
  }
  expect(drawn).toMatch(/warning: careful\\u001b\[2J\n$/);
  expect(stdout.drawn()).toBe("");
});

it("ends when nothing was planned", async () => {
  const { stream, drawn } = terminal();
  const live = liveProgress({ stderr: stream, stdout: terminal().stream });
  await live.close();
  expect(drawn()).toContain("connecting");
});

it("draws a row for a load, which tells its part and how it goes", async () => {
  const { stream, drawn } = terminal();
  const live = liveProgress({ stderr: stream, stdout: terminal().stream });
  live.emit({ type: "stage", atMs: 0, stage: "loading" });
  live.emit({ type: "load-phase", atMs: 0, name: "step", users: 20 });
  live.emit({ type: "load-tick", atMs: 1_000, users: 20, calls: 1_234, failed: 2 });
  await new Promise((resolve) => setTimeout(resolve, 150));
  live.emit({ type: "planned", atMs: 0, checks: [{ check: "load/slo-broken", subjects: 1 }] });
  await live.close();
  for (const text of ["load: step with 20 users", "1,234 calls so far, 2 failed", "load/slo-broken"]) {
    expect(drawn()).toContain(text);
  }
});
