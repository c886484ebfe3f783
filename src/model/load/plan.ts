import type { JsonObject } from "../json.ts";

/** How many users there are, or arrive, in the course of a load. */
export const profiles = ["steady", "ramp", "spike", "soak", "breakpoint"] as const;
export type Profile = (typeof profiles)[number];

/** One call of the mix, and how often it is made beside the others. */
export interface Share {
  readonly tool: string;
  readonly args: JsonObject;
  readonly weight: number;
  /** What its latency is held to: p95 in milliseconds. */
  readonly complexity: "simple" | "complex";
}

/** Processes of one server on one machine, beyond which the machine is what is measured: 27 to 30 MB and half a core's start each. */
export const mostProcesses = 25;

/** What users do, and how many of them. */
export interface LoadPlan {
  readonly users: number;
  readonly profile: Profile;
  /** Seconds of the profile itself; steps, probes and recovery come beside. */
  readonly seconds: number;
  /** Calls a second that arrive whether or not earlier ones were answered; undefined = each user waits for its answer. */
  readonly arrivalsPerSecond: number | undefined;
  readonly mix: readonly Share[];
  /** Milliseconds between an answer and the next call of the same user. */
  readonly thinkMs: number;
  /** Calls that one user makes at once, as a model does. */
  readonly fanOut: number;
  /** Share of calls that are cancelled, and of those whose connection is dropped, 0 to 1. */
  readonly cancelled: number;
  readonly disconnected: number;
  /** Calls after which a user begins a new session; 0 = never. */
  readonly callsPerSession: number;
  /** Share of sessions that are left to the server, 0 to 1. */
  readonly abandoned: number;
  /** Over stdio: processes that the users share. Absent where there is one for all, and over HTTP. */
  readonly processes?: number | undefined;
  readonly timeoutMs: number;
  /** Seconds at the beginning that are not counted. */
  readonly warmUpSeconds: number;
}
