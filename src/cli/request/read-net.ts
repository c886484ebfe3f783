import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { HarnessError } from "../../model/errors.ts";
import type { ScanRequest } from "../../run/scan-request.ts";
import { sealProxy } from "../../run/seal-proxy.ts";
import type { TargetFlags } from "../options/target-options.ts";
import { readProblem } from "../read-problem.ts";

/** The network options: the PEM files of the flags read, the allowed hosts of config and flags together. */
export async function readNet(
  flags: TargetFlags,
  allowHosts: readonly string[],
  directory: string,
): Promise<{ readonly net: ScanRequest["net"]; readonly secrets: readonly string[] }> {
  if ((flags.cert === undefined) !== (flags.key === undefined)) {
    const [there, missing] = flags.cert === undefined ? ["--key", "--cert"] : ["--cert", "--key"];
    throw new HarnessError("usage", `${there} was given without ${missing}.`, "A client certificate takes both.");
  }
  const pem = (option: string, file: string) => readPem(option, file, resolve(directory, file));
  const sealed = flags.proxy === undefined ? undefined : sealProxy(flags.proxy);
  const net = {
    allowHosts: [...allowHosts, ...(flags.allowHost ?? [])],
    proxy: sealed?.proxy,
    ca: flags.ca === undefined ? undefined : await pem("--ca", flags.ca),
    clientCertificate:
      flags.cert === undefined || flags.key === undefined
        ? undefined
        : { cert: await pem("--cert", flags.cert), key: await pem("--key", flags.key) },
    insecure: flags.insecure === true,
  };
  return { net, secrets: sealed?.secrets ?? [] };
}

async function readPem(option: string, shown: string, file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new HarnessError(
      "usage",
      `${option} ${shown} cannot be read: ${readProblem(error)}.`,
      "Check the path.",
      error,
    );
  });
  if (text.includes("-----BEGIN ")) return text;
  throw new HarnessError(
    "usage",
    `${option} ${shown} is not a PEM file.`,
    "It must have a line that starts with -----BEGIN.",
  );
}
