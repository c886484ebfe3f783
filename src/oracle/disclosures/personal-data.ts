import { patternDetector } from "./pattern-detector.ts";

/** Personal data: addresses, and numbers with check digits that hold. */
export const findPersonalData = patternDetector("personal-data", /@|\d{3}/, [
  {
    what: "an e-mail address",
    pattern:
      /(?<![\w.+/:@-])[\w.+-]{1,64}@(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.){1,4}[a-zA-Z]{2,24}(?![\w@-])/g,
    verified: false,
  },
  {
    what: "a card number",
    pattern: /(?<![\w.-])(?:\d{4}[ -]?){3}\d{1,7}(?![\w-]|\.\d)/g,
    verified: true,
    holds: ({ told }) => isCard(told ?? ""),
  },
  {
    what: "an IBAN",
    pattern: /(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?!\w)/g,
    verified: true,
    holds: ({ told }) => isIban(told ?? ""),
  },
  {
    what: "a social security number",
    pattern: /(?<![\w.-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/g,
    verified: false,
  },
  {
    what: "a phone number",
    pattern: /(?<![\w.+-])\+\d{1,3}[ -]?(?:\(\d{1,4}\)[ -]?)?\d{2,4}(?:[ -]\d{2,8}){1,4}(?![\w-])/g,
    verified: false,
  },
]);

/** Issuers' ranges: a number with check digits alone may be anything. */
const issuers = /^(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|6(?:011|5\d\d)\d{12})$/;

function isCard(text: string): boolean {
  const digits = text.replace(/\D/g, "");
  return issuers.test(digits) && new Set(digits).size > 1 && luhn(digits);
}

// ISO/IEC 7812-1, annex B.
function luhn(digits: string): boolean {
  let sum = 0;
  for (let at = digits.length - 1, twice = false; at >= 0; at--, twice = !twice) {
    const value = digits.charCodeAt(at) - 48;
    sum += twice ? 2 * value - (value > 4 ? 9 : 0) : value;
  }
  return sum % 10 === 0;
}

// ISO 13616: the rest by 97 is 1, with the country and the check digits at the end and letters as numbers from 10.
function isIban(text: string): boolean {
  const plain = text.replaceAll(" ", "");
  if (plain.length < 15 || plain.length > 34) return false;
  const turned = plain.slice(4) + plain.slice(0, 4);
  let rest = 0;
  for (const sign of turned) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
