import { oneIf } from "./condition.ts";
import { anything, conditional, type SqlPlace } from "./place.ts";

/** A string literal that is stored: text is joined to it, and what is false is an error. */
export const storedPlaces: readonly SqlPlace[] = [
  conditional({
    name: "stored",
    breaker: "'",
    answer: "own",
    shows: "errors",
    takes: anything,
    embed: ({ base }, holds) => `${base}'||substr('g',1+${oneIf(holds)})||'`,
  }),
  conditional({
    name: "stored-compared",
    breaker: "'",
    answer: "own",
    shows: "errors",
    takes: anything,
    // MySQL joins with spaces only, and reads || as OR: a comparison of texts works in all modes.
    embed: ({ base }, holds) => `${base}'<>substr('g',1+${oneIf(holds)}) AND 'g'<>'`,
  }),
  conditional({
    name: "stored-added",
    breaker: "'",
    answer: "own",
    shows: "errors",
    takes: anything,
    // SQL Server.
    embed: ({ base }, holds) => `${base}'+substring('g',1+${oneIf(holds)},1)+'`,
  }),
];
