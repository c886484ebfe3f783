import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SignJWT } from "jose";
import { expect, it } from "vitest";
import { tokenPorts } from "../../../test/token-ports.ts";
import type { TokenConfig } from "../../model/config.ts";
import { openTokenSource } from "./open-token-source.ts";
import type { TokenPorts } from "./ports.ts";

const never = new AbortController().signal;
const open = (token: TokenConfig, ports: TokenPorts) => openTokenSource(token, "alice", "principals[0].token", ports);

it("takes literals and variables, and reports them", async () => {
  const { ports, secrets } = tokenPorts({ environment: { ALICE: "from-env" } });
  for (const [token, wanted] of [
    ["literal-token", "literal-token"],
    [{ value: "value-token" }, "value-token"],
    [{ env: "ALICE" }, "from-env"],
  ] as const) {
    const opened = await open(token, ports);
    expect(await opened.source.get(never)).toEqual({ ok: true, token: wanted });
    expect(secrets).toContain(wanted);
  }
});

it("reads a file again when it has changed", async () => {
  const { ports, secrets, directory } = tokenPorts();
  const file = join(directory, "alice.token");
  writeFileSync(file, "first-token\n");
  const { source } = await open({ file: "alice.token" }, ports);
  expect(await source.get(never)).toEqual({ ok: true, token: "first-token" });
  writeFileSync(file, "another-token");
  expect(await source.get(never)).toEqual({ ok: true, token: "another-token" });
  expect(secrets).toEqual(["first-token", "another-token"]);
  rmSync(file);
  expect(await source.get(never)).toEqual({ ok: false, why: "the file with its token can no longer be read" });
});

it("runs a command again when the JWT that it printed is about to expire", async () => {
  let now = 1_800_000_000_000;
  const { ports, secrets, directory } = tokenPorts({ now: () => now });
  const file = join(directory, "jwt");
  const jwt = async (from: number) =>
    new SignJWT({ sub: "alice" })
      .setProtectedHeader({ alg: "HS256" })
      .setIssuedAt(from)
      .setExpirationTime(from + 3600)
      .sign(new Uint8Array(32));
  const [first, second] = [await jwt(1_800_000_000), await jwt(1_800_003_550)];
  writeFileSync(file, first);
  const command = [process.execPath, "-p", `require("fs").readFileSync(${JSON.stringify(file)}, "utf8")`];
  const { source } = await open({ command }, ports);
  expect(await source.get(never)).toEqual({ ok: true, token: first });
  writeFileSync(file, second);
  now += 3_530_000;
  expect(await source.get(never)).toEqual({ ok: true, token: first });
  now += 20_000;
  expect(await source.get(never)).toEqual({ ok: true, token: second });
  expect(secrets).toEqual(expect.arrayContaining([first, second]));
  rmSync(file);
  now += 3_700_000;
  expect(await source.get(never)).toEqual({ ok: false, why: "the command that prints its token no longer works" });
});

it.each([
  [{ env: "NOBODY" }, "principals[0].token: the environment variable NOBODY is not set."],
  [{ command: ["no-such-program-here"] }, "the command no-such-program-here gave no secret: it was not found"],
  [{ file: "missing.token" }, "principals[0].token: missing.token gave no secret: there is no such file."],
  [{ file: "." }, "there is no such file"],
  [{ file: "empty" }, "it is empty"],
  [{ file: "lines" }, "the value of authorization has a line break"],
  [{ mint: { sub: "alice" } }, "principals[0].token.mint needs `issuer` in the config."],
])("is a config error: %j", async (token, message) => {
  const { ports, directory } = tokenPorts();
  writeFileSync(join(directory, "empty"), " \n");
  writeFileSync(join(directory, "lines"), "one\ntwo");
  const failed = await open(token, ports).catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: "config-invalid", exitCode: 3, message: expect.stringContaining(message) });
});

it("leaves claims to the test issuer", async () => {
  const { ports } = tokenPorts({ mint: (claims) => ({ get: async () => ({ ok: true, token: `for ${claims.sub}` }) }) });
  const { source } = await open({ mint: { sub: "alice" } }, ports);
  expect(await source.get(never)).toEqual({ ok: true, token: "for alice" });
});
