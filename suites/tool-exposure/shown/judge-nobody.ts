import type { Evidence } from "../../../src/model/check.ts";
import { isObject } from "../../../src/model/json.ts";
import { serverLists } from "../../../src/model/server-lists.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { accessOf } from "../../../src/oracle/access/access.ts";
import { unclear, withoutControl } from "../../inconclusive.ts";
import { whyInternal } from "./internal-words.ts";
import { listed, namesIn } from "./lists.ts";
import { someOf } from "./some-of.ts";

/** What nobody was shown, next to what a user was shown; pure. */
export function judgeNobody({ exchanges }: Evidence): Judgement {
  const entered = exchanges.find(({ label }) => label === "nobody:enter");
  if (entered === undefined) return unclear("nobody asked");
  const user = shown(exchanges, "user");
  const nobody = shown(exchanges, "nobody");
  const promised = String(entered.facts.promised);
  const refused = accessOf((exchanges.find(({ label }) => label === "nobody") ?? entered).reply);
  const [proof, ...rest] = nobody.parts.map(({ page }) => page.id);
  if (proof !== undefined) {
    const parts = nobody.parts.map(({ says, names }) => `${names.length} ${says} (${someOf(names)})`);
    const critical = nobody.parts.flatMap(({ says, inner }) => (says === "tools" ? inner : []));
    const words =
      critical.length === 0 ? "" : `; meant for those who run the server, by their words: ${someOf(critical)}`;
    const all = `nobody is shown ${[...parts, ...(nobody.instructions ? ["instructions"] : [])].join(", ")}${words}`;
    if (promised !== "") {
      const whom = promised === "by-role" ? "by role" : "to authenticated callers";
      const because = `${all}, though it is promised that things are shown ${whom} alone`;
      return { verdict: "fail", because, proof: [proof, ...rest], techniques: ["anonymous-list"] };
    }
    if (user.parts.length === 0) return noUser;
    if (alike(user) !== alike(nobody)) return passed(user, "nobody is shown less than a user is");
    return { verdict: "noted", because: `${all}, the same as with credentials`, proof: [proof, ...rest] };
  }
  if (refused === "unknown") return unclear("what nobody is shown could not be seen");
  if (user.parts.length === 0) return noUser;
  if (nobody.instructions && promised !== "") {
    const because = "nobody is shown the instructions of the server in its handshake, and no list";
    return { verdict: "noted", because, proof: [entered.id] };
  }
  return passed(user, refused === "refused" ? "without credentials the lists are refused" : "nobody is shown any list");
}

const noUser: Judgement = withoutControl(
  "no list that a user is shown has anything in it, so that nothing could be compared",
);

interface Shown {
  readonly parts: readonly {
    readonly says: string;
    readonly names: readonly string[];
    /** Those that are meant for who runs the server. */
    readonly inner: readonly string[];
    readonly page: { readonly id: string };
  }[];
  readonly instructions: boolean;
}

function shown(exchanges: Evidence["exchanges"], label: string): Shown {
  const parts = serverLists.flatMap((list) => {
    const found = listed(exchanges, list, label);
    if (found === undefined || found.entries.length === 0) return [];
    const inner = found.entries.flatMap(({ name, description }) =>
      typeof name === "string" && whyInternal({ name, ...(typeof description === "string" ? { description } : {}) })
        ? [name]
        : [],
    );
    return [{ says: `${list.kind}s`, names: namesIn(found, list), inner, page: found.pages[0] }];
  });
  const told = exchanges.some((one) => one.label === label && one.facts.instructions === true);
  const handshake = exchanges.find((one) => one.label === `${label}:enter`)?.reply;
  const result = handshake?.kind === "result" && isObject(handshake.result) ? handshake.result : {};
  return { parts, instructions: told || typeof result.instructions === "string" };
}

function alike({ parts }: Shown): string {
  return JSON.stringify(parts.map(({ says, names }) => [says, [...names].sort()]));
}

function passed({ parts }: Shown, because: string): Judgement {
  return { verdict: "pass", because, control: parts[0]?.page.id ?? "" };
}
