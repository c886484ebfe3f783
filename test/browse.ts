/**
 * Does what a browser does with an address: follows redirects and keeps cookies. Fills in the form that it may meet, and does
 * not go on to an address that `stops`. Gives the last address and its status.
 */
export async function browse(
  start: string,
  form: Readonly<Record<string, string>> | undefined,
  stops: (url: string) => boolean,
): Promise<{ readonly url: string; readonly status: number }> {
  const cookies = new Map<string, string>();
  let url = start;
  let body: URLSearchParams | undefined;
  for (let step = 0; step < 20; step++) {
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(body === undefined ? {} : { method: "POST", body }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const next = response.headers.get("location");
    const text = await response.text();
    if (next !== null) {
      url = new URL(next, url).href;
      if (stops(url)) return { url, status: response.status };
      body = undefined;
    } else if (form !== undefined && body === undefined && text.includes("<form")) {
      body = new URLSearchParams(form);
    } else {
      return { url, status: response.status };
    }
  }
  throw new Error(`${start} leads nowhere`);
}
