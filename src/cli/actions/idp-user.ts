import { HarnessError } from "../../model/errors.ts";
import { isObject, type JsonObject } from "../../model/json.ts";
import type { IdpSetting } from "../../run/idp/idp-setting.ts";

/** Reads `alice`, or `{"sub":"alice","groups":["staff"],"disabled":true}`. Throws a `usage` HarnessError for anything else. */
export function readIdpUser(text: string): IdpSetting["accounts"][number] {
  if (text !== "" && !text.trimStart().startsWith("{")) return { claims: { sub: text }, disabled: false };
  const { disabled = false, ...claims } = parsed(text) ?? {};
  const { sub } = claims;
  if (typeof sub !== "string" || sub === "" || typeof disabled !== "boolean") throw unreadable();
  return { claims: { ...claims, sub }, disabled };
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function unreadable(): HarnessError {
  return new HarnessError(
    "usage",
    "A --user cannot be read.",
    `Give a name, or JSON such as {"sub":"alice","groups":["staff"],"disabled":false}.`,
  );
}
