import { setTimeout as wait } from "node:timers/promises";
import type { Showing } from "../../load/owners/owners.ts";
import type { Share } from "../../model/load/plan.ts";
import { replyText, succeeded } from "../../model/reply.ts";
import type { LoadSessions } from "./sessions/load-sessions.ts";

/** Principals whose answers are learnt; answers to users of further ones are not looked at. */
const mostPrincipals = 6;
/**
 * Each round is a session of its own for each principal, and the order is turned from one to the next: what follows the connection,
 * the replica behind it or the turn differs between rounds. Together they take longer than a second, so that a clock shows.
 */
const rounds = 4;
const betweenMs = 400;
/** Longer answers are not kept. */
const longest = 20_000;

/** Which tools of the mix answer each principal alike always, and each differently: such as who one is, or what is one's own. */
export async function answersOf(
  mix: readonly Share[],
  sessions: LoadSessions,
  users: number,
  timeoutMs: number,
): Promise<ReadonlyMap<string, Showing>> {
  const numbers = Array.from({ length: users }, (_, user) => user);
  const names = [...new Set(numbers.map(sessions.principalOf))].slice(0, mostPrincipals);
  if (names.length < 2) return new Map();
  let open = mix;
  let known = new Map<string, ReadonlyMap<string, string>>();
  for (let round = 0; round < rounds && open.length > 0; round++) {
    if (round > 0) await wait(betweenMs);
    const heard = await askAll(open, sessions, round % 2 === 0 ? names : names.toReversed(), timeoutMs);
    open = open.filter(({ tool }) => {
      const [now, before] = [heard.get(tool), known.get(tool)];
      if (now === undefined || !tellsApart([...now.values()], names.length)) return false;
      return before === undefined || names.every((name) => now.get(name) === before.get(name));
    });
    known = heard;
  }
  return new Map(open.map(({ tool }) => [tool, { by: "answer", answers: ofUsers(known.get(tool)) }]));

  function ofUsers(answers: ReadonlyMap<string, string> | undefined): ReadonlyMap<number, string> {
    return new Map(
      numbers.flatMap((user) => {
        const answer = answers?.get(sessions.principalOf(user));
        return answer === undefined ? [] : [[user, answer] as const];
      }),
    );
  }
}

/** What each tool answers each of these principals now. */
async function askAll(
  mix: readonly Share[],
  sessions: LoadSessions,
  names: readonly string[],
  timeoutMs: number,
): Promise<Map<string, ReadonlyMap<string, string>>> {
  const heard = new Map<string, Map<string, string>>(mix.map(({ tool }) => [tool, new Map()]));
  for (const name of names) {
    const session = await sessions.open(firstOf(sessions, name));
    if (!("ask" in session)) continue;
    for (const { tool, args } of mix) {
      const params = { name: tool, arguments: args };
      const { reply } = await session.ask({ method: "tools/call", params, timeoutMs });
      const text = replyText(reply);
      if (succeeded(reply) && text.length <= longest) heard.get(tool)?.set(name, text);
    }
    await session.close("ended");
  }
  return heard;
}

function firstOf(sessions: LoadSessions, name: string): number {
  let user = 0;
  while (sessions.principalOf(user) !== name) user += 1;
  return user;
}

/** All were answered, and no two alike. Numbers alone do not count: a count, a place in a row, an age changes by itself. */
function tellsApart(answers: readonly string[], of: number): boolean {
  return answers.length === of && new Set(answers.map((text) => text.replaceAll(/\d+/g, ""))).size === of;
}
