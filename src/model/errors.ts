/** The documented exit codes; see docs/exit-codes.md. */
export const exitCodes = {
  ok: 0,
  findings: 1,
  inconclusive: 2,
  usage: 3,
  unreachable: 4,
  harnessBug: 70,
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const codes = {
  usage: exitCodes.usage,
  "config-invalid": exitCodes.usage,
  "host-not-allowed": exitCodes.usage,
  "target-unreachable": exitCodes.unreachable,
  "handshake-failed": exitCodes.unreachable,
  interrupted: exitCodes.interrupted,
  "harness-bug": exitCodes.harnessBug,
} as const;

/** A failure of ours or of our caller, never of the server's behaviour: one sentence, and a hint on how to mend it. */
export class HarnessError extends Error {
  readonly code: keyof typeof codes;
  readonly hint: string;
  readonly exitCode: ExitCode;

  constructor(code: keyof typeof codes, message: string, hint: string, cause?: unknown) {
    super(message, { cause });
    this.name = "HarnessError";
    this.code = code;
    this.hint = hint;
    this.exitCode = codes[code];
  }
}
