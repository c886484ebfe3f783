/** Flags of `tap`. */
export interface TapFlags {
  readonly config?: string;
  readonly port?: number;
  readonly allowHost?: readonly string[];
  readonly json?: boolean;
}

/** Flags of `cleanup`. */
export interface CleanupFlags {
  readonly config?: string;
  readonly allowHost?: readonly string[];
}
