import { expect, it } from "vitest";
import { anonymous, type TokenPlace } from "../model/principal.ts";
import { checkTokenPlaces } from "./check-token-places.ts";

const token = { get: async () => ({ ok: true, token: "t" }) as const };

it.each<["http" | "stdio", TokenPlace | undefined, string | undefined]>([
  ["http", undefined, undefined],
  ["http", { header: "x-token" }, undefined],
  ["http", { env: "TOKEN" }, "alice cannot be sent: tokenIn.env is for a server that is started"],
  ["stdio", { env: "TOKEN" }, undefined],
  ["stdio", { header: "x-token" }, "alice cannot be sent: a server that is started gets no headers"],
  ["stdio", undefined, "alice cannot be sent: a server that is started gets no headers"],
])("over %s a token in %j: %s", (kind, tokenIn, complaint) => {
  const alice = { ...anonymous, name: "alice", token, ...(tokenIn && { tokenIn }) };
  const check = () => checkTokenPlaces([anonymous, alice], { kind });
  if (complaint === undefined) expect(check).not.toThrow();
  else expect(check).toThrow(complaint);
});
