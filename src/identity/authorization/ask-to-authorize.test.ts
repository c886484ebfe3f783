import { expect, it } from "vitest";
import { askToAuthorize } from "./ask-to-authorize.ts";
import type { HttpAnswer, HttpRequest } from "./send.ts";

const redirectUri = "https://desk.example/callback";

/** Asks a server that answers each path in one way; tells what it was asked. */
async function asked(
  pages: Readonly<Record<string, { status: number; headers?: Record<string, string>; text?: string }>>,
) {
  const requests: HttpRequest[] = [];
  let turns = 0;
  const sent = async (request: HttpRequest): Promise<HttpAnswer> => {
    requests.push(request);
    const { status, headers = {}, text = "" } = pages[new URL(request.url).pathname] ?? { status: 404 };
    return { ok: true, status, headers: new Headers(headers), text };
  };
  const end = await askToAuthorize(new URL("http://127.0.0.1:1/authorize"), redirectUri, sent, async () => {
    turns += 1;
  });
  return { ...end, requests, turns };
}

it("follows redirects within the server, with its cookies, and reads the code at their end", async () => {
  const { reply, code, requests, turns } = await asked({
    "/authorize": { status: 302, headers: { location: "/login/7", "set-cookie": "sid=1; Path=/; HttpOnly" } },
    "/login/7": { status: 303, headers: { location: `${redirectUri}?code=abc&state=s` } },
  });
  expect(code).toBe("abc");
  expect(requests.map(({ url }) => new URL(url).pathname)).toEqual(["/authorize", "/login/7"]);
  expect(requests[1]?.headers.cookie).toBe("sid=1");
  expect(turns).toBe(1);
  expect(reply).toMatchObject({ result: { answer: "code", to: redirectUri, through: ["http://127.0.0.1:1/login/7"] } });
});

it.each([
  ["http://127.0.0.1:2/login", "elsewhere"],
  ["https://127.0.0.1:1/login", "elsewhere"],
  ["https://desk.example@gauntlet.example/callback?error=invalid_request", "error"],
  ["app.desk:/callback#code=abc", "code"],
  ["http://", "elsewhere"],
])("never goes to %s", async (location, answer) => {
  const { reply, requests } = await asked({ "/authorize": { status: 302, headers: { location } } });
  expect(requests).toHaveLength(1);
  expect(reply).toMatchObject({ kind: "result", result: { answer } });
});

it("ends where a server redirects to itself for ever, and tells a page from a refusal", async () => {
  const round = await asked({ "/authorize": { status: 302, headers: { location: "/authorize" } } });
  expect(round.requests).toHaveLength(6);
  expect(round.reply).toMatchObject({ result: { answer: "elsewhere" } });
  const page = await asked({ "/authorize": { status: 200, text: "<h1>Log in</h1>" } });
  expect(page.reply).toMatchObject({ result: { answer: "page", to: null, text: "<h1>Log in</h1>" } });
  const no = await asked({ "/authorize": { status: 400, text: "no" } });
  expect(no.reply).toEqual({ kind: "http-error", status: 400, headers: {}, body: "no" });
});
