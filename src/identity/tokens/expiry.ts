import { decodeJwt } from "jose";

/** The time in which a token is taken for valid, in milliseconds since 1970. */
export interface Validity {
  readonly from: number;
  readonly until: number;
}

/** What the `exp` of a JWT says, counted from `now`; undefined for a token that is no JWT or has none. Nothing is verified. */
export function jwtValidity(token: string, now: number): Validity | undefined {
  try {
    const { exp, iat } = decodeJwt(token);
    if (typeof exp !== "number" || !Number.isFinite(exp)) return undefined;
    const from = typeof iat === "number" && iat * 1000 < now && iat < exp ? iat * 1000 : now;
    return { from, until: exp * 1000 };
  } catch {
    return undefined;
  }
}

/** True once no more than 60 seconds are left, or a tenth of a lifetime that is shorter than ten minutes. */
export function isAboutToExpire({ from, until }: Validity, now: number): boolean {
  return until - now <= Math.min(60_000, (until - from) / 10);
}
