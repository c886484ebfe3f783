import type { Make } from "./material.ts";

/**
 * The end is missing. Of a JWT so much that its claims cannot be read: what only lacks a part of its signature is a matter of
 * verifying that. Of another token four characters, which are more than padding and spare bits, and half of it.
 */
export const truncated: Make = ({ token, jwt }) => {
  if (token.length < 8) return { ok: false, why: "the token is too short to be cut" };
  const [head = "", payload = ""] = token.split(".");
  if (jwt !== undefined) {
    const cut = `${head}.${payload.slice(0, Math.floor(payload.length / 2))}`;
    return { ok: true, forged: [{ token: cut, says: "cut off within its claims" }] };
  }
  return {
    ok: true,
    forged: [
      { token: token.replace(/=+$/, "").slice(0, -4), says: "without its last four characters" },
      { token: token.slice(0, Math.floor(token.length / 2)), says: "without its second half" },
    ],
  };
};
