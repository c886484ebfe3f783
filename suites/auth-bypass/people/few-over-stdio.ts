import type { Scene } from "../../../src/model/scene.ts";

/** Over stdio every attempt starts the server anew, and who asks is known before any tool: two tools stand for all. */
const fewest = 2;

/** How many of `most` subjects are worth their time on the transport of this server. */
export function fewOverStdio({ surface }: Scene, most: number): number {
  return surface.transport === "stdio" ? Math.min(most, fewest) : most;
}
