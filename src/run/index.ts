/** The library: what the command line is made of. */
export { HarnessError } from "../model/errors.ts";
export type { Event, EventSink } from "../model/event.ts";
export type { Report } from "../model/report.ts";
export { planScan, type ScanPlan } from "./plan-scan.ts";
export { scan } from "./scan.ts";
export type { ScanRequest, Selection } from "./scan-request.ts";
export type { ScanSurroundings } from "./scan-surroundings.ts";
