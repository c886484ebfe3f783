import { createHash, randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { chmod, lstat, mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** What is kept of a login. */
export interface CachedTokens {
  readonly accessToken: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
  readonly refreshToken: string | undefined;
}

const schema = z.strictObject({
  accessToken: z.string(),
  from: z.number(),
  until: z.number(),
  refreshToken: z.string().optional(),
});

/** Bytes; more than any provider's tokens take. */
const mostBytes = 256 * 1024;

/** The file for one login: `identity` is all that tells it from others. */
export function cacheFile(folder: string, identity: readonly (string | undefined)[]): string {
  const digest = createHash("sha256")
    .update(JSON.stringify(identity.map((part) => part ?? null)))
    .digest("hex");
  return join(folder, `${digest}.json`);
}

/** What a file holds; undefined where there is none, where others may read it, or where it is not ours. Never throws. */
export async function readCache(file: string): Promise<CachedTokens | undefined> {
  try {
    const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      const info = await handle.stat();
      if (!info.isFile() || info.size > mostBytes || !isOwn(info)) return undefined;
      const { refreshToken, ...rest } = schema.parse(JSON.parse(await handle.readFile("utf8")));
      return { ...rest, refreshToken };
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

/** Writes a file that only its owner can read, in a folder that only its owner can enter. False where that is not possible. */
export async function writeCache(folder: string, file: string, tokens: CachedTokens): Promise<boolean> {
  const fresh = `${file}.${randomUUID()}`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (!(await lstat(folder)).isDirectory()) return false;
    await chmod(folder, 0o700);
    await writeFile(fresh, JSON.stringify(tokens), { mode: 0o600, flag: "wx" });
    await rename(fresh, file);
    return true;
  } catch {
    await rm(fresh, { force: true }).catch(() => {});
    return false;
  }
}

function isOwn({ mode, uid }: { readonly mode: number; readonly uid: number }): boolean {
  if (process.platform === "win32") return true;
  return (mode & 0o077) === 0 && uid === process.getuid?.();
}
