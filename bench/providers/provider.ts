/** A provider that runs, and all that its owner would put into a config. */
export interface RunningProvider {
  readonly issuer: string;
  /** Arguments of the server under test beside its issuer: for whom tokens must be, and what says who the user is. */
  readonly server: readonly string[];
  /** Where the token of each principal of the fixture's config comes from. */
  readonly tokens: Readonly<Record<string, unknown>>;
  /** Further principals, whole. */
  readonly more: readonly { readonly name: string; readonly [key: string]: unknown }[];
  /** The variables that the tokens refer to. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** The users of the server under test, as its provider knows them. */
export const users = [
  { name: "alice", role: "admin", tenant: "acme", scope: "orders reports" },
  { name: "bob", role: "agent", tenant: "acme", scope: "orders" },
  { name: "carol", role: "viewer", tenant: "acme", scope: "orders" },
  { name: "dave", role: "agent", tenant: "globex", scope: "orders" },
  { name: "erin", role: "agent", tenant: "acme", scope: "orders" },
] as const;

/** The client that acts for itself; the server under test knows it by this name. */
export const service = "nightly-sync";
