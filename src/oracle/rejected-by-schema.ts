import { type Reply, replyText } from "../model/reply.ts";

/** Characters of an error in which it is said that the arguments were refused. */
const start = 600;

/**
 * True when the arguments were refused before the tool did its work: as a protocol error, as SDKs dress it up as the
 * tool's, or by the validation of the tool itself. What the tool looked for and did not find is no refusal.
 */
export function rejectedBySchema(reply: Reply): boolean {
  if (reply.kind !== "rpc-error" && reply.kind !== "tool-error") return false;
  const text = replyText(reply).slice(0, start);
  if (refusals.some((said) => said.test(text))) return true;
  const invalid = (reply.kind === "rpc-error" && reply.code === -32602) || /(?:^|\W)-32602\b/.test(text);
  return invalid && !lookedFor.test(text);
}

/** A thing that is not there. Some servers use the code of invalid arguments for it; a tool that is not there was not run. */
const lookedFor =
  /^(?!.*\b(?:tool|argument|parameter|param|field|property)s?\b)(?:.*\b(?:not found|no such|(?:does not|doesn't|do not) exist|unknown|no \w+ (?:with|of|for|named))\b)/is;

/** How the arguments are refused in words, by those who say it. None of these is a database's word for a bad value. */
const refusals: readonly RegExp[] = [
  // The TypeScript SDK, 1 and 2, and the low-level Python one.
  /\binput validation error\b/i,
  /\binvalid arguments for (?:tool|prompt)\b/i,
  // pydantic, under every Python framework.
  /\b\d+ validation errors? for \S/i,
  // zod: its issues as JSON, or in words.
  /"code"\s*:\s*"(?:invalid_\w+|too_small|too_big|unrecognized_keys|not_multiple_of)"[\s\S]{0,400}"(?:path|message)"\s*:/,
  /"path"\s*:\s*\[[^\]]{0,200}\][\s\S]{0,200}"code"\s*:\s*"(?:invalid_\w+|too_small|too_big|unrecognized_keys)"/,
  /✖ (?:Invalid|Too (?:small|big)|Unrecognized)/,
  /\bZodError\b/,
  /\binvalid (?:input|type|literal|option): expected\b/i,
  // ajv, and validators that speak as it does.
  /\b(?:must|should) have required propert(?:y|ies)\b/i,
  /\bmust NOT have (?:additional|fewer|more)\b/,
  /\bmust be equal to one of the allowed values\b/i,
  /\bmust match (?:pattern|format) "/i,
  // The jsonschema package of Python.
  /'[^'\n]{1,80}' is a required property\b/,
  /\bis not (?:of type '(?:string|number|integer|boolean|array|object|null)'|one of \[)/,
  // The Go SDK and mcp-go.
  /\bvalidating "?\/?(?:arguments|root|properties)\b/,
  /\brequired argument "[^"\n]{1,80}" (?:not found|is (?:missing|not))/,
  /\bargument "[^"\n]{1,80}" (?:is not|cannot be converted to) an? \w+/,
  // serde, in Rust, and kotlinx.
  /\bfailed to deserialize (?:the )?(?:parameters|arguments|params)\b/i,
  /\b(?:missing|unknown) field `|\binvalid type: [^\n]{1,80}, expected\b|\bunknown variant `/,
  /\bFields? \[?'?[\w', ]{1,80}'?\]? (?:is|are) required for type with serial name\b/,
  // Jackson, in Java, and the C# SDK.
  /\b(?:Cannot (?:deserialize|construct)|Unrecognized field)\b[\s\S]{0,200}\b(?:value|instance|class|token)\b/,
  /\barguments dictionary is missing a value for the required parameter\b/i,
  // Validation by hand.
  /\b(?:does|do) not match (?:the |its |their )?(?:input |json )?schema\b/i,
  /^(?:error[^:\n]{0,80}:\s*)*["'`]?[\w.]{1,60}["'`]?(?: (?:and|or) ["'`]?[\w.]{1,60}["'`]?)? (?:is|are) required (?:and must be|for (?:the )?\S{1,60} (?:operation|action|mode|type)|for \w{1,60}=)/i,
  /\bvalidation failed:[\s\S]{0,120}\b(?:is required|must be)\b/i,
  /\bmissing (?:a )?(?:required |mandatory )(?:parameter|argument|field|property|propertie|input|keyword-only argument|positional argument)s?\b/i,
  /\bmissing \d+ required (?:positional|keyword-only) arguments?\b/,
  /\b(?:got an )?unexpected keyword argument\b/i,
  /\binvalid (?:tool )?(?:arguments|parameters|params|argument types?)\b(?! (?:to|in|of) (?:the )?(?:function|query|statement|operator))/i,
  /^(?:error:?\s*)?(?!auth|log-?in|permission)(?:the )?["'`]?[\w.[\]]{1,60}["'`]?(?: (?:parameter|argument|field))? is (?:a )?required(?: (?:parameter|argument|field|property))?\.?$/i,
  /^(?:error:?\s*)?(?:the )?(?:parameter|argument|field) ["'`]?[\w.[\]]{1,60}["'`]? (?:is required|is missing|must be\b)/i,
];
