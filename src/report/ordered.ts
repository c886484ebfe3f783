import { byNumber } from "./order.ts";

interface Schema {
  readonly _zod: { readonly def: { readonly type: string } };
}

/** What the definition of an object, a record, an array or an optional holds. */
interface Inner {
  readonly shape: Readonly<Record<string, Schema>>;
  readonly valueType: Schema;
  readonly element: Schema;
  readonly innerType: Schema;
}

/**
 * A copy whose objects have their keys in the order of the schema, and whose records are sorted by key, so that two
 * reports of the same facts are the same bytes. Free JSON inside (arguments, facts) keeps the order it came in.
 */
export function ordered(value: unknown, schema: Schema): unknown {
  const inner = schema._zod.def as unknown as Inner;
  switch (schema._zod.def.type) {
    case "optional":
      return value === undefined ? undefined : ordered(value, inner.innerType);
    case "array":
      return (value as readonly unknown[]).map((item) => ordered(item, inner.element));
    case "record":
      // `fromEntries` makes a plain member even of a key such as `__proto__`.
      return Object.fromEntries(
        Object.entries(value as object)
          .sort(([a], [b]) => byNumber(a, b))
          .map(([key, item]) => [key, ordered(item, inner.valueType)]),
      );
    case "object":
      return Object.fromEntries(
        Object.entries(inner.shape).map(([key, member]) => [
          key,
          ordered((value as Readonly<Record<string, unknown>>)[key], member),
        ]),
      );
    default:
      return value;
  }
}
