/** A page of a list, as every list endpoint answers. */
interface Page<T> {
  items: T[];
  total: number;
}

/** What the pages held, and whether that was everything. */
export interface Collected<T> {
  items: T[];
  total: number;
}

const PAGE_SIZE = 500;

/**
 * Every page of a list, one after the other, up to `limit` records: for the
 * map, which draws all of a period at once. `total` tells what was left out.
 */
export async function collectPages<T>(
  readPage: (page: number, pageSize: number) => Promise<Page<T>>,
  limit = 10_000,
): Promise<Collected<T>> {
  const items: T[] = [];
  for (let page = 1; ; page++) {
    const answer = await readPage(page, PAGE_SIZE);
    items.push(...answer.items);
    if (answer.items.length < PAGE_SIZE || items.length >= answer.total || items.length >= limit)
      return { items, total: Math.max(answer.total, items.length) };
  }
}
