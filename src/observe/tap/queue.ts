/** First in, first out, in constant time however long it gets. */
export class Queue<Item> {
  /** A ring; its length is a power of two. */
  #ring: (Item | undefined)[] = new Array(8).fill(undefined);
  #at = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get first(): Item | undefined {
    return this.#ring[this.#at];
  }

  push(item: Item): void {
    if (this.#size === this.#ring.length) {
      this.#ring = [...this.waiting(), ...new Array(this.#size).fill(undefined)];
      this.#at = 0;
    }
    this.#ring[this.#place(this.#size)] = item;
    this.#size += 1;
  }

  /** Removes the first one and gives it; undefined where there is none. */
  shift(): Item | undefined {
    if (this.#size === 0) return undefined;
    const first = this.#ring[this.#at];
    this.#ring[this.#at] = undefined;
    this.#at = this.#place(1);
    this.#size -= 1;
    return first;
  }

  /** Those that wait, first one first. */
  waiting(): readonly Item[] {
    return Array.from({ length: this.#size }, (_, index) => this.#ring[this.#place(index)] as Item);
  }

  /** Removes the last ones that `unwanted` is true of, up to the first it is not. */
  dropLast(unwanted: (item: Item) => boolean): void {
    for (; this.#size > 0; this.#size -= 1) {
      const last = this.#place(this.#size - 1);
      if (!unwanted(this.#ring[last] as Item)) return;
      this.#ring[last] = undefined;
    }
  }

  #place(index: number): number {
    return (this.#at + index) & (this.#ring.length - 1);
  }
}
