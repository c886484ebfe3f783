/** An access token of a client that authenticates by its secret. Throws with the provider's own words where it gives none. */
export async function askForToken(
  url: string,
  client: { readonly id: string; readonly secret?: string },
  parameters: Readonly<Record<string, string>>,
): Promise<string> {
  const { id, secret } = client;
  const headers: Record<string, string> =
    secret === undefined ? {} : { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` };
  const body = new URLSearchParams(secret === undefined ? { client_id: id, ...parameters } : parameters);
  const response = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(120_000) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} gave no token: ${response.status} ${text.slice(0, 300)}`);
  return (JSON.parse(text) as { access_token: string }).access_token;
}
