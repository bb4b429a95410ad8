import { idCheckCharacter } from '../../shared/rules/id-number';

let next = 100;

/** An identity number of a region that does not exist, another one each time, of somebody born on YYYYMMDD. */
export function anIdNumber(born: string): string {
  const first17 = `990001${born}${String(next++)}`;
  return first17 + idCheckCharacter(first17);
}
