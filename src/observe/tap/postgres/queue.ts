/** First in, first out, in constant time however long it gets. */
export interface Queue<Item> {
  readonly size: number;
  readonly first: Item | undefined;
  push(item: Item): void;
  shift(): Item | undefined;
  /** Those that wait, first one first. */
  waiting(): readonly Item[];
  /** Removes the last ones that `unwanted` is true of, up to the first it is not. */
  dropLast(unwanted: (item: Item) => boolean): void;
}

/** An empty queue. */
export function openQueue<Item>(): Queue<Item> {
  let items: Item[] = [];
  let at = 0;
  return {
    get size() {
      return items.length - at;
    },
    get first() {
      return items[at];
    },
    push(item) {
      items.push(item);
    },
    shift() {
      const item = items[at];
      at += 1;
      if (at >= items.length) {
        items.length = 0;
        at = 0;
      } else if (at > 1_000 && at * 2 > items.length) {
        items = items.slice(at);
        at = 0;
      }
      return item;
    },
    waiting: () => items.slice(at),
    dropLast(unwanted) {
      for (let last = items.at(-1); items.length > at && last !== undefined && unwanted(last); last = items.at(-1)) {
        items.pop();
      }
    },
  };
}
