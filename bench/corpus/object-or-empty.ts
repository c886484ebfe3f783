/** The value if it is an object, else an empty one. */
export function objectOrEmpty(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}
