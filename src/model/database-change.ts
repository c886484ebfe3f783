/** One difference between two looks at a database. */
export interface DatabaseChange {
  /** `table public.orders`, `function public.total(integer)`. */
  readonly what: string;
  /** What became of it, as the rest of a sentence. */
  readonly how: string;
}
