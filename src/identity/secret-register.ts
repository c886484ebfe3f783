/** Every secret of a run: those that its config holds, and those that come to be while it runs, such as tokens. */
export interface SecretRegister {
  readonly known: ReadonlySet<string>;
  add(secret: string): void;
  /** Called with each secret that is added from now on. */
  hear(listener: (secret: string) => void): void;
}

/** An empty register. */
export function openSecretRegister(): SecretRegister {
  const known = new Set<string>();
  const listeners: ((secret: string) => void)[] = [];
  return {
    known,
    add(secret) {
      if (known.has(secret)) return;
      known.add(secret);
      for (const listener of listeners) listener(secret);
    },
    hear(listener) {
      listeners.push(listener);
    },
  };
}
