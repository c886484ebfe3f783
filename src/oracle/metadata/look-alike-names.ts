import { folded, lookAlikesIn } from "./confusables.ts";
import type { Finding } from "./finding.ts";
import { itemOf } from "./listed-texts.ts";
import type { ListedEntry, Listing } from "./listing.ts";
import { selectorMarks, unseenMarks } from "./unseen-marks.ts";
import { codePoints, visible } from "./visible.ts";

const unseen = new RegExp(String.raw`[\p{Cc}\p{Cf}${unseenMarks}${selectorMarks}]`, "gu");
const longestName = 256;

/** Names of tools and prompts that are not what they look like, and pairs of names that look the same. */
export function findLookAlikeNames({ entries }: Listing): readonly Finding[] {
  const named = entries.filter(
    ({ kind, name }) => (kind === "tool" || kind === "prompt") && name.length <= longestName,
  );
  const alike = new Map<string, ListedEntry[]>();
  for (const entry of named) {
    const key = `${entry.kind} ${skeleton(entry.name)}`;
    const others = alike.get(key);
    if (others === undefined) alike.set(key, [entry]);
    else if (others.length < 20 && others.every(({ name }) => name !== entry.name)) others.push(entry);
  }
  return named.flatMap((entry) => {
    const { name } = entry;
    const twins = (alike.get(`${entry.kind} ${skeleton(name)}`) ?? []).filter((other) => other.name !== name);
    return [...ofCharacters(entry), ...ofTwins(entry, twins)];
  });
}

function ofCharacters(entry: ListedEntry): readonly Finding[] {
  const { name } = entry;
  const hidden = name.match(unseen);
  const alike = lookAlikesIn(name);
  const others = [...name].filter((sign) => /\p{L}/u.test(sign) && !/[a-z]/i.test(sign) && !alike.includes(sign));
  const found: Finding[] = [];
  if (hidden !== null) {
    found.push(
      findingOf(
        entry,
        "fail",
        "unseen",
        `the name holds characters that do not show (${codePoints(hidden.join(""))}): “${visible(name)}”`,
      ),
    );
  }
  const words = name.split(/[\s_.\-/]+|(?<=\p{Ll})(?=\p{Lu})/u).filter((word) => lookAlikesIn(word).length > 0);
  const mixed = words.some((word) => /[a-z]/i.test(word)) || (alike.some(isStyled) && others.length === 0);
  // A word of a script of its own has letters that look like nothing in ASCII, too.
  const disguised = words.filter((word) => /^[a-z\d]+$/i.test(folded(word)));
  if (alike.length > 0 && (mixed || disguised.length > 0)) {
    const says = `the name looks like “${folded(name)}” and is not: ${codePoints(alike.join(""))} are letters of another alphabet`;
    found.push(findingOf(entry, mixed ? "fail" : "noted", "look-alike", says));
  }
  if (/^\s|\s$|[^\S ]/.test(name) && hidden === null) {
    found.push(
      findingOf(
        entry,
        "noted",
        "blanks",
        `the name holds blanks that are not seen: “${visible(name).replaceAll(" ", "\u2423")}”`,
      ),
    );
  }
  return found;
}

/** A letter of ASCII in another style: wide, round, mathematical. */
function isStyled(sign: string): boolean {
  return sign.normalize("NFKC") !== sign;
}

function ofTwins(entry: ListedEntry, twins: readonly ListedEntry[]): readonly Finding[] {
  const [twin] = twins;
  if (twin === undefined) return [];
  const plain = plainly(entry.name) !== plainly(twin.name);
  // Told of the one that is not what it looks like; of two plain names, of the later one.
  if (!plain)
    return entry.name > twin.name
      ? [
          findingOf(
            entry,
            "noted",
            "spelling",
            `“${visible(entry.name)}” and “${visible(twin.name)}” are two names that differ in spelling alone`,
          ),
        ]
      : [];
  if (folded(entry.name) === entry.name && !/[^\x20-\x7E]/.test(entry.name)) return [];
  return [
    findingOf(
      entry,
      "fail",
      "look-alike",
      `the name looks like “${visible(twin.name)}”, which is listed as well: ${codePoints([...entry.name].filter((sign) => sign > "~").join(""))}`,
    ),
  ];
}

function findingOf(entry: ListedEntry, weight: Finding["weight"], technique: string, says: string): Finding {
  const item = itemOf(entry);
  return { item, where: `${item} name`, says, weight, technique };
}

/** What two names have in common that a reader takes for one. */
function skeleton(name: string): string {
  return folded(name.normalize("NFC").replaceAll(unseen, ""))
    .toLowerCase()
    .replaceAll(/[\s_.-]/g, "");
}

/** The same without regard to case and to what stands between words. */
function plainly(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_.-]/g, "");
}
