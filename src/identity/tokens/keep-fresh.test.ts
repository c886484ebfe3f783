import { expect, it, vi } from "vitest";
import { type Fresh, keepFresh } from "./keep-fresh.ts";

const never = new AbortController().signal;

/** Tokens numbered from 1, each valid for `seconds`; on a clock that is set by hand. */
function numbered(seconds: number, refuse: () => boolean = () => false) {
  const clock = { now: 1_000_000 };
  let count = 0;
  const ask = vi.fn(async (_signal: AbortSignal): Promise<Fresh> => {
    if (refuse()) return { ok: false, why: "refused" };
    return { ok: true, token: `t${++count}`, validity: { from: clock.now, until: clock.now + seconds * 1000 } };
  });
  const source = keepFresh(ask, () => clock.now);
  const at = (second: number) => {
    clock.now = 1_000_000 + second * 1000;
    return source.get(never);
  };
  return { ask, source, at };
}

it.each([
  [3600, 3539, 3541],
  [600, 539, 541],
  [100, 89, 91],
  [10, 8, 10],
])("renews a token that lasts %i seconds between second %i and %i", async (seconds, keeps, renews) => {
  const { at } = numbered(seconds);
  expect(await at(0)).toEqual({ ok: true, token: "t1" });
  expect(await at(keeps)).toEqual({ ok: true, token: "t1" });
  expect(await at(renews)).toEqual({ ok: true, token: "t2" });
});

it("asks once for all who want a token at the same time", async () => {
  const { ask, source } = numbered(600);
  const all = await Promise.all(Array.from({ length: 20 }, () => source.get(never)));
  expect(new Set(all.map((each) => each.ok && each.token))).toEqual(new Set(["t1"]));
  expect(ask).toHaveBeenCalledTimes(1);
});

it("goes on asking while one waits, and gives up when none does", async () => {
  let answer = (_fresh: Fresh) => {};
  const signals: AbortSignal[] = [];
  const source = keepFresh(
    (signal) => {
      signals.push(signal);
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    () => 0,
  );
  const gone = new AbortController();
  const leaver = source.get(gone.signal);
  const stayer = source.get(never);
  gone.abort(new Error("gone"));
  await expect(leaver).rejects.toThrow("gone");
  expect(signals[0]?.aborted).toBe(false);
  answer({ ok: true, token: "t", validity: { from: -100_000, until: 0 } });
  expect(await stayer).toEqual({ ok: true, token: "t" });

  const other = keepFresh(
    (signal) => new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    () => 0,
  );
  const last = new AbortController();
  const alone = other.get(last.signal);
  last.abort(new Error("nobody is left"));
  await expect(alone).rejects.toThrow("nobody is left");
});

it("uses a token up when its successor is refused, and then says why there is none", async () => {
  let refuse = false;
  const { at, ask } = numbered(600, () => refuse);
  await at(0);
  refuse = true;
  expect(await at(550)).toEqual({ ok: true, token: "t1" });
  expect(await at(552)).toEqual({ ok: true, token: "t1" });
  expect(ask).toHaveBeenCalledTimes(2);
  expect(await at(601)).toEqual({ ok: false, why: "refused" });
  expect(await at(602)).toEqual({ ok: false, why: "refused" });
  expect(ask).toHaveBeenCalledTimes(3);
  refuse = false;
  expect(await at(607)).toEqual({ ok: true, token: "t2" });
});

it("does not ask for every call where tokens come expired", async () => {
  const { at, ask } = numbered(0);
  for (const second of [0, 1, 2, 3]) expect(await at(second)).toMatchObject({ ok: true });
  expect(ask).toHaveBeenCalledTimes(1);
});

it("passes on what is thrown, and asks again the next time", async () => {
  let broken = true;
  const source = keepFresh(
    async () => {
      if (broken) throw new Error("config");
      return { ok: true, token: "t", validity: undefined };
    },
    () => 0,
  );
  await expect(source.get(never)).rejects.toThrow("config");
  broken = false;
  expect(await source.get(never)).toEqual({ ok: true, token: "t" });
});
