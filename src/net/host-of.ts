/** The host name of a URL in lower case, without the brackets of IPv6 and without the final dot of a rooted name. */
export function hostOf(url: URL): string {
  const name = url.hostname.toLowerCase();
  if (name.startsWith("[")) return name.slice(1, -1);
  return name.endsWith(".") ? name.slice(0, -1) : name;
}
