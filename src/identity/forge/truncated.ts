import type { Make } from "./material.ts";

/** The end is missing: four characters, which are more than padding and spare bits, and half of the token. */
export const truncated: Make = ({ token }) => {
  if (token.length < 8) return { ok: false, why: "the token is too short to be cut" };
  return {
    ok: true,
    forged: [
      { token: token.replace(/=+$/, "").slice(0, -4), says: "without its last four characters" },
      { token: token.slice(0, Math.floor(token.length / 2)), says: "without its second half" },
    ],
  };
};
