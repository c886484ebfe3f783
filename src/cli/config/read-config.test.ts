import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { HarnessError } from "../../model/errors.ts";
import { readConfig } from "./read-config.ts";

const folder = mkdtempSync(join(tmpdir(), "gauntlet-config-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(name: string, text: string) {
  const file = join(folder, name);
  writeFileSync(file, text);
  return readConfig(file, name);
}

async function failure(name: string, text: string): Promise<HarnessError> {
  const error = await read(name, text).catch((thrown: unknown) => thrown);
  if (error instanceof HarnessError) return error;
  throw new Error(`not refused: ${text}`);
}

describe("a config that is valid", () => {
  const target = { target: { url: "http://127.0.0.1:3000/mcp" } };

  it("is read from JSON with comments and a trailing comma", async () => {
    const text = '// mine\n{ "target": /* here */ { "url": "http://127.0.0.1:3000/mcp", }, }';
    expect(await read("a.json", text)).toEqual(target);
  });

  it("is read from YAML", async () => {
    expect(await read("a.yaml", "# mine\ntarget:\n  url: http://127.0.0.1:3000/mcp\n")).toEqual(target);
  });

  it("is read from a module, also one that exports a promise", async () => {
    expect(await read("a.mjs", `export default Promise.resolve(${JSON.stringify(target)});`)).toEqual(target);
  });
});

describe("a config that is not valid is told in one sentence", () => {
  it.each([
    ['{ "budget": { "requests": -5 } }', "budget.requests must be a whole number above 0, but it is -5."],
    [
      '{ "budget": { "requests": "many" } }',
      'budget.requests must be a whole number above 0, but it is the string "many".',
    ],
    ['{ "budget": { "concurrency": 65 } }', "budget.concurrency must be a whole number from 1 to 64, but it is 65."],
    [
      '{ "target": [] }',
      "target must be an object with keys out of url, command, env, cwd, headers, transport, era, but it is an empty list.",
    ],
    [
      '{ "target": { "era": "old" } }',
      'target.era must be one of "auto", "legacy", "modern", but it is the string "old".',
    ],
    [
      '{ "principals": [{ "name": "a", "token": { "oauth": { "grant": "password", "clientId": "c", "clientid": "c" } } }] }',
      "principals[0].token.oauth.clientid is not a key of the config",
    ],
    [
      '{ "principals": [{ "name": "a", "token": { "oauth": { "grant": "secret-by-mistake", "clientId": "c" } } }] }',
      'principals[0].token.oauth.grant must be one of "client_credentials", "refresh_token", "password", "token_exchange", "authorization_code", but it is a string.',
    ],
    [
      '{ "principals": [{ "name": "a", "token": { "oauth": { "grant": "password", "clientId": "c", "issuer": "x" } } }] }',
      "principals[0].token.oauth.issuer must be a URL, but it is a string.",
    ],
    ['{ "principals": [{}] }', "principals[0].name must be a string that is not empty, but it is missing."],
    [
      '{ "promises": { "readOnly": "yes" } }',
      'promises.readOnly must be true or false or a list of strings, but it is the string "yes".',
    ],
    [
      '{ "report": { "failOn": "severe" } }',
      'report.failOn must be one of "low", "medium", "high", "critical", but it is the string "severe".',
    ],
    [
      '{ "canaries": [{ "name": "a", "value": "abc", "visibleTo": [] }] }',
      "canaries[0].value must be a string of at least 6 characters, but it is a string.",
    ],
    [
      '{ "target": { "command": [] } }',
      "target.command must be a list of strings that is not empty, but it is an empty list.",
    ],
    ["[]", "the config must be an object with keys out of"],
    ["", "the config must be an object with keys out of"],
  ])("%s", async (text, sentence) => {
    const { message, exitCode } = await failure("b.json", text);
    expect(message).toContain(`b.json: ${sentence}`);
    expect(message).not.toContain("\n");
    expect(exitCode).toBe(3);
  });

  it("never shows what may be a secret", async () => {
    const { message } = await failure("b.json", '{ "principals": [{ "name": "a", "token": { "evn": "s3cret" } }] }');
    expect(message).toContain("principals[0].token must be");
    expect(message).toContain("an object with evn");
    expect(message).not.toContain("s3cret");
  });
});

it.each([
  ['{ "buget": {} }', "buget is not a key", "Did you mean budget?"],
  ['{ "target": { "adress": "x" } }', "target.adress is not a key", "Known keys in target: url, command"],
  [
    '{ "principals": [{ "name": "a", "tokn": "x" }] }',
    "principals[0].tokn is not a key",
    "Did you mean principals[0].token?",
  ],
])("suggests the nearest key: %s", async (text, sentence, hint) => {
  const error = await failure("c.json", text);
  expect(error.message).toContain(sentence);
  expect(error.hint).toContain(hint);
});

describe("a file that cannot be read is told with its place", () => {
  it.each([
    [
      "d.json",
      '{\n  "target": {\n    "url": s3cret-thing\n  }\n}',
      "d.json, line 3, column 12: this is not valid JSON",
    ],
    ["d.json", '{ "target": {} ', "d.json, line 1"],
    ["d.json", '{ "a": 1, "a": 2 }', "a key is there twice"],
    ["d.yaml", "target:\n  url: [1,\nb: c", "d.yaml, line "],
    ["d.toml", "", "d.toml: a config cannot be read from a file of this kind."],
    ["d.mjs", "throw new TypeError('no luck')", "d.mjs cannot be loaded: TypeError: no luck."],
    ["e.mjs", "export default {", "e.mjs cannot be loaded: "],
    ["f.mjs", "export const config = {};", "f.mjs has no default export."],
    ["g.mjs", "export default Promise.reject(new Error('later'))", "g.mjs cannot be loaded: Error: later."],
  ])("%s %s", async (name, text, sentence) => {
    const { message } = await failure(name, text);
    expect(message).toContain(sentence);
    expect(message).not.toMatch(/\n|s3cret/);
  });

  it.each(["none.json", "none.mjs"])("%s that is not there", async (name) => {
    const error = await readConfig(join(folder, name), name).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ exitCode: 3, message: expect.stringMatching(/there is no such file/) });
  });
});

it("survives aliases that multiply", async () => {
  const rows = Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`)}]`);
  expect((await failure("h.yaml", `a0: &a0 [x]\n${rows.join("\n")}`)).message).toContain("too many aliases");
});
