/** One phrase on an error of the network or the process, with the system's code and without a stack. */
export function describeError(error: unknown): string {
  const causes = chain(error);
  const telling = causes.find((cause) => codeOf(cause) !== undefined) ?? causes.at(-1);
  const text = telling instanceof Error ? telling.message : String(telling);
  return (text === "" ? (codeOf(telling) ?? "unknown error") : text).split("\n", 1)[0]?.slice(0, 300) ?? "";
}

/** The system's code of an error or of what caused it, such as `ECONNREFUSED`. */
export function errorCode(error: unknown): string | undefined {
  return chain(error)
    .map(codeOf)
    .find((code) => code !== undefined);
}

/** The error, what caused it, and so on; of several tries at once the first. */
function chain(error: unknown): unknown[] {
  const found: unknown[] = [];
  for (let at = error; at !== undefined && at !== null && found.length < 10; ) {
    found.push(at);
    at = at instanceof AggregateError ? at.errors[0] : at instanceof Error ? at.cause : undefined;
  }
  return found;
}

function codeOf(error: unknown): string | undefined {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}
