import { describe, expect, it } from "vitest";
import type { Exchange } from "../../../src/model/exchange.ts";
import type { Reply } from "../../../src/model/reply.ts";
import { judgeBeside } from "./judge-beside.ts";
import { pathsBeside } from "./paths.ts";
import { readPage } from "./read-page.ts";

const page = (body: string, contentType = "application/json"): Reply => ({
  kind: "result",
  result: { status: 200, contentType, body },
});
const missing = (path: string): Reply => ({ kind: "http-error", status: 404, headers: {}, body: `Cannot GET ${path}` });

/** A host that answers each path like this. */
const verdict = (answer: (path: string, verb: string) => Reply) => {
  const asked = (label: string, path: string, verb = "GET"): Exchange => ({
    id: `${label} ${path}`,
    role: "attack",
    label,
    facts: { path },
    principal: "anonymous",
    session: "",
    round: 1,
    request: { method: `HTTP ${verb}`, params: { path } },
    reply: answer(path, verb),
    sightings: [],
    atMs: 0,
    durationMs: 0,
  });
  const exchanges = [
    asked("nowhere", "/gauntlet-abc"),
    asked("nowhere", "/xyz/gauntlet-abc.json"),
    ...pathsBeside("/api/mcp").map((path) => asked("page", path)),
    asked("no heap", "/gauntlet-abc", "HEAD"),
    asked("heap", "/actuator/heapdump", "HEAD"),
  ];
  return judgeBeside({ subject: { key: "" }, exchanges, observations: [] }).verdict;
};
const only = (wanted: string, reply: Reply) => verdict((path) => (path === wanted ? reply : missing(path)));

describe("what is beside the endpoint", () => {
  it.each<[string, string, string, string?]>([
    ["a repository", "/.git/HEAD", "ref: refs/heads/main\n", "text/plain"],
    ["settings", "/.env", "PORT=80\nexport MODE=live\n", "application/octet-stream"],
    ["sessions", "/sessions", '{"active":2,"sessions":[{"id":"3f2504e0-4f89-11d3-9a0c-0305e82c3301"}]}'],
    ["sessions by id", "/api/sessions", '{"sessions":{"3f2504e0-4f89-11d3-9a0c-0305e82c3301":{"user":"a"}}}'],
    ["an environment", "/debug", '{"PATH":"/usr/bin","HOME":"/root","MODE":"live","REGION":"eu"}'],
    ["profiles", "/debug/pprof/", "<html><title>/debug/pprof/</title> heap goroutine allocs", "text/html"],
    [
      "properties",
      "/actuator/env",
      '{"propertySources":[{"name":"systemEnvironment","properties":{"A":{"value":"1"},"B":{"value":"x"},"C":{"value":"y"}}}]}',
    ],
  ])("fails for %s", (_, path, body, type) => {
    expect(only(path, page(body, type))).toBe("fail");
  });

  it.each<[string, string, string, string?]>([
    ["metrics", "/metrics", "# HELP up Up.\n# TYPE up gauge\nup 1\n", "text/plain"],
    ["an API's description", "/openapi.json", '{"openapi":"3.1.0","paths":{"/sessions":{}}}'],
    ["its documentation", "/docs", "<!doctype html><title>x</title><div id=swagger-ui></div>", "text/html"],
    ["an index for operators", "/actuator", '{"_links":{"self":{"href":"http://127.0.0.1/actuator"}}}'],
    ["masked properties", "/actuator/env", '{"propertySources":[{"properties":{"A":{"value":"******"}}}]}'],
    ["a host behind it", "/health", '{"status":"ok","db":"db-1.prod.internal:5432"}'],
  ])("notes %s", (_, path, body, type) => {
    expect(only(path, page(body, type))).toBe("noted");
  });

  it.each<[string, string, string, string?]>([
    ["health", "/health", '{"status":"ok","uptime":12.5}'],
    ["a version", "/version", '{"version":"1.2.3"}'],
    ["a page for people", "/docs", "<!doctype html><h1>Handbook</h1> set PATH=/usr/bin and HOME=/root", "text/html"],
    ["a login", "/admin", "<!doctype html><form><input type=password></form>", "text/html"],
    ["a session of the visitor's own", "/info", '{"sessionId":"3f2504e0-4f89-11d3-9a0c-0305e82c3301"}'],
    ["a count of sessions", "/sessions", '{"sessions":3}'],
    ["an empty list of sessions", "/sessions", '{"sessions":[]}'],
    ["an .env that is a page", "/.env", "<!doctype html>A=1\nB=2\n", "text/html"],
    ["settings of a front end", "/config.json", '{"theme":"dark","api":"/api"}'],
  ])("passes %s", (_, path, body, type) => {
    expect(only(path, page(body, type))).toBe("pass");
  });

  it("takes one page for every address for none", () => {
    expect(verdict(() => page("# HELP a b\n# TYPE a gauge\na 1", "text/plain"))).toBe("pass");
    expect(verdict((path) => page(`<html>not here: ${path} ref 12`, "text/html"))).toBe("pass");
  });

  it.each([
    ["url-credentials", true],
    ["google-key", undefined],
    ["assigned-secret", undefined],
  ])("knows of a %s in a config whether it is one for everybody", (kind, grave) => {
    const sightings = [{ kind, placeholder: `[redacted:${kind}:1]`, where: "reply" as const, shape: {} }];
    expect(readPage("/config.json", { reply: page(`{"value":"[redacted:${kind}:1]"}`), sightings })?.grave).toBe(grave);
  });

  it("finds a heap by its head", () => {
    const heap = (path: string, verb: string) =>
      verb === "HEAD" && path.endsWith("heapdump") ? page("", "application/octet-stream") : missing(path);
    expect(verdict(heap)).toBe("fail");
    expect(verdict((_, verb) => (verb === "HEAD" ? page("", "application/octet-stream") : missing("")))).toBe("pass");
  });

  it.each<[string, Reply, string]>([
    ["a guard before everything", { kind: "http-error", status: 401, headers: {}, body: "" }, "pass"],
    ["a server that is broken", { kind: "http-error", status: 502, headers: {}, body: "" }, "inconclusive"],
    ["too many requests", { kind: "http-error", status: 429, headers: {}, body: "" }, "inconclusive"],
    ["nobody there", { kind: "closed", why: "ECONNRESET" }, "inconclusive"],
  ])("knows what %s means", (_, reply, expected) => {
    expect(verdict(() => reply)).toBe(expected);
  });

  it("asks below the folder of the endpoint as well, and never the endpoint", () => {
    expect(pathsBeside("/api/mcp")).toContain("/api/metrics");
    expect(pathsBeside("/mcp")).not.toContain("/mcp");
    expect(pathsBeside("/debug")).not.toContain("/debug");
  });
});
