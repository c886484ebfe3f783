import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { afterEach, expect, it } from "vitest";
import { anonymous } from "../../model/principal.ts";
import { type EmbeddedIssuer, embeddedIssuer } from "../issuer/embedded-issuer.ts";
import { providerOf } from "./provider.ts";

let embedded: EmbeddedIssuer | undefined;
afterEach(() => embedded?.close());

async function opened() {
  embedded = embeddedIssuer({ port: 0 }, "mcp", () => undefined);
  await embedded.open(1);
  const { issuer } = embedded;
  if (issuer === undefined) throw new Error("the issuer is not open");
  const alice = { ...anonymous, name: "alice", token: embedded.mint({ sub: "alice" }) };
  const { port, close } = providerOf(embedded, [alice], new AbortController().signal);
  if (port === undefined) throw new Error("there is no port");
  const keys = () =>
    fetch(issuer.jwksUri).then(
      ({ status }) => status,
      () => "cut",
    );
  return { port, close, keys, issuer, alice };
}

it("cuts connections, answers 500, and heals, also when the probe ends without", async () => {
  const { port, close, keys } = await opened();
  expect(await keys()).toBe(200);
  port.fail("down");
  expect(await keys()).toBe("cut");
  port.fail("errors");
  expect(await keys()).toBe(500);
  port.heal();
  expect(await keys()).toBe(200);
  port.fail("down");
  close();
  expect(await keys()).toBe(200);
  expect(port.asked()).toBe(5);
});

it("does not heal what it did not break", async () => {
  const { close, keys, issuer } = await opened();
  issuer.fail({ errorShare: 1 });
  close();
  expect(await keys()).toBe(500);
});

it("gives a token that is signed with a new key, and leaves the old ones in force", async () => {
  const { port, issuer, alice } = await opened();
  const old = await alice.token.get(new AbortController().signal);
  const fresh = await port.rotate("alice");
  if (!old.ok || typeof fresh === "string") throw new Error("there is no token");
  expect(decodeProtectedHeader(fresh.token).kid).not.toBe(decodeProtectedHeader(old.token).kid);
  const keys = createRemoteJWKSet(new URL(issuer.jwksUri));
  for (const token of [old.token, fresh.token])
    expect((await jwtVerify(token, keys)).payload).toMatchObject({ sub: "alice", aud: "mcp" });
  expect(await port.rotate("nobody")).toMatch(/no token of the test issuer/);
});

it("is none where the run has no test issuer", () => {
  expect(providerOf(undefined, [], new AbortController().signal).port).toBeUndefined();
});
