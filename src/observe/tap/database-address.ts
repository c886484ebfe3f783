/** How a program reaches a database, whole and in parts. */
export interface DatabaseAddress {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** The parts of a database URL; a part that it leaves out is empty, its port the usual one. */
export function databaseAddress(url: string): DatabaseAddress {
  const { hostname, port, username, password, pathname, protocol } = new URL(url);
  const usual = protocol.startsWith("postgres") ? 5432 : 3306;
  return {
    url,
    host: hostname.replace(/^\[(.*)\]$/, "$1"),
    port: port === "" ? usual : Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
  };
}
