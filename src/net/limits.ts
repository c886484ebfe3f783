/**
 * The most that is taken from one peer, whoever it is: the server under test is hostile until shown otherwise.
 *
 * - `bodyBytes`: one HTTP body, one SSE event or one line of stdio. Both official SDKs refuse requests over 4 MiB,
 *   so twice that holds every reply seen in practice and still fits fifty times in a small machine.
 * - `streamBytes`: all events of one reply stream; a stream that never ends is also bounded by the call's deadline.
 * - `errorBodyBytes`: what is kept of a body that comes with an HTTP error.
 * - `jsonDepth`: nesting of arrays and objects. Real schemas stay under 30; recursive code of ours and of libraries is safe at 200.
 * - `headerBytes`: all header lines of one reply (Node's own default).
 * - `connectMs`: TCP and TLS handshake.
 * - `headersMs`: from request to reply headers, for calls that set no deadline of their own.
 * - `redirects`: same-origin redirects followed for one request.
 */
export const limits = {
  bodyBytes: 8 * 1024 * 1024,
  streamBytes: 64 * 1024 * 1024,
  errorBodyBytes: 64 * 1024,
  jsonDepth: 200,
  headerBytes: 16 * 1024,
  connectMs: 10_000,
  headersMs: 300_000,
  redirects: 3,
} as const;
