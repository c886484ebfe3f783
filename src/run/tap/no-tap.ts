import type { ScanRequest } from "../scan-request.ts";

/** A run without a tap, whose target names no database. */
export const noTap: ScanRequest["tap"] = { on: false, upstream: undefined, port: 0, files: {} };
