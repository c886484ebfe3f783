import type { CommanderError } from "commander";
import { HarnessError } from "../model/errors.ts";

/** What commander complains about, as one sentence and a hint. */
export function usageError(error: CommanderError): HarnessError {
  const [first = "", ...rest] = error.message.replace(/^error: /, "").split("\n");
  const guess = /\(Did you mean (.+)\?\)/.exec(rest.join(" "))?.[1];
  return new HarnessError(
    "usage",
    `${sentence(first)}`,
    guess === undefined ? hint(error) : `Did you mean ${guess}?`,
    error,
  );
}

function sentence(text: string): string {
  const start = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!]$/.test(start) ? start : `${start}.`;
}

function hint(error: CommanderError): string {
  if (error.code === "commander.excessArguments") {
    return "The command that starts a server goes after --, such as: mcp-gauntlet scan -- node server.js";
  }
  return "Run mcp-gauntlet --help, or with a command before it, to see what there is.";
}
