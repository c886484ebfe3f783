import { join, resolve } from "node:path";

/** The machine and directory that client config files are looked for in. */
export interface Place {
  readonly directory: string;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A client config file: where it may be, how messages call it, and which folder `${workspaceFolder}` means in it. */
export interface ClientConfigFile {
  readonly path: string;
  readonly shown: string;
  readonly workspace: string;
}

/** The files that MCP clients keep their servers in, nearest first: the project's, then Cursor's and Claude Desktop's own. */
export function clientConfigFiles(place: Place): readonly ClientConfigFile[] {
  const project = [".mcp.json", "mcp.json", ".vscode/mcp.json", ".cursor/mcp.json"].map((name) => ({
    path: join(place.directory, name),
    shown: name,
    workspace: place.directory,
  }));
  const own = [
    { path: join(place.home, ".cursor", "mcp.json"), shown: "~/.cursor/mcp.json" },
    claudeDesktop(place),
  ].map((file) => ({ ...file, workspace: place.directory }));
  return [...project, ...own.filter(({ path }) => !project.some((file) => file.path === path))];
}

/** The one file that `--mcp-config` names. */
export function namedClientConfigFile(file: string, place: Place): ClientConfigFile {
  return { path: resolve(place.directory, file), shown: file, workspace: place.directory };
}

function claudeDesktop({ home, platform, environment }: Place): { readonly path: string; readonly shown: string } {
  const name = "claude_desktop_config.json";
  if (platform === "darwin") {
    const path = join(home, "Library", "Application Support", "Claude", name);
    return { path, shown: `~/Library/Application Support/Claude/${name}` };
  }
  if (platform === "win32") {
    const path = join(environment.APPDATA ?? join(home, "AppData", "Roaming"), "Claude", name);
    return { path, shown: `%APPDATA%\\Claude\\${name}` };
  }
  const base = environment.XDG_CONFIG_HOME ?? join(home, ".config");
  return { path: join(base, "Claude", name), shown: `~/.config/Claude/${name}` };
}
