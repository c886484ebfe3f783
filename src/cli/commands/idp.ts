import { type Command, Option } from "commander";
import type { IdpSetting } from "../../run/idp/idp-setting.ts";
import type { IdpFlags } from "../actions/idp-flags.ts";
import type { Cli, Ended } from "../cli.ts";
import { collect, integer } from "../options/parsers.ts";

const presets: readonly IdpSetting["preset"][] = ["plain", "okta", "entra", "cognito", "google"];
const algorithms: readonly IdpSetting["algorithm"][] = ["RS256", "PS256", "ES256", "ES384", "EdDSA"];

/** `idp`: an identity provider for tests, which mints any token. */
export function idpCommand(program: Command, cli: Cli, end: (code: Ended) => Promise<void>): void {
  const command = program.command("idp").summary("run an identity provider for tests that mints any token");
  command
    .description(
      "An OAuth 2 and OpenID Connect issuer on this machine that signs whatever it is asked to, in the shape of the tokens of a real provider, and fails on demand. Point a server under test at its issuer or key set. Ends with Ctrl-C.",
    )
    .option("--port <n>", "port to listen on (default: any that is free)", integer(1, 65_535))
    .addOption(new Option("--preset <name>", "the provider whose tokens it imitates").choices(presets).default("plain"))
    .option("--audience <name>", "for whom the tokens are: what the server under test expects as aud", "mcp")
    .addOption(new Option("--algorithm <name>", "how they are signed").choices(algorithms).default("RS256"))
    .option("--user <who>", "who can sign in: a name or JSON claims, repeatable (default: anybody)", collect)
    .option("--seed <n>", "the same seed fails the same requests (default: random)", integer(0, 2 ** 32 - 1))
    .option("--json", "where it listens as one JSON object")
    .action((flags: IdpFlags) => end(import("../actions/idp.ts").then(({ idpAction }) => idpAction(cli, flags))));
}
