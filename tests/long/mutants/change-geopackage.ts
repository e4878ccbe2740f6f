import initSqlJs, { type Database } from 'sql.js';
import { changeBytes } from './change-bytes.ts';
import type { Random } from './random.ts';
import { ODD_NUMBERS, oddText } from './values.ts';

const SQLite = await initSqlJs();

/** Changes cells, shapes, names and declarations inside a GeoPackage that SQLite itself then writes. */
export function changeGeopackage(good: Uint8Array, random: Random): Uint8Array {
  // SQLite writes into the bytes it is given.
  const db = new SQLite.Database(Uint8Array.from(good));
  try {
    for (let left = 1 + random.below(3); left > 0; left--) {
      try {
        changeOnce(db, random);
      } catch {
        // A change that SQLite refuses is none; the next may be taken.
      }
    }
    return db.export();
  } catch {
    // Names that SQLite took but cannot write again.
    return changeBytes(good, random);
  } finally {
    db.close();
  }
}

const quoted = (name: unknown) => `"${String(name).replaceAll('"', '""')}"`;
const rowsOf = (db: Database, query: string): unknown[][] => db.exec(query)[0]?.values ?? [];

function changeOnce(db: Database, random: Random): void {
  const tables = rowsOf(db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'").flat();
  const spoken = tables.filter((name) => /^gpkg_(contents|geometry_columns|spatial_ref_sys)$/.test(String(name)));
  const own = tables.filter((name) => !/^(gpkg|rtree)_/.test(String(name)));
  const table = random.next() < 0.3 ? random.pick(spoken) : random.pick(own);
  const columns = rowsOf(db, `SELECT name FROM pragma_table_info(${quoted(table)})`).flat();
  const column = random.pick(columns);
  switch (random.below(9)) {
    case 0:
      db.run(`ALTER TABLE ${quoted(table)} RENAME COLUMN ${quoted(column)} TO ${quoted(oddText(random).slice(0, 60))}`);
      return;
    case 1:
      db.run(`ALTER TABLE ${quoted(table)} RENAME TO ${quoted(oddText(random).slice(0, 60))}`);
      return;
    case 2:
      db.run(`ALTER TABLE ${quoted(table)} ADD COLUMN ${quoted(oddText(random).slice(0, 60))} TEXT`);
      return;
    case 3:
      db.run(`DELETE FROM ${quoted(table)} WHERE rowid IN (SELECT rowid FROM ${quoted(table)} LIMIT 1)`);
      return;
    default: {
      const [row] = rowsOf(
        db,
        `SELECT rowid, ${quoted(column)} FROM ${quoted(table)} ORDER BY rowid LIMIT 1 OFFSET ${random.below(3)}`,
      );
      if (row === undefined) return;
      const was = row[1];
      const now =
        was instanceof Uint8Array && random.next() < 0.8
          ? changeBytes(was, random)
          : random.pick([oddText(random), random.pick(ODD_NUMBERS), null, Buffer.from(oddText(random))]);
      db.run('PRAGMA ignore_check_constraints = ON');
      db.run(`UPDATE ${quoted(table)} SET ${quoted(column)} = ? WHERE rowid = ?`, [now as string, row[0] as number]);
    }
  }
}
