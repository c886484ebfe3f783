import type { NeededPorts, ProbeContext } from "../../../src/model/ports.ts";
import { heapPath, pathsBeside } from "./paths.ts";

/** Asks for addresses that do not exist and then for those that may, all without credentials. */
export async function probeBeside({ raw, random, only }: ProbeContext & NeededPorts<"raw">): Promise<void> {
  const headers = { Accept: "*/*" };
  const nowhere = [`/gauntlet-${random.word(10)}`, `/${random.word(8)}/gauntlet-${random.word(6)}.json`];
  for (const path of nowhere) {
    await raw.send(
      { verb: "GET", path, headers, anonymous: true },
      { role: "control", label: "nowhere", facts: { path } },
    );
  }
  for (const path of pathsBeside(raw.path).filter((one) => only?.includes(one) ?? true)) {
    await raw.send({ verb: "GET", path, headers, anonymous: true }, { role: "attack", label: "page", facts: { path } });
  }
  if (only?.includes(heapPath) === false) return;
  const [path = ""] = nowhere;
  await raw.send(
    { verb: "HEAD", path, headers, anonymous: true },
    { role: "control", label: "no heap", facts: { path } },
  );
  await raw.send(
    { verb: "HEAD", path: heapPath, headers, anonymous: true },
    { role: "attack", label: "heap", facts: { path: heapPath } },
  );
}
