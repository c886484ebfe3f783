import type { Person } from "../src/identity/tokens/ports.ts";
import { browse } from "./browse.ts";

/**
 * Somebody who opens every address that is shown, and fills in `form`. With `types` the browser is on another machine: it does
 * not reach the redirect, and they type what `types` makes of its address.
 */
export function person(
  form?: Readonly<Record<string, string>>,
  types?: (url: URL) => string,
): Person & { readonly told: readonly string[] } {
  const told: string[] = [];
  let type = (_line: string) => {};
  const typed = new Promise<string>((resolve) => {
    type = resolve;
  });
  return {
    told,
    tell(line) {
      told.push(line);
      const url = /https?:\S+/.exec(line)?.[0];
      if (url === undefined) return;
      const end = browse(url, form, (next) => types !== undefined && next.includes("/callback?"));
      if (types !== undefined) void end.then((reached) => type(types(new URL(reached.url))));
    },
    line: () => typed,
  };
}
