/** How a journal calls a database: kind, host, port and name, without whoever logs in. */
export function databaseName(url: string): string {
  // Some drivers take what is no URL: several hosts, or a password with signs in it.
  if (!URL.canParse(url)) return url.replace(/\/\/.*@/, "//").replace(/\?.*$/, "");
  const { protocol, hostname, port, pathname, searchParams } = new URL(url);
  const kind = protocol.startsWith("postgres") ? "postgres" : "mysql";
  // A socket of this machine, as the drivers take it.
  const host = searchParams.get("socketPath") ?? searchParams.get("host") ?? hostname;
  return `${kind}://${host === "" ? "localhost" : host}:${port === "" ? (kind === "postgres" ? 5432 : 3306) : port}${pathname}`;
}
