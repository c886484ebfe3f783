import type { Told } from "../../model/disclosure.ts";

/** Where package managers put what others wrote, and what runtimes call their own files. */
const installed =
  /[\\/](?:node_modules|site-packages|dist-packages|gems|pkg[\\/]mod|\.cargo[\\/]registry|vendor[\\/](?:bundle|composer))[\\/]|\bnode:/;

/** True for a frame or a path that leads into an installed package or the runtime: it tells what a server is made with, not what it does. */
export function isOfPackages({ kind, text }: Pick<Told, "kind" | "text">): boolean {
  return (kind === "stack-frame" || kind === "file-path") && installed.test(text);
}
