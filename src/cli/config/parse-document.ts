import { type ErrorCode, parseDocument as parseYaml } from "yaml";
import { HarnessError } from "../../model/errors.ts";

/**
 * Reads the text of a JSON, JSON-with-comments or YAML file. JSON goes through the YAML parser with JSON's own scalars,
 * because that one knows the line of an error. Text that cannot be read is a `config-invalid` HarnessError with the line.
 */
export function parseDocument(text: string, file: string, syntax: "json" | "yaml"): unknown {
  const source = syntax === "json" ? withoutComments(text.replace(/^\uFEFF/, "")) : text;
  const document = parseYaml(source, { schema: syntax === "json" ? "json" : "core", prettyErrors: true });
  const error = document.errors[0];
  if (error) throw broken(file, syntax, what(error.code, error.message), error.linePos?.[0]);
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    throw broken(file, syntax, "it has too many aliases", undefined);
  }
}

/** Comments become blanks, so that the lines of what follows stay where they are. */
function withoutComments(text: string): string {
  return text.replace(/"(?:\\.|[^"\\\n])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) =>
    part.startsWith('"') ? part : part.replace(/[^\n]/g, " "),
  );
}

/** The parser's own sentence may quote the text, which may be a secret. */
function what(code: ErrorCode, message: string): string {
  if (code === "TAG_RESOLVE_FAILED") return "a quote, a comma or a value is missing";
  if (code === "DUPLICATE_KEY") return "a key is there twice";
  if (code === "UNEXPECTED_TOKEN" || code === "BAD_SCALAR_START") return "there is something unexpected";
  const sentence = message.split(/ at line \d|\n/)[0] ?? "";
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

function broken(
  file: string,
  syntax: "json" | "yaml",
  why: string,
  at: { line: number; col: number } | undefined,
): HarnessError {
  const where = at === undefined ? "" : `, line ${at.line}, column ${at.col}`;
  return new HarnessError(
    "config-invalid",
    `${file}${where}: this is not valid ${syntax.toUpperCase()}: ${why}.`,
    "Mend the file at that place and run again.",
  );
}
