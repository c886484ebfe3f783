import type { NeededPorts, ProbeContext } from "../src/model/ports.ts";

/**
 * What all checks share that act as others than the principal of the run. They come last: what a server refuses again and again may
 * have the run locked out.
 */
export const asOthers = {
  needs: ["identities"],
  uses: [],
  phase: "last",
  control: "success",
} as const;

/** What their probes get. */
export type AsOthers = ProbeContext & NeededPorts<"identities">;
