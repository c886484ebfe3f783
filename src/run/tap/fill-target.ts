import { HarnessError } from "../../model/errors.ts";
import type { Target } from "../../model/target.ts";
import type { DatabaseAddress } from "../../observe/tap/database-address.ts";

/**
 * The target with `{tap_url}`, `{tap_host}`, `{tap_port}`, `{tap_user}`, `{tap_password}` and `{tap_db}` in its arguments and
 * environment replaced. Throws a `usage` HarnessError where there is one of them and no database to put in its place.
 */
export function fillTarget(target: Target, address: DatabaseAddress | undefined): Target {
  if (target.kind === "http") return target;
  const fill = (text: string): string => fillText(text, address);
  return {
    ...target,
    args: target.args.map(fill),
    env: Object.fromEntries(Object.entries(target.env).map(([name, value]) => [name, fill(value)])),
  };
}

/** The same for one text. */
export function fillText(text: string, address: DatabaseAddress | undefined): string {
  return text.replace(/\{tap_(url|host|port|user|password|db)\}/g, (found, part: string) => {
    if (address === undefined) throw noDatabase(found);
    return String(address[part === "db" ? "database" : (part as Exclude<keyof DatabaseAddress, "database">)]);
  });
}

function noDatabase(placeholder: string): HarnessError {
  return new HarnessError(
    "usage",
    `${placeholder} stands for the database of the server under test, and no database is named.`,
    "Name it in the config: observe.postgres.url, observe.mysql.url or observe.tap.url.",
  );
}
