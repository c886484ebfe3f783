import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportSchema } from "../src/model/report.ts";
import { buildProgram, type Ended, type Program } from "./cli/program.ts";
import { nodeArgs, type Program as Server, startProgram } from "./start-program.ts";

let program: Program;
const servers: Server[] = [];
const contract = "fixtures/servers/contract";
const users = 4;
const small = join(import.meta.dirname, "cli/small-server.mjs");

beforeAll(() => {
  program = buildProgram();
  const config = { promises: { readOnly: ["echo"] }, samples: { echo: { text: "hello" } } };
  writeFileSync(join(program.directory, "contract.json"), JSON.stringify(config));
});
afterAll(() => {
  for (const server of servers) server.stop();
  program.remove();
});

/** What a short load of few users wrote; the whole of it is a valid report. */
async function loaded(name: string, ...args: readonly string[]) {
  const short = ["--users", String(users), "--duration", "1s", "--reporter", "json", "--out", name];
  const run = await program.run(["load", "--config", "contract.json", ...short, ...args]);
  const file = join(program.directory, name, "report.json");
  expect(existsSync(file), run.stderr).toBe(true);
  const report = reportSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  expect(report.results.filter(({ verdict }) => verdict === "error")).toEqual([]);
  expect(report.results.find(({ check }) => check === "load/foreign-reply")?.verdict).toBe("pass");
  if (report.load === undefined) throw new Error("no load in the report");
  return report.load;
}

async function urlOf(file: string, ...args: readonly string[]): Promise<string> {
  const server = await startProgram(`${contract}/${file}`, ...args);
  servers.push(server);
  return server.url;
}

/** Every answer was looked at, and was for who had asked. What is said of speed depends on who else is at work on this machine. */
const sound = {
  ownership: { tools: ["echo"], foreign: 0, lost: 0 },
  failures: [],
  sessions: { refused: 0, abandoned: 0 },
};

describe.concurrent("a load", () => {
  it("over Streamable HTTP has a session for each user, and looks at the process that it is told of", async () => {
    const load = await loaded("http", "--pid", String(process.pid), await urlOf("v1-http.ts", "--json"));
    expect(load).toMatchObject({ ...sound, transport: "streamable-http" });
    expect(load.ownership.checked).toBeGreaterThan(100);
    expect(load.generator.sockets).toBeGreaterThanOrEqual(users);
    expect(load.sessions.memoryBytes?.before).toBeGreaterThan(10_000_000);
  });

  it("of the modern era needs no session; autocannon measures what HTTP alone allows", async () => {
    const load = await loaded("modern", "--engine", "autocannon", await urlOf("v2-http.ts", "--modern-only"));
    expect(load).toMatchObject({ ...sound, ceiling: { tool: "echo", connections: users, failed: 0 } });
  });

  it("over legacy SSE holds a stream open for each user", async () => {
    const load = await loaded("sse", await urlOf("v1-sse.ts"));
    expect(load).toMatchObject({ ...sound, transport: "sse" });
    expect(load.ownership.checked).toBeGreaterThan(100);
    // A stream and a connection for what is sent.
    expect(load.generator.sockets).toBeGreaterThanOrEqual(2 * users);
  });

  it("over stdio goes over one pipe", async () => {
    const load = await loaded("pipe", "--", process.execPath, ...nodeArgs(`${contract}/v1-stdio.ts`));
    expect(load).toMatchObject({ ...sound, transport: "stdio" });
    expect(load.ownership.checked).toBeGreaterThan(100);
    expect(load.generator.sockets).toBe(3);
    expect(load.sessions.memoryBytes?.before).toBeGreaterThan(10_000_000);
  });

  it("over stdio goes over processes that the users share, where it is told so", async () => {
    const load = await loaded("processes", "--processes", "2", "--", process.execPath, small);
    expect(load).toMatchObject({ transport: "stdio", plan: { users, processes: 2 }, failures: [] });
    expect(load.ownership).toMatchObject({ tools: ["find"], foreign: 0, lost: 0 });
    expect(load.generator.sockets).toBe(6);
  });
});

describe.concurrent("a load that cannot be made as it is asked for", () => {
  const url = "http://127.0.0.1:9/mcp";
  const command = ["--", process.execPath, small];
  it.each([
    ["no users", ["--users", "0", url], /whole number from 1 to 5000/],
    ["a profile that is none", ["--profile", "wave", url], /'wave' is invalid/],
    ["no time", ["--duration", "0s", url], /must be a time/],
    ["more processes than a machine has", ["--processes", "26", ...command], /whole number from 1 to 25/],
    ["processes over HTTP", ["--processes", "2", url], /--processes is for a server that is started as a command/],
    ["the process of nobody", ["--pid", "2147483646", url], /There is no process 2147483646/],
    ["the process of a command", ["--pid", "1", ...command], /--pid is for a server that is reached by HTTP/],
    ["autocannon over a pipe", ["--engine", "autocannon", ...command], /speaks only Streamable HTTP/],
    ["autocannon over SSE", ["--engine", "autocannon", "--transport", "sse", url], /speaks only Streamable HTTP/],
    ["an engine that is none", ["--engine", "wrk", url], /'wrk' is invalid/],
  ])("is an error of use: %s", async (_, args, sentence) => {
    expectRefusal(await program.run(["load", ...args]), sentence);
  });
});

/** One sentence, one hint, no stack, no report. */
function expectRefusal(run: Ended, sentence: RegExp): void {
  expect(run.code, run.stderr).toBe(3);
  const said = run.stderr.split("\n").filter((line) => line.startsWith("mcp-gauntlet: "));
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(sentence);
  expect(run.stderr).not.toMatch(/^\s+at /m);
  expect(existsSync(join(program.directory, "reports"))).toBe(false);
}
