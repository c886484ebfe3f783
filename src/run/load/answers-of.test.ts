import { describe, expect, it } from "vitest";
import type { Share } from "../../model/load/plan.ts";
import type { Reply } from "../../model/reply.ts";
import { answersOf } from "./answers-of.ts";
import type { LoadSessions } from "./sessions/load-sessions.ts";

const share: Share = { tool: "t", args: {}, weight: 1, complexity: "simple" };
const names = ["ann", "bob", "cat"];

/** Sessions with a server that answers by who asks, in which session, and the how manieth call it is. */
function sessionsWith(answer: (who: string, session: number, call: number) => string | Reply): LoadSessions {
  let opened = 0;
  let calls = 0;
  const principalOf = (user: number): string => names[user % names.length] ?? "";
  return {
    principalOf,
    async open(user) {
      const session = opened++;
      return {
        async ask() {
          const said = answer(principalOf(user), session, calls++);
          const reply: Reply =
            typeof said === "string" ? { kind: "result", result: { content: [{ type: "text", text: said }] } } : said;
          return { reply, resent: 0 };
        },
        close: async () => undefined,
      };
    },
    sockets: () => 0,
    memory: () => undefined,
    close: async () => undefined,
  };
}

describe("tools that answer each principal differently", () => {
  it("are known by answers that stay the same", async () => {
    const found = await answersOf(
      [share],
      sessionsWith((who) => `you are ${who}`),
      5,
      1_000,
    );
    expect([...found]).toEqual([
      [
        "t",
        {
          by: "answer",
          answers: new Map([
            [0, "you are ann"],
            [1, "you are bob"],
            [2, "you are cat"],
            [3, "you are ann"],
            [4, "you are bob"],
          ]),
        },
      ],
    ]);
  });

  it.each([
    ["the same for all", () => "hello"],
    ["the same for two of them", (who: string) => (who === "cat" ? "hello, cat" : "hello")],
    ["numbers that differ", (who: string) => `${names.indexOf(who)} unread`],
    ["a clock", (who: string) => `${who} ${Math.floor(performance.now() / 1_000)}`],
    ["a number of the session", (who: string, session: number) => `${who} in session ${session}`],
    ["replicas in turn", (_: string, __: number, call: number) => `from ${["x", "y", "z"][call % 3]}`],
    ["replicas by session", (_: string, session: number) => `from ${["x", "y", "z"][session % 3]}`],
    ["what fails for one", (who: string) => (who === "bob" ? ({ kind: "timeout", afterMs: 1 } as const) : who)],
    ["more than is kept", (who: string) => who.repeat(10_000)],
  ])("are not those that give %s", async (_, answer) => {
    expect([...(await answersOf([share], sessionsWith(answer), 9, 1_000))]).toEqual([]);
  });

  it("are not looked for where all are one", async () => {
    const asked: string[] = [];
    const answer = (who: string): string => {
      asked.push(who);
      return who;
    };
    const found = await answersOf([share], sessionsWith(answer), 1, 1_000);
    expect([[...found], asked]).toEqual([[], []]);
  });
});
