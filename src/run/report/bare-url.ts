/** A URL without credentials, query and fragment: any of them may carry a token. */
export function bareUrl(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
