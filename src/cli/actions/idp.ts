import { randomInt } from "node:crypto";
import { once } from "node:events";
import { openIdp } from "../../run/idp/open-idp.ts";
import type { Cli } from "../cli.ts";
import { watchInterruption } from "../interruption.ts";
import type { IdpFlags } from "./idp-flags.ts";
import { readIdpUser } from "./idp-user.ts";

/** Runs the test issuer until it is interrupted, which is how it is meant to end: the exit code is 0. */
export async function idpAction(cli: Cli, flags: IdpFlags): Promise<number> {
  const { port = 0, preset, audience, algorithm, user = [], seed = randomInt(2 ** 32) } = flags;
  const accounts = user.map(readIdpUser);
  const interruption = watchInterruption(() => undefined);
  try {
    const { url, jwksUri, close } = await openIdp({ port, preset, audience, algorithm, accounts, seed });
    const places = {
      issuer: url,
      jwks: jwksUri,
      discovery: `${url}/.well-known/openid-configuration`,
      audience,
      algorithm,
      preset,
      seed,
    };
    cli.stdout.write(flags.json ? `${JSON.stringify(places)}\n` : lines({ ...places, mint: example(url) }));
    cli.stderr.write("anybody on this machine can have any token of it; Ctrl-C ends\n");
    if (!interruption.signal.aborted) await once(interruption.signal, "abort");
    await close();
    return 0;
  } finally {
    interruption.stop();
  }
}

function lines(places: Readonly<Record<string, string | number>>): string {
  return Object.entries(places)
    .map(([name, value]) => `${name.padEnd(10)}${value}\n`)
    .join("");
}

function example(url: string): string {
  return `curl -s ${url}/mint -H 'content-type: application/json' -d '{"claims":{"sub":"alice"}}'`;
}
