/** Values by name, the newest ones within bounds: whoever makes up names without end makes old ones forgotten. */
export interface Remembered<Value> {
  get(name: string): Value | undefined;
  set(name: string, value: Value, bytes: number): void;
  delete(name: string): void;
  clear(): void;
}

/** Names of one connection that are remembered; drivers cache some hundreds of statements. */
const mostNames = 10_000;
/** Bytes of all that is remembered of one connection. */
const mostBytes = 16 * 1024 * 1024;

/** Nothing remembered yet. The nameless one, which most drivers use, is quick and beside the bounds. */
export function remember<Value>(): Remembered<Value> {
  let nameless: Value | undefined;
  const known = new Map<string, { readonly value: Value; readonly bytes: number }>();
  let bytesInAll = 0;
  const forget = (name: string) => {
    bytesInAll -= known.get(name)?.bytes ?? 0;
    known.delete(name);
  };
  return {
    get: (name) => (name === "" ? nameless : known.get(name)?.value),
    set(name, value, bytes) {
      if (name === "") {
        nameless = value;
        return;
      }
      forget(name);
      known.set(name, { value, bytes });
      bytesInAll += bytes;
      for (const oldest of known.keys()) {
        if (known.size <= mostNames && (bytesInAll <= mostBytes || known.size === 1)) break;
        forget(oldest);
      }
    },
    delete(name) {
      if (name === "") nameless = undefined;
      else forget(name);
    },
    clear() {
      nameless = undefined;
      if (known.size === 0) return;
      known.clear();
      bytesInAll = 0;
    },
  };
}
