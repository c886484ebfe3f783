import type { ConnectionState, TapEvent } from "../../model/tap.ts";

/** Notes what a connection does each time that it changes; it begins as one that starts. */
export function openStates(
  connection: string,
  note: (event: TapEvent) => void,
  now: () => number,
): (next: ConnectionState) => void {
  let state: ConnectionState = "starting";
  return (next) => {
    if (state === next) return;
    state = next;
    note({ type: "state", connection, atMs: now(), state });
  };
}
