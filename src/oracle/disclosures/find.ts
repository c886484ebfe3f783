import type { Detector, Disclosure } from "./disclosure.ts";
import { findDriverMessages } from "./driver-messages.ts";
import { findEnvironment } from "./environment.ts";
import { findFilePaths } from "./file-paths.ts";
import { findNetworkAddresses } from "./network-addresses.ts";
import { findPersonalData } from "./personal-data.ts";
import { findProductVersions } from "./product-versions.ts";
import { findSqlStatements } from "./sql-statements.ts";
import { findStackFrames } from "./stack-frames.ts";

const detectors: readonly Detector[] = [
  findStackFrames,
  findFilePaths,
  findNetworkAddresses,
  findSqlStatements,
  findDriverMessages,
  findEnvironment,
  findProductVersions,
  findPersonalData,
];

/** Disclosures of one text that are told apart; a hostile one may be made of them. */
const mostFound = 200;

/** Everything a text tells of the inside of a server, in the order of the kinds. What is in a stack frame is not told again. */
export function findDisclosures(text: string): readonly Disclosure[] {
  const found: Disclosure[] = [];
  for (const detect of detectors) {
    for (const one of detect(text)) {
      if (found.length >= mostFound) return found;
      if (!found.some((other) => within(one, other))) found.push(one);
    }
  }
  return found;
}

function within(one: Disclosure, other: Disclosure): boolean {
  return one.start >= other.start && one.start + one.text.length <= other.start + other.text.length;
}
