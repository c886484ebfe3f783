import { HarnessError } from "../model/errors.ts";

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a header value may hold tabs, but no other control character
const unsendable = /[\u0000-\u0008\u000a-\u001f\u007f]|[^\u0000-\u00ff]/;

/**
 * Checks one header and gives its name in lower case. `where` opens the message of the `config-invalid` HarnessError
 * that a name or value which cannot be sent causes; the value itself is never in it.
 */
export function header(name: string, value: string, where: string): readonly [string, string] {
  if (!token.test(name)) {
    throw new HarnessError(
      "config-invalid",
      `${where}: ${JSON.stringify(name)} is not a valid header name.`,
      "A header name has letters, digits and hyphens, and no spaces.",
    );
  }
  if (unsendable.test(value)) {
    throw new HarnessError(
      "config-invalid",
      `${where}: the value of ${name} has a line break or another character that a header cannot carry.`,
      "Check for a stray newline at the end of the secret.",
    );
  }
  return [name.toLowerCase(), value.trim()];
}
