import { expect, it } from "vitest";
import { anonymous, type TokenPlace } from "../model/principal.ts";
import { dress } from "./guise.ts";

const token = { get: async () => ({ ok: true, token: "right" }) as const };
const forged = { token: "wrong", says: "that is wrong" };

async function worn(tokenIn: TokenPlace | undefined, changes: { forged?: typeof forged | null }) {
  const fixed = { headers: { "x-other": "1" }, env: { OTHER: "1" } };
  const alice = { ...anonymous, name: "alice", token, ...fixed, ...(tokenIn && { tokenIn }) };
  const dressed = await dress({ principal: "alice", ...changes }, [alice], new AbortController().signal);
  return dressed.ok ? { ...dressed.guise.headers, ...dressed.guise.env } : undefined;
}
const others = { "x-other": "1", OTHER: "1" };

it.each<[TokenPlace | undefined, (token: string) => object]>([
  [undefined, (token) => ({ authorization: `Bearer ${token}` })],
  [{ header: "x-token" }, (token) => ({ "x-token": token })],
  [{ env: "TOKEN" }, (token) => ({ TOKEN: token })],
])("puts a token, or a wrong one in its place, into %j", async (tokenIn, shown) => {
  expect(await worn(tokenIn, {})).toEqual({ ...others, ...shown("right") });
  expect(await worn(tokenIn, { forged })).toEqual({ ...others, ...shown("wrong") });
  expect(await worn(tokenIn, { forged: null })).toEqual(others);
});
