/** A copy of a JSON value with one member changed, and what stood there; undefined when the path leads nowhere. */
export function replacedAt(
  value: unknown,
  path: string,
  by: string,
): { readonly copy: unknown; readonly old: unknown } | undefined {
  const [step, ...rest] = path.split(/[.[\]]+/).filter((part) => part !== "");
  if (step === undefined) return { copy: by, old: value };
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
  const inner = replacedAt((value as Readonly<Record<string, unknown>>)[step], rest.join("."), by);
  if (inner === undefined) return undefined;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  (copy as Record<string, unknown>)[step] = inner.copy;
  return { copy, old: inner.old };
}
