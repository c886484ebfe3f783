/** Marks that select how the character before them looks, as part of a character class. */
export const selectorMarks = String.raw`\u180B-\u180D\uFE00-\uFE0F\u{E0100}-\u{E01EF}`;

/** Characters that take no room of their own, as part of a character class; not the marks of direction that embed or isolate. */
export const unseenMarks = String.raw`\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200F\u2060-\u2064\u206A-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{1D173}-\u{1D17A}\u{E0000}-\u{E00FF}\u{E01F0}-\u{E0FFF}`;
