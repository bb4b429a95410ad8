import fc from 'fast-check';
import type { seeded } from '../../shared/numbers';
import { hostileTexts, hostileValues } from './hostile';

export type Random = ReturnType<typeof seeded>;

/** What zod keeps of a schema, as far as values are made from it. */
type Definition = {
  type: string;
  checks?: { _zod: { def: { check: string; minimum?: number; maximum?: number; value?: number; inclusive?: boolean; pattern?: RegExp } } }[];
  format?: string;
  shape?: Record<string, Schema>;
  element?: Schema;
  innerType?: Schema;
  options?: Schema[];
  entries?: Record<string, string>;
  values?: unknown[];
  keyType?: Schema;
  valueType?: Schema;
};
export type Schema = { _zod: { def: Definition } };

const letters = '东莞市办事大厅居住证签注材料需要带什么怎么预约请问一下abcd 12，。';
const pools = new Map<string, string[]>();

/** A value that the schema most likely takes; the schema itself decides what is right. */
export function aValue(schema: Schema, random: Random): unknown {
  const { def } = schema._zod;
  switch (def.type) {
    case 'object': {
      const made: Record<string, unknown> = {};
      for (const [field, inner] of Object.entries(def.shape ?? {}))
        if (inner._zod.def.type !== 'optional' || random.below(2) === 0) made[field] = aValue(inner, random);
      return made;
    }
    case 'string':
      return textOf(def, random);
    case 'number': {
      const { least, most } = boundsOf(def);
      const [from, to] = [Math.max(least, -1_000), Math.min(most, Math.max(least, 0) + 1_000)];
      return random.pick([from, to, from + random.below(Math.max(1, Math.floor(to - from) + 1))]);
    }
    case 'boolean':
      return random.below(2) === 0;
    case 'enum':
      return random.pick(Object.values(def.entries ?? {}));
    case 'literal':
      return random.pick(def.values ?? []);
    case 'array': {
      const { least, most } = lengthsOf(def);
      return Array.from({ length: Math.min(most, least + random.below(3)) }, () => aValue(def.element as Schema, random));
    }
    case 'optional':
    case 'nullable':
      return aValue(def.innerType as Schema, random);
    case 'union':
      return aValue(random.pick(def.options ?? []), random);
    case 'record':
      return Object.fromEntries([1, 2].map(() => [String(aValue(def.keyType as Schema, random)), aValue(def.valueType as Schema, random)]));
    default:
      return random.pick(hostileValues);
  }
}

/** The value with one place of it changed: beyond a bound, of another type, hostile, missing, or one too many. */
export function mutated(schema: Schema, value: unknown, random: Random): unknown {
  const { def } = schema._zod;
  if (def.type === 'optional' || def.type === 'nullable')
    return random.below(6) === 0 ? null : mutated(def.innerType as Schema, value ?? aValue(def.innerType as Schema, random), random);
  if (def.type === 'union') return mutated(random.pick(def.options ?? []), value, random);
  if (def.type === 'object' && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const fields = Object.keys(def.shape ?? {});
    const chance = random.below(20);
    const field = fields.length > 0 ? random.pick(fields) : '';
    if (chance < 2 || field === '')
      return { ...value, [random.pick(['extra', 'isAdmin', 'personId', 'constructor', 'ID'])]: random.pick(hostileValues) };
    if (chance < 4) return Object.fromEntries(Object.entries(value).filter(([name]) => name !== field));
    const inner = def.shape?.[field] as Schema;
    return { ...value, [field]: mutated(inner, (value as Record<string, unknown>)[field], random) };
  }
  if (def.type === 'array' && Array.isArray(value)) {
    const element = def.element as Schema;
    const chance = random.below(5);
    if (chance === 0) return Array.from({ length: Math.min(lengthsOf(def).most, 300) + 1 }, () => aValue(element, random));
    if (chance === 1) return [];
    if (chance === 2 && value.length > 0) return [...value, value[0]];
    return [...value.slice(1), mutated(element, value[0] ?? aValue(element, random), random)];
  }
  return random.below(2) === 0 ? beyond(def, random) : random.pick(random.below(4) === 0 ? hostileValues : hostileTexts);
}

/** Just outside of what the schema takes. */
function beyond(def: Definition, random: Random): unknown {
  if (def.type === 'number') {
    const { least, most } = boundsOf(def);
    return random.pick([least - 1, most + 1, least + 0.5, -least, 1e21]);
  }
  if (def.type === 'string') {
    const { least, most } = lengthsOf(def);
    const good = textOf(def, random);
    return random.pick([
      'x'.repeat(Math.min(most + 1, 9_000)),
      '中'.repeat(Math.min(most, 9_000)),
      'x'.repeat(Math.max(0, least - 1)),
      `${good}\n`,
      ` ${good}`,
      good.toUpperCase(),
      `${good}x`,
      good.slice(1),
    ]);
  }
  return random.pick(hostileValues);
}

function textOf(def: Definition, random: Random): string {
  if (def.format === 'date') return `2026-${random.pick(['11', '12'])}-${String(1 + random.below(30)).padStart(2, '0')}`;
  if (def.format === 'datetime') return `2026-11-${String(10 + random.below(20))}T0${random.below(10)}:30:00.000Z`;
  const pattern = (def.checks ?? []).map(({ _zod }) => _zod.def.pattern).find((one) => one && !one.source.includes('Cc'));
  if (pattern) return random.pick(matching(pattern));
  const { least, most } = lengthsOf(def);
  const length = random.pick([least, Math.min(most, least + 1), Math.min(most, least + random.below(40)), Math.min(most, 2_000)]);
  return Array.from({ length }, () => letters[random.below(letters.length)]).join('');
}

function matching(pattern: RegExp): string[] {
  const known = pools.get(pattern.source);
  if (known) return known;
  const made = fc.sample(fc.stringMatching(new RegExp(pattern.source)), { numRuns: 12, seed: 7 });
  pools.set(pattern.source, made);
  return made;
}

function boundsOf(def: Definition) {
  const checks = (def.checks ?? []).map(({ _zod }) => _zod.def);
  const edge = (kind: string) => checks.find(({ check }) => check === kind);
  const [low, high] = [edge('greater_than'), edge('less_than')];
  return { least: low ? (low.value ?? 0) + (low.inclusive ? 0 : 1) : -1_000, most: high ? (high.value ?? 0) - (high.inclusive ? 0 : 1) : 1_000 };
}

function lengthsOf(def: Definition) {
  const checks = (def.checks ?? []).map(({ _zod }) => _zod.def);
  return {
    least: checks.find(({ check }) => check === 'min_length')?.minimum ?? 0,
    most: checks.find(({ check }) => check === 'max_length')?.maximum ?? 2_000,
  };
}
