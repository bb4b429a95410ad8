import type { Database } from './client';
import { replaceSeals, sealsOfOtherKeys } from './queries/seals';
import type { Sealer } from './sealed';
import { type SealedColumn, sealedColumns } from './sealed-columns';

export type Rotated = { column: SealedColumn; sealed: number; unreadable: string[] };

const batch = 500;

/**
 * Seals anew, with the newest key, whatever an older key sealed, while the service runs: a batch at a time, each row only if nobody has
 * written it since it was read. May be stopped and begun again at any time. A seal that does not open stays, its row is named.
 */
export async function rotateSeals(database: Database, sealer: Sealer, report: (column: SealedColumn, sealed: number) => void): Promise<Rotated[]> {
  const done: Rotated[] = [];
  for (const column of sealedColumns) {
    const rotated: Rotated = { column, sealed: 0, unreadable: [] };
    done.push(rotated);
    let after: string[] | null = null;
    for (;;) {
      const rows = await sealsOfOtherKeys(database, column, sealer.keyNumber, after, batch);
      if (rows.length === 0) break;
      const seals = [];
      for (const { key, sealed } of rows) {
        const cell = { table: column.table, column: column.cell, row: key.join(':') };
        try {
          seals.push({ key, old: sealed, fresh: sealer.seal(cell, sealer.open(cell, sealed)) });
        } catch {
          rotated.unreadable.push(cell.row);
        }
      }
      rotated.sealed += await replaceSeals(database, column, seals);
      after = rows.at(-1)?.key ?? null;
      report(column, rotated.sealed);
    }
  }
  return done;
}
