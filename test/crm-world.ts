import { type Visit, visit } from "../fixtures/servers/guarded/testing/caller.ts";
import { openSmallIssuer, type SmallIssuer } from "../fixtures/servers/guarded/testing/small-issuer.ts";
import { type RunningFixture, startFixture } from "./fixtures.ts";
import { type FreshDatabase, freshDatabase } from "./fresh-database.ts";

/** What tokens say of everybody that the server is asked as. */
const people: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  alice: { sub: "alice", roles: ["admin"], tenant: "acme", scope: "orders reports" },
  bob: { sub: "bob", roles: ["agent"], tenant: "acme", scope: "orders" },
  carol: { sub: "carol", roles: ["viewer"], tenant: "acme", scope: "orders" },
  dave: { sub: "dave", roles: ["agent"], tenant: "globex", scope: "orders" },
  /** Nobody's token but the provider's: dave, with what an admin of globex could do. */
  "dave as admin": { sub: "dave", roles: ["admin"], tenant: "globex", scope: "orders reports" },
  erin: { sub: "erin", roles: ["agent"], tenant: "acme", scope: "orders" },
  "nightly-sync": { client_id: "nightly-sync", scope: "orders" },
};

/** What a tool said to somebody. */
export interface Said {
  /** Its text; for a refusal whatever came instead. */
  readonly text: string;
  readonly served: boolean;
}

/** The server with a database and an issuer of its own, as a process. */
export interface World {
  readonly database: FreshDatabase;
  readonly issuer: SmallIssuer;
  /** Names of the tools that somebody is shown. */
  tools(who: string): Promise<readonly string[]>;
  call(who: string, tool: string, args: Readonly<Record<string, unknown>>): Promise<Said>;
  /** HTTP status of the first request of somebody; undefined as nobody. */
  knock(who: string | undefined): Promise<number>;
  close(): Promise<void>;
}

/** Starts the server with these arguments, vulnerable unless they say otherwise. */
export async function openWorld(args: readonly string[]): Promise<World> {
  const [database, issuer] = await Promise.all([freshDatabase(), openSmallIssuer("RS256", "crm")]);
  const fixed = ["--database", database.url, "--transport", "http", "--issuer", issuer.url];
  const server: RunningFixture = await startFixture("crm", [...fixed, ...args]);
  const visits = new Map<string, Promise<{ readonly token: string; readonly at: Visit }>>();
  const enter = async (who: string) => {
    const token = await issuer.mint(people[who] ?? {});
    return { token, at: await visit(server.ready.url, "legacy", { token }) };
  };
  const entered = (who: string) => {
    const known = visits.get(who) ?? enter(who);
    visits.set(who, known);
    return known;
  };
  return {
    database,
    issuer,
    async tools(who) {
      const { token, at } = await entered(who);
      const { tools } = resultIn((await at.ask("tools/list", {}, { token })).text) as { tools: { name: string }[] };
      return tools.map(({ name }) => name);
    },
    async call(who, tool, given) {
      const { token, at } = await entered(who);
      const { text } = await at.call(tool, given, { token });
      const result = resultIn(text);
      const [content] = (result?.content ?? []) as { text: string }[];
      return { text: content?.text ?? text, served: result !== undefined && result.isError !== true };
    },
    async knock(who) {
      const shown = who === undefined ? {} : { token: await issuer.mint(people[who] ?? {}) };
      const { opened, close } = await visit(server.ready.url, "legacy", shown);
      close();
      return opened.status;
    },
    async close() {
      for (const one of visits.values()) (await one).at.close();
      await server.stop();
      issuer.close();
      await database.drop();
    },
  };
}

/** The result of a JSON-RPC reply, as JSON or as an event; undefined for a refusal. */
function resultIn(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text.slice(Math.max(0, text.indexOf("{")))).result;
  } catch {
    return undefined;
  }
}
