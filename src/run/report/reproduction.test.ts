import { describe, expect, it } from "vitest";
import type { Exchange } from "../../model/exchange.ts";
import type { SessionInfo } from "../../model/session.ts";
import { reproductionOf } from "./reproduction.ts";

const target = {
  kind: "http",
  url: "https://me:mine@host.example:8443/mcp?api=abc#def",
  transport: "auto",
  era: "auto",
  headers: {},
} as const;

const info = { transport: "streamable-http", era: "legacy", protocolVersion: "2025-06-18" } as SessionInfo;

function sent(method: string, params: object, how: Partial<Exchange>): Exchange {
  return { id: "r1.1", principal: "alice", request: { method, params }, ...how } as Exchange;
}

describe("how to see a proof again", () => {
  it("names the URL without credentials, query and fragment", () => {
    const { curl, note } = reproductionOf(sent("tools/call", { name: "t" }, {}), target, info);
    expect(curl).toContain("'https://host.example:8443/mcp'");
    expect(curl).not.toMatch(/mine|abc/);
    expect(note).toContain("Add the credentials of alice.");
  });

  it("says in what guise a request was sent", () => {
    const guise = "with a token that expired an hour ago";
    expect(reproductionOf(sent("tools/list", {}, { guise }), target, info).note).toContain(`as alice, ${guise}.`);
    const nobody = sent("tools/list", {}, { principal: "anonymous" });
    expect(reproductionOf(nobody, target, info).note).toContain("without credentials");
  });

  it("sends a bare request without a body, and names the session", () => {
    const { curl = "" } = reproductionOf(sent("GET", {}, {}), target, info);
    expect(curl).toContain("curl -sS -X GET 'https:");
    expect(curl).toContain("Mcp-Session-Id");
    expect(curl).toContain("'Accept: text/event-stream'");
    expect(curl).not.toContain("--data-raw");
  });

  it("opens a session without the id of one", () => {
    const { curl = "", note } = reproductionOf(sent("initialize", {}, {}), target, info);
    expect(curl).not.toContain("Mcp-Session-Id");
    expect(curl).toContain('"protocolVersion":"2025-06-18"');
    expect(note).not.toContain("$SESSION");
  });

  it("names protocol and method in each request of the modern era", () => {
    const modern = { ...info, era: "modern", protocolVersion: "2026-07-28" } as SessionInfo;
    const { curl = "" } = reproductionOf(sent("tools/call", { name: "it's" }, {}), target, modern);
    expect(curl).toContain("'Mcp-Method: tools/call'");
    expect(curl).toContain(`'Mcp-Name: it'\\''s'`);
    expect(curl).toContain('"_meta"');
  });

  it("gives the message alone where there is no line for a shell", () => {
    const stdio = { kind: "stdio", command: ["x"] } as never;
    const { curl, jsonrpc } = reproductionOf(sent("tools/call", { name: "t" }, {}), stdio, info);
    expect(curl).toBeUndefined();
    expect(jsonrpc).toMatchObject({ method: "tools/call", params: { name: "t" } });
  });
});
