import { normalised } from "./normalised.ts";

/** One thing in a text that speaks to a model beyond how a tool is used. */
export interface Signal {
  readonly kind: SignalKind;
  /** Where its sentence begins, in the reading of the text in which it was found. */
  readonly at: number;
  /** That sentence, as it is meant. */
  readonly quote: string;
}

/**
 * `override`: of what the model was told before. `concealment`: from the user, of what is done; `reticence`: of something.
 * `secret-file`: read one; `private-context`: the system prompt, what was said before. `into-argument`: put it into an argument.
 * `own-argument`: into one that is made for it. `to-outsider`: send it to an address. `altering`: what another tool is given.
 */
export type SignalKind =
  | "override"
  | "concealment"
  | "reticence"
  | "secret-file"
  | "environment-file"
  | "system-prompt"
  | "private-context"
  | "into-argument"
  | "own-argument"
  | "to-outsider"
  | "demand"
  | "altering";

/** A sentence is read as far as this, to both sides of the word that made it worth reading. */
const longestBefore = 300;
const longestAfter = 400;
/** Characters between sentences that belong together. */
export const near = 600;
const mostFirst = 100;

/** What of a text is a signal; in time that grows with its length alone. */
export function signalsIn(text: string): readonly Signal[] {
  return normalised(text).flatMap(signalsOf);
}

/** First what means something by itself, then, around it, what only means something beside it. */
function signalsOf(reading: string): readonly Signal[] {
  const first: Signal[] = [];
  for (const part of worthReading(reading)) {
    first.push(...found(part, telling));
    if (first.length >= mostFirst) break;
  }
  const beside: Signal[] = [];
  let read = 0;
  for (const { at } of first) {
    const until = Math.min(reading.length, at + longestAfter + near);
    for (let from = Math.max(read, at - near); from < until; ) {
      const end = endOf(reading, from + 1);
      beside.push(...found({ at: from, text: reading.slice(from, end) }, helping));
      from = end;
      read = end;
    }
  }
  return [...first, ...beside];
}

interface Part {
  readonly at: number;
  readonly text: string;
}

function* worthReading(reading: string): Generator<Part> {
  const hint = new RegExp(hints, "g");
  for (let match = hint.exec(reading); match !== null; match = hint.exec(reading)) {
    const at = beginningOf(reading, match.index);
    const end = endOf(reading, match.index + match[0].length);
    yield { at, text: reading.slice(at, end) };
    hint.lastIndex = end;
  }
}

function found({ at, text }: Part, rules: Rules): Signal[] {
  return Object.entries(rules)
    .filter(([, holds]) => holds(text))
    .map(([kind]) => ({ kind: kind as SignalKind, at, quote: text.trim().replaceAll(/\s+/g, " ") }));
}

function beginningOf(text: string, from: number): number {
  const before = text.slice(Math.max(0, from - longestBefore), from);
  const last = Math.max(...ends.map((end) => afterLast(before, end)));
  return from - before.length + last;
}

function afterLast(text: string, end: string): number {
  const at = text.lastIndexOf(end);
  return at === -1 ? 0 : at + end.length;
}

const ends = ["\n", ". ", "! ", "? ", "; "];

function endOf(text: string, from: number): number {
  const after = text.slice(from, from + longestAfter);
  const end = after.search(/\n|[.!?;]\s/);
  return end === -1 ? from + after.length : from + end + 1;
}

/** What every sentence has that is a signal by itself; few others do. */
const hints =
  /(?:ignore|disregard|forget|stop following) |without (?:the |your )?(?:user|human|operator|customer|owner)|(?:hide|conceal|keep) (?:this|it|these|that|all) |(?:user|human|operator|customer) (?:must|should) |(?:tell|mention|inform|notify|alert|reveal|disclose|say)(?:ing)? |notifying |revealing |disclosing |\.ssh|id_rsa|id_dsa|id_e|private ssh|seed phrase|\.env\b|environment variables|\.aws|\/etc\/|mcp\.json|claude_d|\.npmrc|\.netrc|git-cred|\.kube|gnupg|your (?:[a-z]{1,10} )?(?:system|prompt|initial|hidden)|conversation|chat history|(?:all|full|entire|whole|complete) [a-z ]{0,20}messages?\b|(?:all|full|entire|whole|complete) [a-z ]{0,12}chat|recipient|bcc|\bproxy\b|phone number|account number|mail addresses|iban|wallet|payee|destination|\w@\w/;

const sensitiveFile =
  /~\/\.ssh(?!\/(?:config|known_hosts))|\bid_(?:rsa|dsa|ed25519|ecdsa)\b|\.aws\/credentials|\/etc\/(?:passwd|shadow)\b|\bmcp\.json\b|claude_desktop_config|\.npmrc\b|\.netrc\b|\.git-credentials|\.kube\/config|\.gnupg\b|\bprivate ssh key|\bseed phrase/;
const environmentFile = /(?<![\w/.-])(?:\.\/|~\/)?\.env(?![\w.-])|\ball (?:the |your )?environment variables/;
const reading =
  /\b(?:read|cat|open|load|fetch|access|retrieve|collect|copy|include|extract|obtain|dump|get|pass|send)\b/;
const context =
  /\b(?:(?:entire|full|whole|complete|all)(?: of)?(?: the| your| this)? (?:conversation|chat|message)s?(?: history)?|(?:conversation|chat) history|all (?:previous|prior|earlier) messages)\b/;
const ownPrompt =
  /\byour (?:(?:full|entire|complete|own|original) )?(?:system prompt|system message|(?:system|initial|hidden) instructions)\b/;
const demanding =
  /\b(?:must|always|every time|each time|whenever|before (?:using|calling|invoking|running|executing|doing|you)|first|mandatory|additionally|also)\b/;

type Rules = Readonly<Partial<Record<SignalKind, (sentence: string) => boolean>>>;

/** What means something by itself. */
const telling: Rules = {
  override: (text) => {
    const match =
      /(?:^[\s*>#-]{0,10}|[,:>(*"\u201C]\s{0,3}|\b(?:please|must|should|now|then|and|always|you|instead|first) )(?:ignore|disregard|forget|stop following) (?:\w{1,20} ){0,4}?(?:(?:previous|prior|earlier|above|preceding|former|original) (?:\w{1,20} ){0,2}?(?:instructions?|prompts?|rules|directives?|guidelines?)|(?:your|the|its) (?:system |safety |own )?(?:instructions|prompt|guidelines|guardrails|safety rules))\b/.exec(
        text,
      );
    return match !== null && !spokenOf.test(text.slice(0, match.index + 2)) && !spokenOf.test(match[0].slice(0, 26));
  },
  concealment: (text) =>
    /\bwithout (?:the |your )?(?:user|human|operator|customer|owner)(?:'s|s)? (?:\w{1,12} )?(?:knowing|noticing|knowledge|realizing|realising|awareness|aware|seeing)\b/.test(
      text,
    ) ||
    /\b(?:hide|conceal|keep) (?:this|it|these instructions|that|all of this) (?:\w{1,14} ){0,3}from (?:the |your )?(?:user|human|operator|customer)/.test(
      text,
    ) ||
    /\b(?:user|human|operator|customer) (?:must|should) (?:not|never) (?:know|notice|find out|suspect|learn|become aware|be aware|be told|be informed)\b/.test(
      text,
    ) ||
    (isUntold(text) &&
      /\bthat you (?:\w{1,12} ){0,2}?(?:read|sent|send|forward\w{0,3}|cop\w{1,4}|access\w{0,3}|pass\w{0,3}|transfer\w{0,4}|uploaded?|need to)\b|\babout (?:this|these|the) (?:step|instruction|file|side|additional|extra|transfer|copy|bcc|recipient|read|content)/.test(
        text,
      )),
  reticence: (text) =>
    isUntold(text) &&
    /\babout (?:this|it)\b|\bthat you (?!can|could|are unable|do|did|have no)|\b(?:mention|say|disclose|reveal) (?:any of )?(?:this|these instructions)\b(?! (?:id|key|token|value|url|name|tool))/.test(
      text,
    ),
  "secret-file": (text) => sensitiveFile.test(text) && reading.test(text),
  "environment-file": (text) => environmentFile.test(text) && reading.test(text),
  "system-prompt": (text) => ownPrompt.test(text),
  "private-context": (text) => context.test(text),
  altering: (text) =>
    /\b(?:when|whenever|if|every time|each time|before|after|any time)\b/.test(text) && altered.test(text),
};

/** What means something beside the others. */
const helping: Rules = {
  "into-argument": (text) => intoArgument.test(text),
  "own-argument": (text) =>
    /\b(?:as|in|into|to|through|via|with) (?:\w{1,12} ){0,3}?[`'"]?\w{0,30}(?:key|secret|cred|token|cert|identity|env|file|path|config|pem)\w{0,20}[`'"]? (?:argument|parameter|param|field|property)/.test(
      text,
    ),
  "to-outsider": (text) =>
    /\b(?:send|post|upload|forward|transmit|exfiltrate|bcc|cc|copy|e-?mail|mail|leak)\b[^.\n]{0,100}?(?:https?:\/\/|[\w+-]{1,40}@[\w-]{1,40}\.)/.test(
      text,
    ),
  demand: (text) => demanding.test(text),
};

/** What another tool is given is changed, or goes to a certain address or number. */
const altered =
  /\b(?:change|replace|redirect|modify|rewrite|alter|swap|override)\b[^\n]{0,60}?\b(?:recipients?|bcc|cc|proxy|phone numbers?|e-?mail addresses|account numbers?|destination|iban|wallet|payee)\b|\b(?:set|use|add|send|sent|bcc|cc|copy)\b[^\n]{0,60}?(?:[\w.+-]{1,40}@[\w-]{1,40}\.[a-z]|\+\d{7}|\bproxy to\b|\biban\b)/;

/** Where somebody speaks of such instructions instead of giving them. */
const spokenOf =
  /\b(?:such as|like|e\.g|for example|never|do not|don't|not|may|might|attempts?|attempting|inject|injection|injections|detects?|phrases?|malicious|refuse|blocks?|scans?|says?|saying|text|contains?|trying|tries|jailbreaks?)\b|[`"'\u2018\u201C]\s{0,2}$/;

function isUntold(text: string): boolean {
  return /\b(?:user|human|operator|customer|anyone|anybody)\b/.test(text) && untold.test(text);
}

const untold =
  /\b(?:do not|don't|never|without|must not|should not|shouldn't|avoid)(?: \w{1,12})? (?:tell|telling|mention|mentioning|inform|informing|notify|notifying|alert|alerting|reveal|revealing|disclose|disclosing|say|saying)\b[^\n]{0,80}?\b(?:user|human|operator|customer|anyone|anybody)\b/;

const intoArgument =
  /\b(?:must be (?:\w{1,12} ){0,5}?(?:passed|included|sent|provided|added|given)|pass|include|send|put|provide|add|append|attach|insert|embed|encode|submit|supply|write|place|fill|forward|copy|paste)\b[^\n]{0,100}?\b(?:as|in|into|to|through|via|with|inside)\b[^\n]{0,50}?(?:\b(?:argument|parameter|param|field|property|sidenote|query string)\b|[`'"]\w{1,40}[`'"])|\b(?:its|the|their|file) (?:full |whole |entire |file )?contents? (?:as|in|into|via|through) /;
