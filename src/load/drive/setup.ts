import type { JsonObject } from "../../model/json.ts";
import type { DatabaseSecond } from "../../model/load/measured.ts";
import type { LoadPlan, Share } from "../../model/load/plan.ts";
import type { Random } from "../../model/ports.ts";
import type { Reply } from "../../model/reply.ts";
import type { Owners } from "../owners/owners.ts";
import type { FirstFailure } from "../record/open-record.ts";
import type { LoadCall, LoadSession } from "../wire/lean-session.ts";
import type { Pace } from "./pace.ts";

/** Everything that a load is made with; nothing of it belongs to one phase. */
export interface LoadSetup {
  readonly plan: LoadPlan;
  readonly pace: Pace;
  readonly transport: string;
  /** A session of the user with this number, or what it was refused with. */
  open(user: number): Promise<LoadSession | Reply>;
  /** What does not ask the database. */
  readonly control: Pick<LoadCall, "method" | "params">;
  /** Looks for calls that fail, over this session; asked only when the load is over, since each may cost the server a connection. */
  bad(session: LoadSession): Promise<BadCalls>;
  readonly owners: Owners;
  /** Removes secrets from what a server says. */
  redact(text: string): string;
  random(user: number): Random;
  /** A look into the database, once a second; absent where nobody looks. */
  readonly look?: () => Promise<DatabaseSecond | undefined>;
  /** New connections of the database so far; absent where nobody looks. */
  readonly connections?: () => Promise<number | undefined>;
  /** Resident bytes of the server's process; absent where it is not ours to see. */
  readonly memory?: () => number | undefined;
  /** Sockets that are open on our side. */
  readonly sockets: () => number;
  readonly signal: AbortSignal;
  /** Gets the first call of each kind of failure; absent where nobody reads them. */
  readonly failed?: (failure: FirstFailure) => void;
  /** Told what is going on, for people. */
  readonly stage: (name: string, users: number) => void;
  /** Told once a second how many users there are, and of how many calls so far how many failed; absent where nobody listens. */
  readonly tick?: (users: number, calls: number, failed: number) => void;
}

/** Calls that the server answers with an error of its own, the likeliest to reach the database first. */
export interface BadCalls {
  readonly calls: readonly Share[];
  /** Calls that failed while they were looked for: each may have cost a connection already. */
  readonly spent: number;
}

/** What calls of a tool take with nobody beside them, in milliseconds. */
export type Calm = (tool: string) => number;

/** A call with arguments that nobody marks. */
export function plainCall(
  { tool, args }: { readonly tool: string; readonly args: JsonObject },
  timeoutMs: number,
): LoadCall {
  return { method: "tools/call", params: { name: tool, arguments: args }, timeoutMs };
}
