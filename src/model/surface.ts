import type { JsonObject } from "./json.ts";

/** One tool as the server lists it. Everything in it is the server's word: text to escape, hints not to trust. */
export interface Tool {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly inputSchema: JsonObject;
  readonly outputSchema?: JsonObject;
  readonly annotations?: {
    readonly readOnlyHint?: boolean;
    readonly destructiveHint?: boolean;
    readonly idempotentHint?: boolean;
    readonly openWorldHint?: boolean;
  };
  /** The entry as it was listed, with icons, `_meta` and whatever else it holds; absent for a tool that nobody listed. */
  readonly entry?: JsonObject;
  /** Whether a call may, or has to, be made as a task; absent where it may not. */
  readonly taskSupport?: "optional" | "required";
}

/** What one principal is shown. Lists are complete unless `problems` says otherwise. */
export interface Surface {
  readonly principal: string;
  readonly server: { readonly name: string; readonly version: string };
  /** Negotiated protocol revision, such as `2025-11-25`. */
  readonly protocolVersion: string;
  readonly transport: string;
  readonly instructions: string | undefined;
  readonly capabilities: JsonObject;
  readonly tools: readonly Tool[];
  readonly resources: readonly JsonObject[];
  readonly resourceTemplates: readonly JsonObject[];
  readonly prompts: readonly JsonObject[];
  /** Sentences on what could not be listed: a page that failed, a list cut at a limit, an invalid entry. */
  readonly problems: readonly string[];
}
