/** True for a token that an Authorization header can carry (RFC 6750 section 2.1 has fewer characters; some providers do not). */
export function sendable(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token);
}
