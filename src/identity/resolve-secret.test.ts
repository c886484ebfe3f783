import { expect, it } from "vitest";
import { HarnessError } from "../model/errors.ts";
import { resolveSecret } from "./resolve-secret.ts";

const node = process.execPath;

it("takes a literal, a variable and what a command prints", async () => {
  expect(await resolveSecret("plain", "p", {})).toBe("plain");
  expect(await resolveSecret({ value: "plain" }, "p", {})).toBe("plain");
  expect(await resolveSecret({ env: "TOKEN" }, "p", { TOKEN: "from env" })).toBe("from env");
  const command = [node, "-e", "console.log('  printed $HOME; true  ')"];
  expect(await resolveSecret({ command }, "p", {})).toBe("printed $HOME; true");
});

it.each([
  [{ env: "TOKEN" }, {}, "principals[0].token: the environment variable TOKEN is not set."],
  [{ env: "TOKEN" }, { TOKEN: "" }, "principals[0].token: the environment variable TOKEN is empty."],
  [{ command: ["no-such-program-here"] }, {}, /no-such-program-here gave no secret: it was not found/],
  [{ command: [node, "-e", "process.exit(7)"] }, {}, /it exited with code 7/],
  [{ command: [node, "-e", "0"] }, {}, /it printed nothing/],
])("says which key has no secret: %j", async (secret, environment, message) => {
  const failed = await resolveSecret(secret, "principals[0].token", environment).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(HarnessError);
  expect(failed).toMatchObject({
    message: typeof message === "string" ? message : expect.stringMatching(message),
    exitCode: 3,
  });
});

it("never repeats what the command printed", async () => {
  const command = [node, "-e", "console.log('s3cret-value'); console.error('s3cret-value'); process.exit(1)"];
  const failed = await resolveSecret({ command }, "p", {}).catch((error: unknown) => error);
  expect(JSON.stringify(failed) + String(failed)).not.toContain("s3cret-value");
});
