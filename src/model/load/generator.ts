/** How our own side fared. A second in which it was the limit says nothing of the server. */
export interface GeneratorHealth {
  readonly seconds: number;
  readonly saturated: number;
  /** Worst of all seconds. */
  readonly loopDelayP99Ms: number;
  readonly cpuShare: number;
  readonly schedulerLagP99Ms: number;
  readonly sockets: number;
  readonly openFiles: number | undefined;
  /** EMFILE, EADDRNOTAVAIL and the like. */
  readonly exhausted: readonly string[];
}
