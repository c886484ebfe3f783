import type { JsonObject } from "../../model/json.ts";
import type { Ownership } from "../../model/load/observation.ts";
import { type Reply, replyText } from "../../model/reply.ts";
import type { Told } from "../outcome/outcome-of.ts";
import type { Marks } from "./marks.ts";

/** How a tool shows for whom an answer is. */
export type Showing =
  /** It repeats the argument at this path. */
  | { readonly by: "argument"; readonly path: string }
  /** It answers each of these users alike always, and principals differently: their answers by their number. Others are not looked at. */
  | { readonly by: "answer"; readonly answers: ReadonlyMap<number, string> };

/** Looks at every answer for whose it is. */
export interface Owners {
  /** The arguments of one call, marked as this user's where the tool repeats one. */
  mark(tool: string, args: JsonObject, user: number): JsonObject;
  /** What the reply comes to: as it was told, or somebody else's, or nobody's. */
  check(tool: string, user: number, reply: Reply, told: Told): Told;
  sum(): Ownership;
}

/** Foreign answers that are told of; all are counted as outcomes. */
const mostForeign = 50;

/** `place` puts a value at the path of an argument. */
export function openOwners(
  showing: ReadonlyMap<string, Showing>,
  marks: Marks,
  place: (args: JsonObject, path: string, value: string) => JsonObject,
): Owners {
  const foreign: { call: string; user: number; owner: number }[] = [];
  // Whose an answer is; of several who get the same one of them.
  const owned = new Map(
    [...showing.values()].map((shows) => [shows, shows.by === "answer" ? turned(shows) : undefined]),
  );
  let checked = 0;
  let lost = 0;

  const ownerOf = (shows: Showing, user: number, text: string): number | undefined => {
    if (shows.by === "argument") {
      if (marks.has(user, text)) return user;
      const owners = marks.ownersIn(text);
      return owners.includes(user) ? user : owners[0];
    }
    if (shows.answers.get(user) === text) return user;
    return owned.get(shows)?.get(text);
  };

  return {
    mark(tool, args, user) {
      const shows = showing.get(tool);
      return shows?.by === "argument" ? place(args, shows.path, marks.of(user)) : args;
    },
    check(tool, user, reply, told) {
      const shows = showing.get(tool);
      if (shows === undefined || (shows.by === "answer" && !shows.answers.has(user))) return told;
      if (reply.kind === "timeout" || reply.kind === "closed") lost += 1;
      if (reply.kind !== "result" && reply.kind !== "tool-error" && reply.kind !== "rpc-error") return told;
      checked += 1;
      const owner = ownerOf(shows, user, replyText(reply));
      if (owner === user) return told;
      // An error need not say whose it is; a success that was learnt to say so must.
      if (owner === undefined) {
        const silent = told.outcome !== "ok" || shows.by === "answer";
        return silent ? told : { outcome: "wrong-reply", message: "an answer that is not to this call" };
      }
      if (foreign.length < mostForeign) foreign.push({ call: tool, user, owner });
      return { outcome: "foreign-reply", message: "the answer to somebody else's call" };
    },
    sum: () => ({ tools: [...showing.keys()], checked, foreign, lost }),
  };
}

function turned({ answers }: Extract<Showing, { by: "answer" }>): ReadonlyMap<string, number> {
  return new Map([...answers].reverse().map(([user, answer]) => [answer, user]));
}
