import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { tokenPorts } from "../../../../test/token-ports.ts";
import { cacheFile, readCache, writeCache } from "./token-cache.ts";

const tokens = { accessToken: "access", from: 1, until: 2, refreshToken: "refresh" };

it("gives back what was written, from a file of its own for each login", async () => {
  const { ports } = tokenPorts();
  const [alice, bob] = [
    cacheFile(ports.cache, ["issuer", "app", undefined, "alice"]),
    cacheFile(ports.cache, ["issuer", "app", undefined, "bob"]),
  ];
  expect(alice).not.toBe(bob);
  expect(await writeCache(ports.cache, alice, tokens)).toBe(true);
  expect(await readCache(alice)).toEqual(tokens);
  expect(await readCache(bob)).toBeUndefined();
  const { refreshToken: _none, ...others } = tokens;
  expect(await writeCache(ports.cache, alice, { ...others, refreshToken: undefined })).toBe(true);
  expect(await readCache(alice)).toEqual({ ...others, refreshToken: undefined });
});

it("closes a folder that was open to others, and replaces a file that was", async () => {
  const { ports } = tokenPorts();
  mkdirSync(ports.cache, { mode: 0o755 });
  const file = cacheFile(ports.cache, ["x"]);
  writeFileSync(file, "{}", { mode: 0o666 });
  chmodSync(file, 0o666);
  expect(await writeCache(ports.cache, file, tokens)).toBe(true);
  expect([statSync(ports.cache).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600]);
  expect(readdirSync(ports.cache)).toHaveLength(1);
});

it("reads nothing that others may read, that is a link, or that is broken", async () => {
  const { ports } = tokenPorts();
  const file = cacheFile(ports.cache, ["x"]);
  await writeCache(ports.cache, file, tokens);
  for (const mode of [0o640, 0o604, 0o660]) {
    chmodSync(file, mode);
    expect(await readCache(file), mode.toString(8)).toBeUndefined();
  }
  chmodSync(file, 0o600);
  const link = join(ports.cache, "link.json");
  symlinkSync(file, link);
  expect(await readCache(link)).toBeUndefined();
  writeFileSync(file, '{"accessToken": 5}');
  expect(await readCache(file)).toBeUndefined();
});

it("writes nothing where it cannot", async () => {
  const { ports, directory } = tokenPorts();
  writeFileSync(join(directory, "cache"), "a file, not a folder");
  expect(await writeCache(ports.cache, cacheFile(ports.cache, ["x"]), tokens)).toBe(false);
});
