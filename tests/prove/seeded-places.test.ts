import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { breaches, checksOff } from './access/checks-off';
import { defects as accessDefects } from './access/defects';
import { defects as caseDefects } from './cases/defects';
import { crashDefects } from './crash/defects';
import { defects as deskDefects } from './desk/defects';
import { exportDefects } from './exports/defects';
import { unfairDesigns } from './fairness/defects';
import { faultDefects } from './faults/defects';
import { defects as firmDefects } from './firms/defects';
import { faults } from './fuzz/faults';
import { leaks } from './leaks/defects';
import { noticeDefects } from './notices/defects';
import { root } from './seeded';
import { wrongDesigns } from './slots/wrong-designs';

type Place = { file: string; find: string };

test('each place that a prover puts a defect in stands once in its file, so that moved code is noticed before a prover has run for minutes', () => {
  const places: Place[] = [
    ...[caseDefects, deskDefects, firmDefects].flat(),
    ...[accessDefects, checksOff, breaches, crashDefects, exportDefects, faultDefects, unfairDesigns, faults, leaks, noticeDefects, wrongDesigns]
      .flat()
      .flatMap(({ edits }): Place[] => edits),
  ];
  const gone = places.filter(({ file, find }) => readFileSync(join(root, file), 'utf8').split(find).length !== 2);
  expect(gone).toEqual([]);
  expect(places.length).toBeGreaterThan(80);
});
