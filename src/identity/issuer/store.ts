/** A map that forgets its oldest entry when it is full. */
export interface Store<T> {
  put(key: string, value: T): void;
  get(key: string): T | undefined;
  /** Gets and forgets. */
  take(key: string): T | undefined;
  /** Forgets every entry that fits. */
  drop(fits: (value: T) => boolean): void;
}

const most = 10_000;

/** Opens an empty store of ten thousand entries at most. */
export function openStore<T>(): Store<T> {
  const entries = new Map<string, T>();
  return {
    put(key, value) {
      entries.set(key, value);
      const [oldest] = entries.keys();
      if (entries.size > most && oldest !== undefined) entries.delete(oldest);
    },
    get: (key) => entries.get(key),
    take(key) {
      const value = entries.get(key);
      entries.delete(key);
      return value;
    },
    drop(fits) {
      for (const [key, value] of entries) if (fits(value)) entries.delete(key);
    },
  };
}
