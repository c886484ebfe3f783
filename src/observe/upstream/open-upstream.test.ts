import { afterEach, expect, it } from "vitest";
import { type OpenUpstream, openUpstream } from "./open-upstream.ts";

const token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl";
let upstream: OpenUpstream | undefined;
afterEach(() => upstream?.close());

it("tells where a whole token stands, and forgets what it told", async () => {
  upstream = await openUpstream(0);
  const { url } = upstream;
  expect(await (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).json()).toMatchObject({
    ok: true,
  });
  expect(upstream.look(token)).toEqual({ requests: 1, ever: 1, shown: ["header authorization"] });
  expect(upstream.look(token)).toEqual({ requests: 0, ever: 1, shown: [] });
  await fetch(`${url}/a?key=${encodeURIComponent(token)}`);
  await fetch(`${url}/${token}`);
  await fetch(url, { method: "POST", body: JSON.stringify({ token }) });
  await fetch(url, { headers: { "x-note": Buffer.from(`user:${token}`).toString("base64") } });
  expect(upstream.look(token)).toEqual({ requests: 4, ever: 5, shown: ["query", "path", "body", "header x-note"] });
});

it("is not alarmed by another token, a part of it, or none", async () => {
  upstream = await openUpstream(0);
  await fetch(upstream.url, { headers: { authorization: "Bearer of-the-server" } });
  await fetch(upstream.url, { headers: { "x-part": token.slice(0, -4) } });
  expect(upstream.look(token).shown).toEqual([]);
  await fetch(upstream.url, { headers: { authorization: "Bearer of-the-server" } });
  expect(upstream.look(undefined)).toEqual({ requests: 1, ever: 3, shown: [] });
});

it("says which port is taken", async () => {
  upstream = await openUpstream(0);
  await expect(openUpstream(Number(new URL(upstream.url).port))).rejects.toThrow(/upstream API cannot listen/);
});
