import type { JsonObject } from "../../model/json.ts";
import { numberNamed } from "./text/names.ts";

/** Values after the first one, for arrays whose items differ. */
const further = 64;

/** Numbers that satisfy a flat schema, likeliest first; the bounds themselves are among them. */
export function* numbersFor(schema: JsonObject, name: string, whole: boolean): Generator<number> {
  const step = positive(schema.multipleOf) ?? (whole ? 1 : undefined);
  const unit = step ?? 1;
  const above = number(schema.exclusiveMinimum);
  const below = number(schema.exclusiveMaximum);
  const low = Math.max(number(schema.minimum) ?? -Infinity, above ?? -Infinity);
  const high = Math.min(number(schema.maximum) ?? Infinity, below ?? Infinity);
  const fits = (value: number): boolean =>
    Number.isFinite(value) && value >= low && value <= high && value !== above && value !== below;
  const up = Math.ceil(low / unit) * unit;
  const down = Math.floor(high / unit) * unit;
  const likely = [
    numberNamed(name) ?? 1,
    1,
    ...(step === undefined ? [] : [step]),
    low,
    up,
    up + unit,
    high,
    down,
    down - unit,
    (low + high) / 2,
    0,
  ];
  let any = false;
  for (const value of likely) {
    if (!fits(value) || (whole && !Number.isInteger(value))) continue;
    any = true;
    yield value;
  }
  const from = Number.isFinite(up) ? up : Number.isFinite(down) ? down - further * unit : unit;
  for (let at = 0; at < further; at += 1) if (fits(from + at * unit)) yield from + at * unit;
  if (!any) yield Number.isFinite(low) ? low : 1;
}

function number(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function positive(value: unknown): number | undefined {
  return typeof value === "number" && value > 0 ? value : undefined;
}
