import type { Asked } from "./ask.ts";
import { describeError, errorCode } from "./describe-error.ts";
import { type Link, nameOf } from "./link.ts";
import { OpenFailure } from "./open-failure.ts";

/** Why a handshake got no further, as a failure with a sentence and a hint. */
export function refuse(link: Link, asked: Asked): OpenFailure {
  return failureOf(link, asked).after(asked.reply);
}

function failureOf(link: Link, { reply, cause }: Asked): OpenFailure {
  const name = nameOf(link);
  switch (reply.kind) {
    case "http-error":
      return httpFailure(name, reply.status, reply.headers);
    case "rpc-error":
      return new OpenFailure(
        "handshake",
        `${name} refused the handshake: ${oneLine(reply.message)} (${reply.code}).`,
        "Try another --era, or check that this is an MCP endpoint.",
        reply.status,
      );
    case "malformed":
      return notMcp(`${name} answered, but not as MCP: ${reply.why}.`);
    case "timeout":
      return silence(link, reply.afterMs);
    case "closed":
      return cause === undefined || link.transport === "stdio"
        ? gone(link, reply.why)
        : unreachable(link.address, cause);
    case "result":
    case "tool-error":
      return notMcp(`${name} answered the handshake with a result that is not MCP's.`);
  }
}

function httpFailure(name: string, status: number, headers: Readonly<Record<string, string>>): OpenFailure {
  const { location } = headers;
  if (status === 401 || status === 403) {
    return new OpenFailure(
      "unauthorized",
      `${name} refused access with HTTP ${status}${reasonIn(headers["www-authenticate"])}.`,
      "Give a principal with credentials that work, for instance --header 'Authorization: Bearer …'.",
      status,
    );
  }
  if (status >= 300 && status < 400) {
    const where = location === undefined ? "elsewhere" : `to ${oneLine(location)}`;
    return new OpenFailure(
      "handshake",
      `${name} redirects ${where}, which is not followed.`,
      "Use the final address as the target.",
      status,
    );
  }
  return new OpenFailure("handshake", `${name} answered the handshake with HTTP ${status}.`, hintFor(status), status);
}

function hintFor(status: number): string {
  if (status === 429) return "Wait for a while, or ease the limit of its rate for the test.";
  return status >= 500 ? "Look into the server's own log." : "Check the path of the URL: it must be the MCP endpoint.";
}

/** What a challenge says is wrong with the token, such as ` (“the token expired”)`. */
function reasonIn(challenge: string | undefined): string {
  const [, said = ""] = /error_description="([^"]+)"/i.exec(challenge ?? "") ?? [];
  return said === "" ? "" : ` (“${oneLine(said)}”)`;
}

function notMcp(message: string): OpenFailure {
  return new OpenFailure("handshake", message, "Check that the address or command is that of an MCP server.");
}

/** Nothing usable within the time: a server that talked, but not as MCP, is told apart from one that said nothing. */
function silence(link: Link, afterMs: number): OpenFailure {
  const { stderr, stray } = link.lastWords();
  if (stray !== "") {
    return notMcp(
      `${nameOf(link)} wrote lines that are not MCP and did not answer within ${seconds(afterMs)}: “${oneLine(stray)}”.`,
    );
  }
  return new OpenFailure(
    "unreachable",
    `${nameOf(link)} did not answer within ${seconds(afterMs)}.${tail(stderr)}`,
    "Raise --timeout if the server is slow to start.",
  );
}

function gone(link: Link, why: string): OpenFailure {
  return new OpenFailure(
    "unreachable",
    `${nameOf(link)} went away before it answered: ${why}.`,
    "Run the command by hand to see what it needs.",
  );
}

function unreachable(address: string, cause: unknown): OpenFailure {
  const code = errorCode(cause) ?? "";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return new OpenFailure("unreachable", `The host of ${address} has no address.`, "Check the host name in the URL.");
  }
  if (code === "ECONNREFUSED") {
    return new OpenFailure(
      "unreachable",
      `Nothing listens at ${address}.`,
      "Start the server, or check host and port.",
    );
  }
  if (code === "ERR_SSL_WRONG_VERSION_NUMBER") {
    return new OpenFailure("unreachable", `${address} does not speak TLS.`, "Write its address with http: instead.");
  }
  if (tlsCodes.test(code)) {
    return new OpenFailure(
      "unreachable",
      `TLS with ${address} failed: ${describeError(cause)} (${code}).`,
      "Trust its authority with --ca FILE, or use --insecure for a test machine.",
    );
  }
  if (code === "UND_ERR_CONNECT_TIMEOUT") {
    return new OpenFailure("unreachable", `${address} did not accept a connection in time.`, "Check host and port.");
  }
  return new OpenFailure(
    "unreachable",
    `The connection with ${address} failed: ${describeError(cause)}.`,
    "Check that the server runs and speaks HTTP at this address.",
  );
}

const tlsCodes = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_|EPROTO/;

function tail(stderr: string): string {
  return stderr === "" ? "" : ` Its last lines on stderr: ${stderr.split("\n").slice(-5).join(" | ").slice(-600)}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, 200);
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
