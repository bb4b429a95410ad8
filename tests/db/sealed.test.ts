import { readdirSync, readFileSync } from 'node:fs';
import { checkCiphers, suites } from '../../db/ciphers';
import { createSealer } from '../../db/sealed';
import { sealedColumns } from '../../db/sealed-columns';

const first = 'first secret of the tests, long enough';
const second = 'second-secret-of-the-tests-long-enough';
const cell = { table: 'person', column: 'phone', row: 'per_1' };

test('Node computes the published examples', () => expect(checkCiphers).not.toThrow());

describe.each(['aes', 'sm4'] as const)('a key of %s', (suite) => {
  const sealer = createSealer(first, `2:${suite}:${second}`);
  test('opens what it sealed, and no two seals are alike', () => {
    const [one, other] = [sealer.seal(cell, '13800000000'), sealer.seal(cell, '13800000000')];
    expect(sealer.open(cell, one)).toBe('13800000000');
    expect(Buffer.from(one).equals(other)).toBe(false);
    expect(one[0]).toBe(2);
  });
  test('does not open in another row, column or table', () => {
    const sealed = sealer.seal(cell, '13800000000');
    for (const moved of [{ row: 'per_2' }, { column: 'id_number' }, { table: 'urgent_request' }])
      expect(() => sealer.open({ ...cell, ...moved }, sealed)).toThrow();
  });
  test('notices every changed byte', () => {
    const sealed = Buffer.from(sealer.seal(cell, '13800000000'));
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => sealer.open(cell, changed)).toThrow();
    }
  });
  test('is of the length that its suite says', () => {
    const { nonceBytes, tagBytes } = suites[suite];
    expect(sealer.seal(cell, '123')).toHaveLength(1 + nonceBytes + tagBytes + 3);
  });
});

test('the newest key seals, the older ones open, and what is found by is the same', () => {
  const old = createSealer(first);
  const ring = createSealer(first, `3:aes:${second}  2:sm4:${second}`);
  expect(ring.keyNumber).toBe(3);
  expect(ring.open(cell, old.seal(cell, '1'))).toBe('1');
  expect(() => old.open(cell, ring.seal(cell, '1'))).toThrow('key 3');
  expect(ring.hash('person', 'phone', '1')).toEqual(old.hash('person', 'phone', '1'));
  expect(ring.hash('person', 'phone', '1')).not.toEqual(ring.hash('person', 'id_number', '1'));
});

test.each([
  '2:aes:short',
  `2:des:${second}`,
  `1:aes:${second}`,
  `256:aes:${second}`,
  second,
  `2:aes:${second} 2:sm4:${second}`,
])('keys that are not keys are refused: %s', (newer) => expect(() => createSealer(first, newer)).toThrow());

test('the list of sealed columns is the list of the schema', () => {
  const inSchema = readdirSync('db/schema')
    .map((file) => readFileSync(`db/schema/${file}`, 'utf8'))
    .flatMap((text) => text.split(/pgTable\(\s*/).slice(1))
    .flatMap((text) => [...text.matchAll(/bytes\('(\w+_sealed)'\)/g)].map(([, column]) => `${text.match(/^'(\w+)'/)?.[1]}.${column}`));
  expect(sealedColumns.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(inSchema.sort());
});
