/** What the user allows and how to get out: the network options of the command line. */
export interface NetOptions {
  /** Hosts besides loopback that may be contacted: `name`, `name:port` or `*.suffix`. */
  readonly allowHosts: readonly string[];
  readonly proxy: string | undefined;
  /** PEM texts. */
  readonly ca: string | undefined;
  readonly clientCertificate: { readonly cert: string; readonly key: string } | undefined;
  /** Skip TLS verification; the report says so. */
  readonly insecure: boolean;
}
