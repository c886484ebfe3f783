import { afterAll, beforeAll, describe } from "vitest";
import type { Era, Target } from "../src/model/target.ts";
import { implementations, sessionContract, type Variant } from "./session-contract.ts";
import { nodeArgs, type Program, startProgram } from "./start-program.ts";

const folder = "fixtures/servers/contract";

interface Case extends Omit<Variant, "target"> {
  readonly title: string;
  readonly file: string;
  readonly args?: readonly string[];
  readonly era: Era;
}

const legacy = { era: "legacy", protocolVersion: "2025-11-25" } as const;
const modern = { era: "modern", protocolVersion: "2026-07-28" } as const;

const cases: readonly Case[] = [
  {
    title: "SDK 1.x over stdio",
    file: "v1-stdio.ts",
    era: "auto",
    expected: { transport: "stdio", ...legacy },
    asks: "requests",
    notifies: true,
  },
  {
    title: "hand-written 2024-11-05 over stdio",
    file: "old-stdio.ts",
    era: "auto",
    expected: { transport: "stdio", era: "legacy", protocolVersion: "2024-11-05" },
    asks: "requests",
    notifies: true,
  },
  {
    title: "SDK 2.x over stdio",
    file: "v2-stdio.ts",
    era: "auto",
    expected: { transport: "stdio", ...modern },
    asks: "input-required",
    notifies: true,
  },
  {
    title: "SDK 2.x over stdio, legacy era",
    file: "v2-stdio.ts",
    era: "legacy",
    expected: { transport: "stdio", ...legacy },
    asks: "requests",
    notifies: true,
  },
  {
    title: "SDK 1.x over Streamable HTTP with sessions",
    file: "v1-http.ts",
    era: "auto",
    expected: { transport: "streamable-http", ...legacy },
    asks: "requests",
    notifies: true,
  },
  {
    title: "SDK 1.x over Streamable HTTP, JSON replies",
    file: "v1-http.ts",
    args: ["--json"],
    era: "legacy",
    expected: { transport: "streamable-http", ...legacy },
    // The SDK has no stream to send them on then.
    asks: "never",
    notifies: false,
  },
  {
    title: "SDK 1.x over legacy SSE",
    file: "v1-sse.ts",
    era: "auto",
    expected: { transport: "sse", ...legacy },
    asks: "requests",
    notifies: true,
  },
  {
    title: "SDK 2.x over Streamable HTTP",
    file: "v2-http.ts",
    era: "auto",
    expected: { transport: "streamable-http", ...modern },
    asks: "input-required",
    notifies: true,
  },
  {
    title: "SDK 2.x over Streamable HTTP, modern only",
    file: "v2-http.ts",
    args: ["--modern-only"],
    era: "modern",
    expected: { transport: "streamable-http", ...modern },
    asks: "input-required",
    notifies: true,
  },
  {
    title: "SDK 2.x over Streamable HTTP, legacy era without sessions",
    file: "v2-http.ts",
    era: "legacy",
    expected: { transport: "streamable-http", ...legacy },
    // Without a session our answer cannot find its question.
    asks: "never",
    notifies: true,
  },
];

describe.each(cases)("$title", ({ file, args = [], era, ...variant }) => {
  let program: Program | undefined;
  const overHttp = variant.expected.transport !== "stdio";
  beforeAll(async () => {
    if (overHttp) program = await startProgram(`${folder}/${file}`, ...args);
  }, 30_000);
  afterAll(() => program?.stop());

  const target = (): Target =>
    overHttp
      ? { kind: "http", url: program?.url ?? "", transport: "auto", era, headers: {} }
      : {
          kind: "stdio",
          command: process.execPath,
          args: nodeArgs(`${folder}/${file}`, "--with-child", ...args),
          env: {},
          cwd: process.cwd(),
          era,
        };
  for (const [name, open] of Object.entries(implementations)) {
    sessionContract(name, open, { ...variant, target });
  }
});
