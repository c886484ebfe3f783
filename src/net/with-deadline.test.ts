import { expect, it } from "vitest";
import { withDeadline } from "./with-deadline.ts";

const aborted = (signal: AbortSignal) =>
  new Promise<string>((resolve) => signal.addEventListener("abort", () => resolve(signal.reason.name)));

it("aborts in time, and with the signal it was given", async () => {
  // The timer does not keep the process alive by itself.
  const alive = setInterval(() => undefined, 1_000);
  expect(await aborted(withDeadline(new AbortController().signal, 20))).toBe("TimeoutError");
  clearInterval(alive);
  const given = new AbortController();
  const both = aborted(withDeadline(given.signal, 60_000));
  given.abort();
  expect(await both).toBe("AbortError");
});
