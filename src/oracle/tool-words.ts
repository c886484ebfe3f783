/** The words of a tool's name, in lower case: `getNote_byId` = get, note, by, id. */
export function nameWords(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
}

/** Words that say that what a tool does cannot be taken back, or changes what others rely on. */
export const destructiveWords: ReadonlySet<string> = words(
  `ban block cancel clear close deactivate delete deploy destroy disable drop edit erase forget kill merge modify move
   overwrite patch pay publish purge push refund remove rename replace reset restart revoke rollback rotate send set
   shutdown stop terminate transfer truncate uninstall unlink update upsert wipe withdraw write`,
);

/** Verbs that say that each call adds something. Words that are as often the thing itself, such as `order`, are not among them. */
export const addingWords: ReadonlySet<string> = words(
  `add append buy clone copy create duplicate enqueue generate import insert make new put register save schedule store submit
   upload`,
);

/** Words that say that a tool may keep what it is given. */
export const keepingWords: ReadonlySet<string> = new Set([
  ...addingWords,
  ...words("book capture comment enter file issue leave log note open order post record track write"),
]);

/** Verbs that say that a call only reads. */
export const readingWords: ReadonlySet<string> = words(
  `count describe digest fetch find get list overview print query read report search show stats statistics summarise
   summarize summary view`,
);

/** Words that say that a tool does something with a record beside showing it, without destroying it. */
export const actingWords: ReadonlySet<string> = words(
  "approve archive assign charge complete email invite mail notify run share sign trigger",
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}
