import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { type OpenGenerator, text, tool } from "./generator.ts";

/** A client of the official SDK for each user, with the fetch that it comes with. */
export const openSdkClient: OpenGenerator = async ({ url, users }) => {
  const clients = await Promise.all(
    Array.from({ length: users }, async () => {
      const client = new Client({ name: "bench", version: "1" });
      await client.connect(new StreamableHTTPClientTransport(new URL(url)));
      return client;
    }),
  );
  return {
    async run(ms) {
      const until = performance.now() + ms;
      const counts = { calls: 0, failed: 0 };
      const work = async (client: Client): Promise<void> => {
        while (performance.now() < until) {
          const { isError } = await client.callTool({ name: tool, arguments: { text } });
          counts.calls += 1;
          if (isError) counts.failed += 1;
        }
      };
      await Promise.all(clients.map(work));
      return { ...counts, p99: undefined };
    },
  };
};
