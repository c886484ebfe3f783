/** First in, first out, in constant time however long it gets. */
export interface Queue<Item> {
  readonly size: number;
  readonly first: Item | undefined;
  push(item: Item): void;
  /** Removes the first one and gives it; undefined where there is none. */
  shift(): Item | undefined;
  /** Those that wait, first one first. */
  waiting(): readonly Item[];
  /** Removes the last ones that `unwanted` is true of, up to the first it is not. */
  dropLast(unwanted: (item: Item) => boolean): void;
}

/** An empty queue. */
export function openQueue<Item>(): Queue<Item> {
  /** A ring; its length is a power of two. */
  let ring: (Item | undefined)[] = new Array(8).fill(undefined);
  let at = 0;
  let size = 0;
  const place = (index: number): number => (at + index) & (ring.length - 1);
  const waiting = (): Item[] => Array.from({ length: size }, (_, index) => ring[place(index)] as Item);
  return {
    get size() {
      return size;
    },
    get first() {
      return ring[at];
    },
    push(item) {
      if (size === ring.length) {
        ring = [...waiting(), ...new Array(size).fill(undefined)];
        at = 0;
      }
      ring[place(size)] = item;
      size += 1;
    },
    shift() {
      if (size === 0) return undefined;
      const first = ring[at];
      ring[at] = undefined;
      at = place(1);
      size -= 1;
      return first;
    },
    waiting,
    dropLast(unwanted) {
      for (; size > 0 && unwanted(ring[place(size - 1)] as Item); size -= 1) ring[place(size - 1)] = undefined;
    },
  };
}
