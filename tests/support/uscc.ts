import { usccCheckCharacter } from '../../shared/rules/uscc';

let made = 0;
/** A unified social credit code that nobody has yet, with a right check character. */
export function aUscc(): string {
  made += 1;
  const first = `91990001MA${String(made).padStart(7, '0')}`;
  return first + usccCheckCharacter(first);
}
