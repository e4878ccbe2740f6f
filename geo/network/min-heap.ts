/** A binary heap of integers by their keys, the least first; O(log n) a push or pop. */
export class MinHeap {
  readonly #items: number[] = [];
  readonly #keys: number[] = [];

  get size(): number {
    return this.#items.length;
  }

  push(item: number, key: number): void {
    let i = this.#items.length;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (this.#keys[parent] <= key) break;
      this.#items[i] = this.#items[parent];
      this.#keys[i] = this.#keys[parent];
      i = parent;
    }
    this.#items[i] = item;
    this.#keys[i] = key;
  }

  /** Takes the item with the least key; undefined when empty. */
  pop(): { item: number; key: number } | undefined {
    if (this.#items.length === 0) return undefined;
    const top = { item: this.#items[0], key: this.#keys[0] };
    const item = this.#items.pop()!;
    const key = this.#keys.pop()!;
    const n = this.#items.length;
    if (n === 0) return top;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= n) break;
      if (child + 1 < n && this.#keys[child + 1] < this.#keys[child]) child++;
      if (this.#keys[child] >= key) break;
      this.#items[i] = this.#items[child];
      this.#keys[i] = this.#keys[child];
      i = child;
    }
    this.#items[i] = item;
    this.#keys[i] = key;
    return top;
  }
}
