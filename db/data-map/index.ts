import { bureauTables } from './bureau';
import { citizenTables } from './citizens';
import type { TableEntry } from './kinds';
import { requestTables } from './requests';

/** K5: every table of the schema, each of its columns named once. tests/db/data-map.test.ts compares it with the schema. */
export const dataMap: Readonly<Record<string, TableEntry>> = { ...citizenTables, ...requestTables, ...bureauTables };
