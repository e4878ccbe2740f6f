import { DomainError } from '#geo/domain/errors.ts';
import { MAX_VERTICES } from '#geo/domain/place-rules.ts';

/**
 * Counts the vertices of a file's features, of all its layers together: thirty
 * long lines cost as much as one. A file that has more than may be read is
 * refused where it passes the limit.
 */
export class VertexCount {
  #count = 0;

  /**
   * @param row the feature's number in its layer, 1 = first
   * @param layer empty where the format has none
   * @throws DomainError file.too_large
   */
  add(geometry: unknown, row: number, layer: string): void {
    eachPosition(geometry, () => {
      if (++this.#count > MAX_VERTICES) throw tooManyVertices(row, layer);
    });
  }
}

function tooManyVertices(row: number, layer: string): DomainError {
  const [inVi, inEn] = layer === '' ? ['', ''] : [` của lớp “${layer}”`, ` of layer “${layer}”`];
  return new DomainError(
    'file.too_large',
    {
      vi: `Tệp có hơn ${MAX_VERTICES.toLocaleString('vi')} đỉnh, vượt ở đối tượng ${row}${inVi}; hãy chia nhỏ tệp hoặc giản lược đường vẽ.`,
      en: `The file has more than ${MAX_VERTICES.toLocaleString('en')} vertices, passed at feature ${row}${inEn}; split the file or simplify its shapes.`,
    },
    { path: 'file', row },
  );
}

/**
 * Calls back for each position of a geometry, whatever it is made of; what is
 * no geometry has none. Without recursion: the nesting is the sender's choice.
 */
export function eachPosition(geometry: unknown, visit: (position: number[]) => void): void {
  const stack: unknown[] = [geometry];
  for (let item = stack.pop(); item !== undefined || stack.length > 0; item = stack.pop()) {
    if (Array.isArray(item)) {
      if (typeof item[0] === 'number') {
        if (typeof item[1] === 'number') visit(item as number[]);
      } else for (const part of item) stack.push(part);
    } else if (typeof item === 'object' && item !== null) {
      const { coordinates, geometries } = item as { coordinates?: unknown; geometries?: unknown };
      if (Array.isArray(coordinates)) stack.push(coordinates);
      if (Array.isArray(geometries)) stack.push(geometries);
    }
  }
}
