import type { AuthorizationAnswer } from "../../model/authorization-server.ts";
import type { Reply } from "../../model/reply.ts";
import type { HttpAnswer, HttpRequest } from "./send.ts";
import { mostText, refused } from "./send.ts";

/** Redirects within the server that are followed. */
const mostHops = 5;

/** The end of a request to the authorization endpoint, as evidence has it, and the code in it. */
export interface Ended {
  readonly reply: Reply;
  readonly code: string | undefined;
}

/**
 * Opens an address of an authorization endpoint as a browser would that nobody sits at: redirects within its origin are followed,
 * with the cookies that it sets. One that leads elsewhere, or to `redirectUri`, is only read. `turn` is waited for before each
 * further request.
 */
export async function askToAuthorize(
  first: URL,
  redirectUri: string,
  sent: (request: HttpRequest) => Promise<HttpAnswer>,
  turn: () => Promise<void>,
): Promise<Ended> {
  const jar = new Map<string, string>();
  const through: string[] = [];
  let at = first;
  for (let hop = 0; ; hop += 1) {
    if (hop > 0) await turn();
    const answer = await sent({ url: at.href, method: "GET", headers: browser(jar) });
    if (!answer.ok) return { reply: answer.reply, code: undefined };
    keepCookies(jar, answer.headers);
    const { status, headers, text } = answer;
    const location = status >= 300 && status < 400 ? headers.get("location") : null;
    if (location === null)
      return status >= 400 ? { reply: refused(answer), code: undefined } : page(status, through, text);
    if (!URL.canParse(location, at.href)) return ended(status, through, location, new URLSearchParams());
    const to = new URL(location, at.href);
    if (hop < mostHops && to.origin === first.origin && bare(to) !== bare(new URL(redirectUri))) {
      through.push(bare(to));
      at = to;
      continue;
    }
    return ended(status, through, bare(to), parametersOf(to));
  }
}

function ended(status: number, through: readonly string[], to: string, parameters: URLSearchParams): Ended {
  const code = parameters.get("code") ?? undefined;
  const error = parameters.get("error");
  const answer = code !== undefined ? "code" : error !== null ? "error" : "elsewhere";
  return { reply: replyOf(status, { answer, to, error, through, text: "" }), code };
}

function page(status: number, through: readonly string[], text: string): Ended {
  const kept = text.slice(0, mostText);
  return { reply: replyOf(status, { answer: "page", to: null, error: null, through, text: kept }), code: undefined };
}

function replyOf(status: number, answer: AuthorizationAnswer): Reply {
  return { kind: "result", result: { status, ...answer } };
}

/** Of the query, and of the fragment for a server that answers there. */
function parametersOf({ search, hash }: URL): URLSearchParams {
  const parameters = new URLSearchParams(search);
  for (const [name, value] of new URLSearchParams(hash.slice(1))) parameters.append(name, value);
  return parameters;
}

/** Without query and fragment; a scheme of an application's own has no origin. */
function bare(url: URL): string {
  return url.href.replace(/[?#].*$/s, "");
}

function browser(jar: ReadonlyMap<string, string>): Record<string, string> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  return { accept: "text/html,application/xhtml+xml,*/*", ...(cookie === "" ? {} : { cookie }) };
}

/** Cookies that a hostile server may have kept. */
const mostCookies = 50;

function keepCookies(jar: Map<string, string>, headers: Headers): void {
  for (const line of headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=;\s]+)=([^;]*)/.exec(line) ?? [];
    if (value === "") jar.delete(name);
    else if (jar.size < mostCookies || jar.has(name)) jar.set(name, value);
  }
}
