/** A URL without the credentials and the fragment that it may have: what others may be told of it. */
export function bareUrl(url: string): string {
  const bare = new URL(url);
  bare.username = "";
  bare.password = "";
  bare.hash = "";
  return bare.href;
}
