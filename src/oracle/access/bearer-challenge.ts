import type { Reply } from "../../model/reply.ts";

/** Characters of a header that are read; servers send a few hundred. */
const longest = 8 * 1024;

/** A parameter of the Bearer challenge that a reply carries, such as `scope`; undefined where it has none. */
export function challengeParameter(reply: Reply, name: string): string | undefined {
  const header = reply.kind === "http-error" ? (reply.headers["www-authenticate"] ?? "").slice(0, longest) : "";
  const [, bearer = ""] = /(?:^|,\s*)bearer\s+(.*)$/is.exec(header) ?? [];
  // One after the other: what stands within the quotes of one is no parameter.
  const parameters = bearer.matchAll(/([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g);
  const found = [...parameters].find(([, key]) => key?.toLowerCase() === name);
  return found?.[2] ?? found?.[3];
}
