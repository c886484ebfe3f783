import type { Incident, Subject } from "./subject.ts";
import type { Verdict } from "./verdict.ts";

/** What a run tells while it goes on; progress and NDJSON are made of these alone. Text in them is redacted, not escaped. */
export type Event =
  | { readonly type: "run-started"; readonly atMs: number; readonly target: string; readonly seed: number }
  | {
      readonly type: "stage";
      readonly atMs: number;
      readonly stage: "connecting" | "discovering" | "learning" | "probing" | "loading" | "closing";
    }
  | {
      readonly type: "connected";
      readonly atMs: number;
      readonly server: string;
      readonly protocolVersion: string;
      readonly transport: string;
      readonly tools: number;
    }
  | {
      readonly type: "planned";
      readonly atMs: number;
      readonly checks: readonly { readonly check: string; readonly subjects: number }[];
    }
  | {
      readonly type: "subject-started";
      readonly atMs: number;
      readonly check: string;
      readonly subject: Subject["key"];
    }
  | {
      readonly type: "exchange";
      readonly atMs: number;
      readonly id: string;
      readonly label: string;
      readonly reply: string;
      readonly durationMs: number;
      readonly requestsSent: number;
    }
  | {
      readonly type: "subject-finished";
      readonly atMs: number;
      readonly check: string;
      readonly subject: Subject["key"];
      readonly verdict: Verdict;
      readonly because: string;
    }
  | { readonly type: "load-phase"; readonly atMs: number; readonly name: string; readonly users: number }
  | {
      readonly type: "load-tick";
      readonly atMs: number;
      readonly users: number;
      readonly calls: number;
      readonly failed: number;
    }
  | { readonly type: "incident"; readonly atMs: number; readonly incident: Incident }
  | { readonly type: "warning"; readonly atMs: number; readonly text: string }
  | {
      readonly type: "wire";
      readonly atMs: number;
      readonly direction: "sent" | "received" | "note";
      readonly text: string;
    }
  | { readonly type: "run-finished"; readonly atMs: number; readonly stopReason: string };

/** Takes events as they come; must return at once and never throw. */
export type EventSink = (event: Event) => void;
