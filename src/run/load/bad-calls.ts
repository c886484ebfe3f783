import { placeAt } from "../../engine/arguments/path.ts";
import type { BadCalls } from "../../load/drive/setup.ts";
import { outcomeOf } from "../../load/outcome/outcome-of.ts";
import type { LoadSession } from "../../load/wire/load-session.ts";
import type { Share } from "../../model/load/plan.ts";
import { type Reply, replyText } from "../../model/reply.ts";
import type { Scene } from "../../model/scene.ts";
import { findDriverMessages } from "../../oracle/disclosures/driver-messages.ts";
import { causeOf } from "../../oracle/load/failures.ts";
import { rejectedBySchema } from "../../oracle/rejected-by-schema.ts";
import { complainsOfSql } from "../../oracle/sql-complaint.ts";
import { violationsOf } from "../../payloads/violations/values.ts";

/** Arguments and values that are tried of one tool, and tools of which a bad call is kept: each is repeated until a pool would be empty. */
const mostPaths = 4;
const mostValues = 6;
const mostKept = 3;
/** A call that takes so long to fail is not made with other values, too. */
const longMs = 1_000;

/** Of each tool one call that the server answers with an error of its own; those whose error is the database's come first. */
export async function badCalls(
  mix: readonly Share[],
  scene: Scene,
  session: LoadSession,
  timeoutMs: number,
): Promise<BadCalls> {
  const found: Found[] = [];
  let spent = 0;
  for (const share of mix) {
    const searched = await searchTool(share, scene, session, timeoutMs);
    spent += searched.spent;
    if (searched.best !== undefined) found.push(searched.best);
    if (searched.waited) break;
  }
  const kept = found.sort((a, b) => a.rank - b.rank).slice(0, mostKept);
  return { calls: kept.map(({ share }) => share), spent };
}

interface Found {
  readonly share: Share;
  readonly rank: number;
}

async function searchTool(share: Share, scene: Scene, session: LoadSession, timeoutMs: number) {
  let best: Found | undefined;
  let spent = 0;
  for (const { path, type } of scene.parameters(share.tool).slice(0, mostPaths)) {
    for (const { value } of violationsOf(type).slice(0, mostValues)) {
      const bad = { ...share, args: placeAt(share.args, path, value) };
      const params = { name: bad.tool, arguments: bad.args };
      const began = performance.now();
      const { reply } = await session.ask({ method: "tools/call", params, timeoutMs });
      const rank = rankOf(reply);
      // Those before it have used up what there is.
      if (reply.kind === "timeout" || saysNoConnection(reply)) return { best, spent, waited: true };
      if (rank === undefined) continue;
      spent += 1;
      if (best === undefined || rank < best.rank) best = { share: bad, rank };
      if (rank === 0 || performance.now() - began >= longMs) return { best, spent, waited: false };
    }
  }
  return { best, spent, waited: false };
}

function saysNoConnection(reply: Reply): boolean {
  const { message = "", status } = outcomeOf(reply);
  const cause = causeOf({ message, status });
  return cause === "no-connection-in-time" || cause === "too-many-connections";
}

/** 0 for an error of the database, 1 for one of the tool; undefined for none, and for what never came to the tool. */
function rankOf(reply: Reply): number | undefined {
  if ((reply.kind !== "tool-error" && reply.kind !== "rpc-error") || rejectedBySchema(reply)) return undefined;
  const text = replyText(reply).slice(0, 4_000);
  return complainsOfSql(text) || [...findDriverMessages(text)].length > 0 ? 0 : 1;
}
