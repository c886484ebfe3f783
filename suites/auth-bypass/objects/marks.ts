import type { Identity } from "../../../src/model/identity.ts";
import type { Reply } from "../../../src/model/reply.ts";
import { leavesOf } from "./documents.ts";

/** Claims that name the person, and those that name their organisation. */
const personal = ["sub", "email", "preferred_username", "username", "upn", "oid", "uid", "cognito:username"];
const tenancies = ["tenant", "tid", "hd", "org_id", "organization", "tenant_id", "custom:tenant"];
/** Shorter ones are in any reply by chance. */
const shortest = 3;

/** What names a user, and the user's organisation, in the user's own token or in the words of the owner. */
export function marksOf({ name, tenant, claims = {} }: Identity): Marks {
  const of = (names: readonly string[], said: string | undefined) =>
    [...names.map((claim) => claims[claim]), said].filter(
      (value): value is string => typeof value === "string" && value.length >= shortest,
    );
  return { person: of(personal, name), tenant: of(tenancies, tenant) };
}

export interface Marks {
  readonly person: readonly string[];
  readonly tenant: readonly string[];
}

/** True when a member of a reply is one of these marks, whatever the case of its letters. */
export function bears(reply: Reply, marks: readonly string[]): boolean {
  const known = new Set(marks.map((mark) => mark.toLowerCase()));
  return leavesOf(reply).some(({ value }) => known.has(String(value).toLowerCase()));
}

/** True when a reply says of what it shows that it is for more than its owner. */
export function saysShared(reply: Reply): boolean {
  return leavesOf(reply).some(({ name, value }) => {
    if (/private|confidential/i.test(name)) return value === false;
    if (/public|published|shared/i.test(name)) return value === true || (typeof value === "string" && value !== "");
    return (
      /visib|access|sharing|audience|scope/i.test(name) &&
      /^(?:public|published|shared|everyone|anyone|all|world|open|internal)$/i.test(String(value))
    );
  });
}
