import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import law from "./import-law.json" with { type: "json" };

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const files = ["bin", "src", "suites", "fixtures"].flatMap((folder) => sources(join(root, folder)));
const imports = files.flatMap((file) =>
  [...readFileSync(join(root, file), "utf8").matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, to = ""]) => ({
    file,
    to: to.startsWith(".") ? relative(root, resolve(root, dirname(file), to)) : to,
  })),
);

describe("the import law", () => {
  it("sees the code it speaks of", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(imports.length).toBeGreaterThan(300);
    for (const folder of Object.keys(law))
      expect(
        files.some((file) => file.startsWith(`src/${folder}/`)),
        folder,
      ).toBe(true);
  });

  it("lets each folder of src import only what stands below it", () => {
    const broken = imports.filter(({ file, to }) => {
      const from = folderOf(file);
      const target = folderOf(to);
      if (from === undefined || (!to.startsWith("src/") && !to.startsWith("suites/") && !to.startsWith("fixtures/")))
        return false;
      if (to.startsWith("suites/") || to.startsWith("fixtures/")) return true;
      return target !== from && !(law as Record<string, string[]>)[from]?.includes(target ?? "");
    });
    expect(broken).toEqual([]);
  });

  it("keeps suites to model, oracle and payloads, and fixtures to themselves", () => {
    expect(
      imports.filter(({ file, to }) => file.startsWith("suites/") && /^src\/(?!model|oracle|payloads)/.test(to)),
    ).toEqual([]);
    expect(imports.filter(({ file, to }) => file.startsWith("fixtures/") && /^(src|suites|bin)\//.test(to))).toEqual(
      [],
    );
    expect(imports.filter(({ file, to }) => file.startsWith("bin/") && /^src\/(?!cli)/.test(to))).toEqual([]);
  });

  it("keeps sockets and child processes in net, connect, observe, identity and the wire of a load, and the model to zod", () => {
    const socket = /^(node:(net|http|https|tls|dgram|child_process)|undici|pg|@modelcontextprotocol\/.*)$/;
    const open = /^src\/(net|connect|observe|identity|load\/wire|run\/demo)|^fixtures\//;
    expect(imports.filter(({ file, to }) => socket.test(to) && !open.test(file))).toEqual([]);
    expect(
      imports.filter(({ file, to }) => file.startsWith("src/model/") && !to.startsWith("src/model/") && to !== "zod"),
    ).toEqual([]);
  });
});

describe("the rest of the house rules", () => {
  it("prints only in cli", () => {
    const printing = files.filter((file) => /^(src|suites)\//.test(file) && !file.startsWith("src/cli/"));
    expect(printing.filter((file) => /\bconsole\.|process\.std(out|err)/.test(code(file)))).toEqual([]);
  });

  it("injects clock and chance into everything that judges or renders", () => {
    const pure = files.filter((file) => /^(src\/(model|oracle|payloads|report|engine)|suites)\//.test(file));
    expect(
      pure.filter((file) => /Date\.now|new Date\(\)|Math\.random|performance\.now|randomBytes/.test(code(file))),
    ).toEqual([]);
  });
});

function folderOf(path: string): string | undefined {
  return /^src\/([^/]+)/.exec(path)?.[1];
}

function code(file: string): string {
  return readFileSync(join(root, file), "utf8").replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".test.ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}
