/** A place in a statement where a value may stand inside a literal, and how to leave the literal and make the rest valid again. */
export interface QuoteContext {
  readonly name: string;
  /** Leaves the literal. */
  readonly open: string;
  /** Takes up what follows the value, so that the statement ends as it was meant to. */
  readonly close: string;
}

/** Contexts of a string literal, most frequent first. The rest of the statement is never cut off, so that every clause still applies. */
export const literalContexts: readonly QuoteContext[] = [
  { name: "quoted", open: "'", close: " AND 'g'='g" },
  { name: "like", open: "%'", close: " AND 'g%'='g" },
  { name: "parenthesised", open: "')", close: " AND ('g'='g" },
  { name: "parenthesised-like", open: "%')", close: " AND ('g%'='g" },
  { name: "twice-parenthesised", open: "'))", close: " AND (('g'='g" },
  { name: "double-quoted", open: '"', close: ' AND "g"="g' },
];

/** Contexts that cut the rest of the line off with a comment. */
export const commentedContexts: readonly QuoteContext[] = [
  { name: "commented", open: "'", close: "-- " },
  { name: "parenthesised-commented", open: "')", close: "-- " },
];

/** A text argument that is put into a statement bare: as a number, or as a whole condition. */
export const unquotedContext: QuoteContext = { name: "unquoted", open: "", close: "" };
