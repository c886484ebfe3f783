import type { ReportedExchange } from "../model/report.ts";

/** As whom a request was sent, and in what it differed from what that principal sends: `alice, without a token`. */
export function sentAs({ principal, guise }: ReportedExchange): string {
  return guise === undefined ? principal : `${principal}, ${guise}`;
}
