import { expect, test } from '@jest/globals';
import { auditSubjects } from '../../shared/rules/audit';

const id = 'file_01m82wyvk26xymc822x99stqz8';

test('the ids of input and answer are what an act is about, each once', () => {
  expect(auditSubjects({ ids: [id, id] }, JSON.stringify({ id: 'case_01m82wyvk26xymc822x99stqz9' }))).toEqual([
    id,
    'case_01m82wyvk26xymc822x99stqz9',
  ]);
});

test('the bytes of a photo are not written out: of 50 MB that would be a text longer than there can be, and of 10 MB seconds', () => {
  expect(auditSubjects({ id, file: new Uint8Array(50_000_000) }, '')).toEqual([id]);
});
