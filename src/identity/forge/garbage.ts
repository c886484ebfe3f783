import { encodePart } from "./jws.ts";
import type { Make } from "./material.ts";

/** Tokens that nobody ever issued, among them what a client with a bug sends. */
export const garbage: Make = ({ token, words }) => {
  const word = words.garbage;
  const long = word.repeat(Math.ceil(token.length / word.length)).slice(0, token.length);
  const shaped = [encodePart(word), encodePart(word), encodePart(word)].join(".");
  return {
    ok: true,
    forged: [
      { token: long, says: "of which nothing is right but the length" },
      { token: shaped, says: "of which nothing is right but the three parts" },
      { token: "undefined", says: "that is the word undefined" },
      { token: "null", says: "that is the word null" },
    ],
  };
};
