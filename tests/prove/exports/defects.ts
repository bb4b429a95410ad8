import type { Seeded } from '../seeded';
import type { ExportName } from './scene';

/** A seeded defect of one export and how it must show; those of one group share a copy of the source. Those of group 1 show in the XML, without LibreOffice. */
type ExportDefect = Seeded & { of: ExportName; shows: RegExp; group: number };

const copy = 'functions/stored-file.ts';
const asText = "const asText = (value: string) => ({ value, type: String, format: '@' });";

export const exportDefects: ExportDefect[] = [
  {
    name: 'words of the copy that begin with = are written as formulas',
    group: 0,
    of: 'copy',
    shows: /a live formula: /,
    edits: [
      {
        file: copy,
        find: asText,
        put: "const asText = (value: string) => (value.startsWith('=') ? { value, type: 'Formula' as const } : { value, type: String, format: '@' });",
      },
    ],
  },
  {
    name: 'a question of the template becomes a formula',
    group: 0,
    of: 'template',
    shows: /a live formula: /,
    edits: [
      {
        file: 'functions/handlers/groups.ts',
        find: '...columns.map(({ word, note }) => [{ value: word }, { value: note }]),',
        put: "...columns.map(({ word, note }) => [{ value: word, type: word.startsWith('=') ? ('Formula' as const) : String }, { value: note }]),",
      },
    ],
  },
  {
    name: 'the register leaves out its apostrophe, and a CSV made of it calculates',
    group: 0,
    of: 'register',
    shows: /a live formula after it was saved as CSV/,
    edits: [{ file: 'cli/enterprises/export.ts', find: "neutralised(cells[column] ?? '')", put: "cells[column] ?? ''" }],
  },
  {
    name: 'words of the copy that look like numbers become numbers',
    group: 1,
    of: 'copy',
    shows: /a cell of the kind /,
    edits: [
      {
        file: copy,
        find: asText,
        put: "const asText = (value: string) => (/^\\d+$/.test(value) ? { value: Number(value), type: Number } : { value, type: String, format: '@' });",
      },
    ],
  },
  {
    name: 'a cell of the copy ends with its first line',
    group: 1,
    of: 'copy',
    shows: /did not come back as they were typed: .*\\n/,
    edits: [{ file: copy, find: 'return inCells(text).map(', put: "return inCells(text.trim().split('\\n')[0] ?? '').map(" }],
  },
  {
    name: 'the guard of the register knows the equals sign only',
    group: 1,
    of: 'register',
    shows: /did not come back as they were typed: .*"'\+1/,
    edits: [
      {
        file: 'shared/rules/enterprise-list.ts',
        find: 'const formulaBegins = `(?:[=+\\\\-@\\\\t\\\\r\\\\n＝＋－＠]|_x[0-9A-Fa-f]{4}_)`;',
        put: "const formulaBegins = '=';",
      },
    ],
  },
];
