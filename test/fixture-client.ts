import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { stdioCommand } from "./fixtures.ts";

/** What a fixture server answered; an error of the protocol counts as one of the tool. */
export interface FixtureAnswer {
  readonly text: string;
  readonly isError: boolean;
}

/** The official client, for tests of the fixtures themselves: they are not judged by our own connection layer. */
export interface FixtureClient {
  /** The whole answer to `tools/list` as JSON text. */
  tools(): Promise<string>;
  call(name: string, args: Record<string, unknown>): Promise<FixtureAnswer>;
  resource(uri: string): Promise<FixtureAnswer>;
  prompt(name: string, args: Record<string, string>): Promise<FixtureAnswer>;
  close(): Promise<void>;
}

/** Starts a fixture server on standard input and output and connects to it. */
export async function connectStdio(id: string, args: readonly string[]): Promise<FixtureClient> {
  return connect(new StdioClientTransport({ ...stdioCommand(id, args), stderr: "inherit" }));
}

/** Connects to a fixture server by URL. */
export async function connectHttp(url: string): Promise<FixtureClient> {
  return connect(new StreamableHTTPClientTransport(new URL(url)));
}

async function connect(transport: StdioClientTransport | StreamableHTTPClientTransport): Promise<FixtureClient> {
  const client = new Client({ name: "fixture-test", version: "1.0.0" });
  // The SDK's classes are not written for exactOptionalPropertyTypes.
  await client.connect(transport as unknown as Parameters<Client["connect"]>[0]);
  return {
    tools: async () => JSON.stringify(await client.listTools()),
    call: (name, args) =>
      answered(async () => {
        const { content, isError } = await client.callTool({ name, arguments: args });
        return { text: (content as { text: string }[])[0]?.text ?? "", isError: isError === true };
      }),
    resource: (uri) =>
      answered(async () => {
        const [first] = (await client.readResource({ uri })).contents;
        return { text: String(first && "text" in first ? first.text : ""), isError: false };
      }),
    prompt: (name, args) =>
      answered(async () => {
        const content = (await client.getPrompt({ name, arguments: args })).messages[0]?.content;
        return { text: content?.type === "text" ? content.text : "", isError: false };
      }),
    close: () => client.close(),
  };
}

async function answered(ask: () => Promise<FixtureAnswer>): Promise<FixtureAnswer> {
  try {
    return await ask();
  } catch (error) {
    return { text: (error as Error).message, isError: true };
  }
}
