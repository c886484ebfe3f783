import type { DisclosureKind } from "../../../src/model/disclosure.ts";
import type { Exchange } from "../../../src/model/exchange.ts";

/** True where one of these valid calls hands over a statement: whoever sends statements is to see what is wrong with them. */
export function takesStatements(valid: readonly Exchange[]): boolean {
  return valid.some(({ request }) => {
    const inner = request.params.arguments;
    return Object.values(typeof inner === "object" && inner !== null ? inner : {}).some(
      (value) => typeof value === "string" && statement.test(value),
    );
  });
}

/** The kinds without statements and what a database says of them. */
export function withoutStatements(kinds: readonly DisclosureKind[]): readonly DisclosureKind[] {
  return kinds.filter((kind) => kind !== "sql-statement" && kind !== "driver-message");
}

const statement = /^\s*(?:select|with|insert|update|delete|create|show|explain|pragma|describe|table|values)\b/i;
