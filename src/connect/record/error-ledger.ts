import { dirname } from "node:path";
import type { ErrorsSeen, TellingError, Told } from "../../model/disclosure.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { JsonObject } from "../../model/json.ts";
import { replyText } from "../../model/reply.ts";
import { failureIn } from "../../oracle/answer/failure-in.ts";
import { findDisclosures } from "../../oracle/disclosures/find.ts";
import { loggedSecretsIn, secretsIn } from "../../oracle/disclosures/secrets-in.ts";
import { toldIn } from "../../oracle/disclosures/told-in.ts";

/** Reads every error for what it tells of the inside of the server, and keeps which requests brought it about. */
export interface ErrorLedger {
  /** One exchange as it is recorded, secrets removed and long values cut, and the parameters as they were sent. */
  exchange(exchange: Exchange, params: JsonObject): void;
  /** What the error of an exchange tells that no success so far told, and that nobody knew anyhow. */
  newsOf(exchange: Exchange): readonly Told[];
  seen(): ErrorsSeen;
}

/** What makes something told nothing new. */
export interface Acquainted {
  /** Whose replies are read. */
  readonly acting: string;
  /** What the client was told by its owner: arguments and environment of the server it starts, its address, the promised folders. */
  readonly known: readonly string[];
  /** True for a path of this machine; undefined where the server may be on another one. */
  readonly exists: ((path: string) => boolean) | undefined;
}

/** Of what is told in errors nothing is kept. */
export const deafLedger: ErrorLedger = {
  exchange: () => undefined,
  newsOf: () => [],
  seen: () => ({ read: 0, quiet: undefined, telling: [], logged: [] }),
};

/** Errors of one tool that are kept for one kind: the first tell as much as all. */
const mostAlike = 3;
const mostTelling = 300;
/** Things that successes told, which are no secret of errors. */
const mostShown = 20_000;
/** Characters of a success that are read for them. */
const mostRead = 100_000;

/** Opens a ledger. */
export function openErrorLedger({ acting, known, exists }: Acquainted): ErrorLedger {
  const telling: TellingError[] = [];
  const shown = new Set<string>();
  let read = 0;
  let quiet: ErrorsSeen["quiet"];
  const logged: ErrorsSeen["logged"][number][] = [];

  const isNews = ({ text, kind }: Told): boolean =>
    !shown.has(text) && !known.some((one) => one.includes(text) || (kind === "file-path" && isWithin(text, one)));

  // A path that this machine does not have says nothing of it.
  const checked = (told: Told): readonly Told[] => {
    if (told.kind !== "file-path" || exists === undefined) return [told];
    return exists(told.text) || exists(dirname(told.text)) ? [{ ...told, verified: true }] : [];
  };

  // A page that only begins like an error is full of what looks like something.
  const newsOf = (exchange: Exchange): readonly Told[] =>
    toldIn(exchange)
      .filter(isNews)
      .flatMap(checked)
      .filter(({ verified }) => verified || failureIn(exchange.reply) === "said");

  return {
    newsOf,
    exchange(exchange, params) {
      if (exchange.principal !== acting) return;
      const { id, request, reply } = exchange;
      const failure = failureIn(reply);
      const { method } = request;
      const tool = method === "tools/call" ? String(params.name) : undefined;
      if (logged.length < mostAlike && loggedSecretsIn(exchange).length > 0) logged.push({ tool, method, params });
      if (failure === undefined) {
        if (reply.kind !== "result" || shown.size > mostShown) return;
        const texts = [replyText(reply).slice(0, mostRead), ...(exchange.beside ?? []).map(({ text }) => text)];
        for (const { text } of texts.flatMap(findDisclosures)) shown.add(text);
        for (const { text } of secretsIn(exchange)) shown.add(text);
        return;
      }
      read += 1;
      const told = newsOf(exchange);
      if (told.length === 0) {
        quiet ??= { tool, method, params };
        return;
      }
      const isNew = ({ kind }: Told) =>
        telling.filter(
          (one) => one.tool === tool && one.method === method && one.told.some((other) => other.kind === kind),
        ).length < mostAlike;
      if (telling.length < mostTelling && told.some(isNew)) {
        telling.push({ exchange: id, tool, method, params, told });
      }
    },
    // What a success told later was no secret earlier.
    seen: () => ({
      read,
      quiet,
      logged,
      telling: telling.flatMap((one) => {
        const told = one.told.filter(isNews);
        return told.length === 0 ? [] : [{ ...one, told }];
      }),
    }),
  };
}

function isWithin(path: string, folder: string): boolean {
  if (!/^(?:\/|[A-Za-z]:\\)/.test(folder) || folder.length < 2) return false;
  const parent = folder.replace(/[\\/]+$/, "");
  return path === parent || path.startsWith(`${parent}/`) || path.startsWith(`${parent}\\`);
}
