import { type FoundSecret, findSecrets } from "../secrets/find.ts";
import { entropy, isExample, placeholder } from "./example-context.ts";
import type { Finding } from "./finding.ts";
import { type ListedText, listedTexts, whereIs } from "./listed-texts.ts";
import type { Listing } from "./listing.ts";

/** Members of a schema whose default is one, whatever it looks like. */
const secretMember = /\.(?:[\w-]*(?:password|passwd|secret|api[_-]?key|access[_-]?key|token))\.(?:default|const)$/i;
/** Secrets of one listing that are told of. */
const mostTold = 50;

/** Secrets in a listing as it came; what only shows how one is written is none. Nothing that is told holds a secret. */
export function findListedSecrets(listing: Listing): readonly Finding[] {
  const found: Finding[] = [];
  for (const text of listedTexts(listing)) {
    const ofForm = findSecrets(text.text, []);
    const secrets = ofForm.length > 0 || !secretMember.test(text.path) ? ofForm : [memberOf(text)];
    for (const secret of secrets) {
      const weight = weightOf(text, secret);
      if (weight === undefined) continue;
      found.push({ item: text.item, where: whereIs(text), says: called(secret), weight, technique: secret.kind });
      if (found.length >= mostTold) return found;
    }
  }
  return found;
}

function memberOf({ text }: ListedText): FoundSecret {
  return { kind: "named-secret", start: 0, end: text.length, shape: { name: "the default of a secret" } };
}

/** How sure it is that this opens something; undefined for an example. */
function weightOf({ text, path }: ListedText, { kind, start, end, shape }: FoundSecret): Finding["weight"] | undefined {
  const secret = text.slice(start, end);
  const shown = isExample(text, start, path) || /(?:^|\.)examples?(?=$|[.[])/.test(path);
  const sure = shown ? "noted" : "fail";
  switch (kind) {
    case "url-credentials":
      if (
        shape.example !== undefined ||
        placeholder.test(secret) ||
        /example|localhost|127\.0\.0\.1|your|^(?:host(?:name)?|server|db|database|[<{$[].*)$/i.test(shape.host ?? "")
      ) {
        return isChosen(passwordOf(secret)) && !placeholder.test(secret) ? sure : undefined;
      }
      if (isTrivial(passwordOf(secret)) || /[[\]<>{}$]/.test(shape.host ?? "")) return undefined;
      // A short word is what tutorials take.
      return /^[a-z]{1,6}$/.test(passwordOf(secret)) ? "noted" : sure;
    case "private-key":
      return secret.replaceAll(/-----[^-]+-----|\s|\\n/g, "").length > 120 && entropy(secret) > 4 ? sure : undefined;
    case "jwt":
      // The one of every page on the subject.
      return /eyJzdWIiOiIxMjM0NTY3ODkwI|\.\.\./.test(secret) || placeholder.test(secret) ? undefined : "noted";
    case "assigned-secret":
    case "named-secret":
    case "bearer-token":
      return isRandom(secret) && !shown && !placeholder.test(secret) ? "suspected" : undefined;
    case "many-secrets":
      return undefined;
    default:
      return isRandom(secret) && !placeholder.test(secret) && !/^[rs]k_test_/.test(secret) ? sure : undefined;
  }
}

function passwordOf(credentials: string): string {
  return credentials.slice(credentials.indexOf(":") + 1);
}

/** A password that somebody chose, and no word of documentation. */
function isChosen(password: string): boolean {
  return (
    password.length >= 8 &&
    /\d/.test(password) &&
    /[a-z]/i.test(password) &&
    !isTrivial(password) &&
    entropy(password) > 2.5
  );
}

function isTrivial(password: string): boolean {
  return (
    /^(?:[a-z]{0,3}|.{0,3}|(?:my|db|the|some|super|user|root|admin|postgres|mysql|mongo|redis)?[_-]?(?:pass(?:word|wd|phrase)?|pwd|pw|secret|token|key|credentials?)(?:here|\d{0,3})|admin|root|postgres|mysql|guest|user|api[_-]?key|access[_-]?token|mysecretpassword|minioadmin|neo4j|rabbitmq|(.)\1*)$/i.test(
      password,
    ) || placeholder.test(password)
  );
}

/** Tokens of RFC 6749 and 6750. */
const specimens =
  /^(?:2YotnFZFEjr1zCsicMWpAA|tGzv3JOkF0XG5Qx2TlKWIA|SplxlOBeZQQYbYS6WxSbIA|mF_9\.B5f-4\.1JqM|czZCaGRSa3F0)/;

function isRandom(secret: string): boolean {
  if (!/^[\w+/=~.-]+$/.test(secret) || specimens.test(secret)) return false;
  return secret.length >= 16 && /\d/.test(secret) && /[a-z]/i.test(secret) && entropy(secret) >= 3.2;
}

function called({ kind, shape }: FoundSecret): string {
  if (kind === "url-credentials")
    return `a connection string with a password, of ${shape.scheme ?? "a URL"} at ${shape.host ?? "a host"}`;
  if (kind === "assigned-secret" || kind === "named-secret") return `what is called ${shape.name ?? "a secret"}`;
  return `a ${kind.replaceAll("-", " ")}`;
}
