import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer as createHttp, type RequestListener } from "node:http";
import { createServer as createHttps } from "node:https";
import { type AddressInfo, createServer as createTcp, type Server } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { buildProgram, type Ended, ended, type Program } from "./cli/program.ts";

let program: Program;
const listening: Server[] = [];
const small = join(import.meta.dirname, "cli/small-server.mjs");

beforeAll(() => {
  program = buildProgram();
});
afterAll(() => program.remove());
afterEach(() => {
  for (const server of listening.splice(0)) {
    server.close();
    if ("closeAllConnections" in server) (server as ReturnType<typeof createHttp>).closeAllConnections();
  }
  rmSync(join(program.directory, "reports"), { recursive: true, force: true });
  for (const name of readdirSync(program.directory))
    rmSync(join(program.directory, name), { recursive: true, force: true });
});

/** The exit code, one sentence, one hint, no stack; no report for an error of use. */
function expectRefusal(run: Ended, code: number, sentence: RegExp): void {
  expect(run.code).toBe(code);
  const said = run.stderr.split("\n").filter((line) => line.startsWith("mcp-gauntlet: "));
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(sentence);
  expect(run.stderr).not.toMatch(/^\s+at /m);
  if (code !== 3) return;
  expect(run.stderr).toMatch(/\n {2}\S.+\n$/);
  expect(run.stdout).toBe("");
  expect(existsSync(join(program.directory, "reports"))).toBe(false);
}

function write(name: string, text: string): void {
  writeFileSync(join(program.directory, name), text);
}

function reportFolder(): string {
  const [name = ""] = readdirSync(join(program.directory, "reports"));
  return join(program.directory, "reports", name);
}

function report(): { stopReason: string; exitCode: number; results: { verdict: string }[] } {
  return JSON.parse(readFileSync(join(reportFolder(), "report.json"), "utf8"));
}

async function listen(server: Server): Promise<number> {
  listening.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

const http = async (answer: RequestListener) => `http://127.0.0.1:${await listen(createHttp(answer))}/mcp`;

describe.concurrent("an error of use is one sentence, a hint and exit code 3", () => {
  it.each([
    ["", /No command was given/, /mcp-gauntlet --help/],
    ["scna", /Unknown command 'scna'/, /Did you mean scan\?/],
    ["scan --fial-on high", /Unknown option '--fial-on'/, /Did you mean --fail-on\?/],
    ["scan --fail-on huge http://127.0.0.1/", /argument 'huge' is invalid/, /--help/],
    ["scan --timeout soon http://127.0.0.1/", /must be a time such as 30s/, /--help/],
    ["scan --header nonsense http://127.0.0.1/", /must be written as 'Name: value'/, /--help/],
    ["scan --reporter pdf http://127.0.0.1/", /There is no reporter "pdf"/, /html, json, markdown/],
    [
      "scan --suite sql-injektion http://127.0.0.1/",
      /There is no suite "sql-injektion"/,
      /Did you mean sql-injection\?/,
    ],
    ["scan --check sql-injection/nothing-like-it http://127.0.0.1/", /There is no check/, /mcp-gauntlet list/],
    ["scan", /No server was named/, /a URL, --server NAME, a command after --, or target in gauntlet\.config\.json/],
    ["scan http://127.0.0.1/ --server crm", /Two servers were named: a URL and --server/, /Name one/],
    ["scan http://127.0.0.1/ -- node x.js", /Two servers were named: a URL and a command/, /Name one/],
    ["scan node server.js", /Too many arguments/, /goes after --/],
    ["scan server.js", /"server\.js" is not an http or https URL/, /-- node server\.js/],
    ["scan ftp://127.0.0.1/", /is not an http or https URL/, /http:\/\/host:port/],
    ["scan --mcp-config mcp.json", /not which server/, /--server NAME/],
    ["scan --server crm", /There is no server "crm" in \.mcp\.json, mcp\.json/, /None of these/],
    ["scan --env A=b http://127.0.0.1/", /--env means nothing/, /started/],
    ["scan --header A:b -- node x.js", /--header means nothing/, /URL/],
    ["scan --transport stdio http://127.0.0.1/", /--transport stdio does not go with/, /Leave --transport out/],
    ["scan --cert c.pem http://127.0.0.1/", /--cert was given without --key/, /both/],
    ["scan --ca none.pem http://127.0.0.1/", /--ca none\.pem cannot be read: there is no such file/, /path/],
    ["scan --proxy nowhere http://127.0.0.1/", /The proxy is not an http or https URL/, /--proxy http/],
    [
      "scan http://example.com/mcp",
      /The host example\.com is neither this machine nor an allowed host/,
      /--allow-host example\.com/,
    ],
    ["scan --config none.json", /none\.json cannot be read: there is no such file/, /--config/],
    ["list -- node x.js", /takes nothing after --/, /scan, load and inspect/],
    [
      "explain sql-injection/argument-in-sql-txt",
      /There is no check/,
      /Did you mean sql-injection\/argument-in-sql-text\?/,
    ],
  ])("mcp-gauntlet %s", async (line, sentence, hint) => {
    const run = await program.run(line.split(" ").filter(Boolean));
    expectRefusal(run, 3, sentence);
    expect(run.stderr.split("\n").at(-2)).toMatch(hint);
  });
});

describe("what a config or a folder makes of it is too", () => {
  it("a config that is found and not valid", async () => {
    write("gauntlet.config.json", '{ "target": { "url": "http://127.0.0.1/" }, "budget": { "requests": 0 } }');
    expectRefusal(
      await program.run(["scan"]),
      3,
      /gauntlet\.config\.json: budget\.requests must be a whole number above 0, but it is 0/,
    );
  });

  it("two configs", async () => {
    write("gauntlet.config.json", "{}");
    write("gauntlet.config.yaml", "{}");
    expectRefusal(await program.run(["scan"]), 3, /two config files here/);
  });

  it("a secret that is not there", async () => {
    write(
      "gauntlet.config.yaml",
      "target: { url: 'http://127.0.0.1/' }\nprincipals: [{ name: a, token: { env: NO_SUCH } }]",
    );
    expectRefusal(
      await program.run(["scan"]),
      3,
      /principals\[0\]\.token: the environment variable NO_SUCH is not set/,
    );
  });

  it("a folder that cannot be written to", async () => {
    write("file", "");
    expectRefusal(
      await program.run(["scan", "--out", "file/x", "http://127.0.0.1/"]),
      3,
      /cannot be written to .*: a part of its path is a file/,
    );
  });
});

describe("a lock of what is listed", () => {
  const scan = ["scan", "--check", "tool-exposure/changed-since-locked", "--lock", "gauntlet.lock.json"];

  it("is written, agreed with, and broken by what is listed otherwise", async () => {
    const server = ["--", process.execPath, small];
    expect((await program.run([...scan, "--update-lock", ...server])).stdout).toContain("gauntlet.lock.json");
    const agreed = await program.run([...scan, ...server]);
    expect(agreed.code).toBe(0);
    expect(agreed.stdout).toContain("No finding; 1 question answered with a pass");
    const broken = await program.run([...scan, ...server, "--changed"]);
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain("New since the lists were locked: tool keep");
    expect(broken.stdout.replaceAll(/\s+/g, " ")).toContain(
      "Changed since the lists were locked: tool find: description: ",
    );
    expect(broken.stdout).toContain("Tell blue.");
  });

  it("is refused where it is not there, is none, or was changed by hand", async () => {
    expectRefusal(await program.run([...scan, "http://127.0.0.1/"]), 3, /gauntlet.lock.json cannot be read/);
    write("gauntlet.lock.json", "{}");
    expectRefusal(await program.run([...scan, "http://127.0.0.1/"]), 3, /is not a lock file/);
    const instructions = { sha256: "0".repeat(64), value: "mine" };
    const nothing = { tools: {}, resources: {}, resourceTemplates: {}, prompts: {} };
    write("gauntlet.lock.json", JSON.stringify({ lockVersion: 1, principals: { a: { instructions, ...nothing } } }));
    expectRefusal(await program.run([...scan, "http://127.0.0.1/"]), 3, /the hash of the instructions/);
  });
});

describe("a server that cannot be reached is exit code 4, with a report", () => {
  async function expectUnreachable(args: readonly string[], sentence: RegExp): Promise<Ended> {
    const run = await program.run(["scan", ...args]);
    expectRefusal(run, 4, sentence);
    expect(report()).toMatchObject({ exitCode: 4 });
    return run;
  }

  it("a port where nobody listens", async () => {
    const server = createTcp();
    const port = await listen(server);
    server.close();
    await expectUnreachable([`http://127.0.0.1:${port}/mcp`], /nothing listens/i);
  });

  it("a command that is not there", () =>
    expectUnreachable(["--", "no-such-program-here"], /no-such-program-here was not found/));

  it("a server that exits at start: the end of its stderr is shown", async () => {
    const source = "console.error('cannot open the database'); process.exit(3)";
    await expectUnreachable(["--", process.execPath, "-e", source], /cannot open the database/);
  });

  it("a server that never answers", async () => {
    const source = "setInterval(() => {}, 1000)";
    await expectUnreachable(
      ["--timeout", "1s", "--", process.execPath, "-e", source],
      /did not answer|no answer|time/i,
    );
    rmSync(join(program.directory, "reports"), { recursive: true });
    const silent = await listen(createTcp((socket) => void socket.on("error", () => undefined)));
    await expectUnreachable(["--timeout", "1s", `http://127.0.0.1:${silent}/mcp`], /did not answer|no answer|time/i);
  });

  it("a certificate that nobody vouches for", async () => {
    const pem = readFileSync(join(import.meta.dirname, "cli/self-signed.pem"));
    const port = await listen(createHttps({ key: pem, cert: pem }, (_, response) => response.writeHead(401).end()));
    const url = `https://127.0.0.1:${port}/mcp`;
    await expectUnreachable([url], /certificate/i);
    rmSync(join(program.directory, "reports"), { recursive: true });
    const insecure = await program.run(["scan", "--insecure", url]);
    expect(insecure.code).toBe(2);
    const trusted = await program.run(["scan", "--ca", join(import.meta.dirname, "cli/self-signed.pem"), url]);
    expect(trusted.code).toBe(2);
  });

  it("a server that speaks something else", async () => {
    await expectUnreachable([await http((_, response) => response.end("<h1>It works</h1>"))], /./);
  });
});

it("a 401 without credentials is no error of use: the report is written and nothing was concluded", async () => {
  const url = await http((_, response) => response.writeHead(401, { "www-authenticate": "Bearer" }).end());
  const run = await program.run(["scan", url]);
  expect(run.code).toBe(2);
  expect(report()).toMatchObject({ stopReason: "unauthorized", exitCode: 2 });
  const inspected = await program.run(["inspect", url]);
  expect(inspected.code).toBe(2);
  const planned = await program.run(["scan", "--dry-run", url]);
  expect(planned.code).toBe(2);
});

describe("a run that works", () => {
  const server = ["--", process.execPath, small];

  it("writes every format for the owner's eyes only, says where, and keeps stdout for results", async () => {
    const run = await program.run(["scan", ...server]);
    expect(run.code).toBe(0);
    const folder = reportFolder();
    const names = ["evidence.jsonl", "report.html", "report.json", "report.md"];
    expect(readdirSync(folder).sort()).toEqual(names);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of names) {
      expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600);
      expect(run.stdout.split("\n").slice(-6).join("\n")).toContain(name);
    }
    expect(run.stderr).toMatch(/connected to small/);
    expect(run.stdout).not.toMatch(/connected to/);
  });

  it("--json prints the report, --quiet prints nothing, --out and --reporter are obeyed", async () => {
    const json = await program.run([
      "scan",
      "--json",
      "--seed",
      "7",
      "--out",
      "here",
      "--reporter",
      "markdown",
      ...server,
    ]);
    expect(JSON.parse(json.stdout)).toMatchObject({ schemaVersion: 1, seed: 7, exitCode: 0 });
    expect(readdirSync(join(program.directory, "here")).sort()).toEqual(["evidence.jsonl", "report.json", "report.md"]);
    expect(await program.run(["scan", "--quiet", ...server])).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("a config and a client config name the server too; the command line wins", async () => {
    write(
      "gauntlet.config.json",
      JSON.stringify({ target: { command: ["no-such-program"] }, report: { out: "configured" } }),
    );
    mkdirSync(join(program.directory, ".vscode"));
    write(".vscode/mcp.json", JSON.stringify({ servers: { crm: { command: `\${NODE}`, args: [small] } } }));
    const run = await program.run(["scan", "--server", "crm"], { NODE: process.execPath });
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('server "crm" is taken from .vscode/mcp.json');
    expect(run.stderr).toContain("the target in gauntlet.config.json is set aside");
    expect(readdirSync(join(program.directory, "configured"))).toContain("report.json");
  });

  it("--dry-run calls no tool and writes nothing", async () => {
    const run = await program.run(["scan", "--dry-run", ...server]);
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(
      /sql-injection\/argument-in-sql-text {2}find\.name {2}baseline: tools\/call \{"name":"find"/,
    );
    expect(run.stdout).toMatch(/no tool was called\.\n$/);
    expect(existsSync(join(program.directory, "reports"))).toBe(false);
  });

  it("inspect shows what is offered, with nothing the server could draw on the terminal", async () => {
    const run = await program.run(["inspect", ...server, "--red"]);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("small 1.0.0 as anonymous");
    expect(run.stdout).toContain("\\u001b[31mred");
    expect(run.stdout).toContain("- name: string\n");
    expect(run.stdout).not.toContain("\u001b");
    const json = await program.run(["inspect", "--json", ...server]);
    expect(JSON.parse(json.stdout)).toMatchObject([
      { principal: "anonymous", ok: true, surface: { tools: [{ name: "find" }] } },
    ]);
  });

  it("no secret that was handed in is written anywhere", async () => {
    const secret = "sup3r-s3cret-value";
    write("gauntlet.config.json", JSON.stringify({ principals: [{ name: "a", env: { API_KEY: { env: "SECRET" } } }] }));
    const line = ["scan", "-v", "--trace", "--env", `TOKEN=${secret}`, ...server, `--password=${secret}`];
    const run = await program.run(line, { SECRET: secret });
    const written = readdirSync(reportFolder()).map((name) => readFileSync(join(reportFolder(), name), "utf8"));
    expect([run.stdout, run.stderr, ...written].join("\n")).not.toContain(secret);
    expect(run.stderr).toMatch(/^--> /m);
  });
});

it("a password in the URL is sent as Basic credentials and shown nowhere", async () => {
  const heard: (string | undefined)[] = [];
  const url = await http((request, response) => {
    heard.push(request.headers.authorization);
    response.writeHead(401).end();
  });
  const line = [
    "scan",
    "-v",
    "--trace",
    "--header",
    "X-Key: header-secret-value",
    url.replace("//", "//user:pass-in-url@"),
  ];
  const run = await program.run(line);
  expect(run.code).toBe(2);
  expect(heard).toContain(`Basic ${Buffer.from("user:pass-in-url").toString("base64")}`);
  const written = readdirSync(reportFolder()).map((name) => readFileSync(join(reportFolder(), name), "utf8"));
  const all = [run.stdout, run.stderr, ...written].join("\n");
  for (const secret of ["pass-in-url", "header-secret-value"]) expect(all).not.toContain(secret);
});

describe("Ctrl-C", () => {
  async function startStuck(): Promise<{
    child: ReturnType<Program["start"]>;
    end: Promise<Ended>;
    pid: () => number;
  }> {
    const file = join(program.directory, "pid");
    const child = program.start([
      "scan",
      "--timeout",
      "60s",
      "--check",
      "sql-injection/argument-in-sql-text",
      "-v",
      "--",
      process.execPath,
      small,
      "--pid",
      file,
      "--stuck",
    ]);
    const end = ended(child);
    await new Promise<void>((settle) => {
      let text = "";
      child.stderr.on("data", (chunk: string) => {
        text += chunk;
        if (/1 check on 1 subject/.test(text)) settle();
      });
    });
    return { child, end, pid: () => Number(readFileSync(file, "utf8")) };
  }

  it.each(["SIGINT", "SIGTERM"] as const)(
    "%s once: a partial report, then 130, and the server is gone",
    async (signal) => {
      const { child, end, pid } = await startStuck();
      child.kill(signal);
      const { code, stderr } = await end;
      expect(code).toBe(130);
      expect(stderr).toContain("stopping, writing the partial report (Ctrl-C again to force)");
      expect(report()).toMatchObject({ stopReason: "interrupted", exitCode: 130 });
      expect(await isGone(pid())).toBe(true);
    },
  );

  it("twice: 130 at once, and the server is gone", async () => {
    const { child, end, pid } = await startStuck();
    child.kill("SIGINT");
    await once(child.stderr, "data");
    child.kill("SIGINT");
    expect((await end).code).toBe(130);
    expect(await isGone(pid())).toBe(true);
  });
});

describe("what the product tells of itself", () => {
  it("list and explain", async () => {
    const list = await program.run(["list"]);
    expect(list.code).toBe(0);
    expect(list.stdout).toMatch(/sql-injection\/argument-in-sql-text\s+critical/);
    const explain = await program.run(["explain", "sql-injection/argument-in-sql-text"]);
    for (const head of ["Why it matters", "What to do about a finding", "What earns a pass", "CWE-89"]) {
      expect(explain.stdout).toContain(head);
    }
    const json = await program.run(["explain", "--json", "sql-injection/argument-in-sql-text"]);
    expect(JSON.parse(json.stdout)).toMatchObject({ severity: "critical" });
  });

  it("--version and --help", async () => {
    const manifest = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8"));
    expect(await program.run(["--version"])).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: "" });
    const help = await program.run(["--help"]);
    expect(help).toMatchObject({ code: 0, stderr: "" });
    for (const command of ["scan", "demo", "inspect", "list", "explain"])
      expect(help.stdout).toContain(`\n  ${command} `);
  });

  it("--help starts within three times the time of an empty Node program", async () => {
    const fastest = async (times: number, one: () => Promise<unknown>): Promise<number> => {
      let best = Number.POSITIVE_INFINITY;
      for (let n = 0; n < times; n += 1) {
        const from = performance.now();
        await one();
        best = Math.min(best, performance.now() - from);
      }
      return best;
    };
    const bare = await fastest(5, () => once(spawn(process.execPath, ["-e", "0"]), "close"));
    expect((await fastest(5, () => program.run(["--help"]))) / bare).toBeLessThan(3);
  });

  it("--help loads commander and our own few files, nothing else", async () => {
    const traced = await program.run(["--help"], { NODE_DEBUG: "esm" });
    const loaded = traced.stderr.match(/node_modules\/(?:@[^/]+\/)?[^/\s'"]+/g) ?? [];
    expect([...new Set(loaded)].filter((name) => name !== "node_modules/commander")).toEqual([]);
  });
});

/** True as soon as no process has this id; false after five seconds. */
async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 50; tries += 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await sleep(100);
  }
  return false;
}
