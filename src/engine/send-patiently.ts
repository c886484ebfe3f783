import type { Reply } from "../model/reply.ts";
import type { CallerSetting } from "./caller-setting.ts";
import { Stop } from "./stop.ts";
import { waitFor } from "./wait-for.ts";

const lockedOut =
  "the server asks to be left alone for minutes: it locks out who asks, or is refused, too often; ease that limit for the test";

/**
 * Repeats what the server put off because of the rate, for as long as there is patience; throws Stop when that is at its end.
 * A clean-up is what an interrupted run still does.
 */
export async function sendPatiently<T extends { readonly reply: Reply }>(
  { budget, deadline, interrupted }: Pick<CallerSetting, "budget" | "deadline" | "interrupted">,
  cleaning: boolean,
  send: () => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    const sent = await send();
    const put = budget.patience.putOff(sent.reply);
    if (put === undefined) return sent;
    const waitMs = budget.patience.waitMs(put, attempt);
    if (waitMs === undefined) {
      budget.patience.inVain(put);
      if (put.by === "text") continue;
      throw new Stop("throttled", put.tooLong ? lockedOut : "the server limits the rate of calls; lower --rate");
    }
    await deadline.paused(async () => {
      await waitFor(waitMs, cleaning ? new AbortController().signal : interrupted);
      if (!cleaning) await budget.take(interrupted);
    });
  }
}
