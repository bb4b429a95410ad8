import type { Comparison, Condition, Value } from '../../shared/rules/interview-conditions';
import { always } from '../../shared/rules/interview-conditions';

/**
 * Conditions as an editor writes them:
 *
 *   who = agent and not (age(birth_date) >= 16 or reason in (job, study))
 *   months >= 6 且 who != self
 *
 * `and`/`且` binds closer than `or`/`或`; `not`/`非` closest. Throws ConditionTextError that says what was expected and where.
 */
export class ConditionTextError extends Error {}

const comparisons: readonly string[] = ['<', '<=', '>', '>=', '='];
const tokenPattern = /\s*(>=|<=|!=|[=<>(),，（）]|[A-Za-z_][A-Za-z0-9_-]*|-?\d+(?![\w-])|[\d]+[A-Za-z0-9_-]+|且|或|非)/y;
const words: Record<string, string> = { 且: 'and', 或: 'or', 非: 'not', '（': '(', '）': ')', '，': ',' };

export function parseCondition(text: string): Condition {
  const tokens = tokenise(text);
  let position = 0;
  const peek = () => tokens[position];
  const take = () => tokens[position++];
  const fail = (expected: string): never => {
    throw new ConditionTextError(`“${text}”：第 ${position + 1} 个词处应为${expected}，实为“${peek() ?? '结尾'}”`);
  };
  const expect = (token: string) => (peek() === token ? take() : fail(`“${token}”`));

  const value = (): Value => {
    const token = peek();
    if (token === undefined || /^[^A-Za-z0-9_-]/.test(token)) return fail('答案');
    take();
    return /^-?\d+$/.test(token) ? Number(token) : token;
  };
  const name = (): string => {
    const token = peek();
    if (token === undefined || !/^[A-Za-z_]/.test(token) || ['and', 'or', 'not', 'in'].includes(token)) return fail('问题编号');
    take();
    return token;
  };
  const number = (): number => {
    const token = value();
    return typeof token === 'number' ? token : fail('整数');
  };
  const comparison = (): Comparison => {
    const token = peek();
    const known = comparisons.find((one) => one === token);
    if (known === undefined) return fail('比较符号(= < <= > >=)');
    take();
    return known as Comparison;
  };

  const leaf = (): Condition => {
    if (peek() === 'age' && tokens[position + 1] === '(') {
      take();
      expect('(');
      const asked = name();
      expect(')');
      return { age: [asked, comparison(), number()] };
    }
    const asked = name();
    if (peek() === 'in') {
      take();
      expect('(');
      const values = [value()];
      while (peek() === ',') {
        take();
        values.push(value());
      }
      expect(')');
      return { in: [asked, values] };
    }
    if (peek() === '!=') {
      take();
      return { not: { equals: [asked, value()] } };
    }
    const sign = comparison();
    if (sign === '=') return { equals: [asked, value()] };
    return { compare: [asked, sign, number()] };
  };
  const unary = (): Condition => {
    if (peek() === 'not') {
      take();
      return { not: unary() };
    }
    if (peek() === '(') {
      take();
      const inner = either();
      expect(')');
      return inner;
    }
    return leaf();
  };
  const both = (): Condition => {
    const parts = [unary()];
    while (peek() === 'and') {
      take();
      parts.push(unary());
    }
    return parts.length === 1 ? (parts[0] as Condition) : { all: parts };
  };
  const either = (): Condition => {
    const parts = [both()];
    while (peek() === 'or') {
      take();
      parts.push(both());
    }
    return parts.length === 1 ? (parts[0] as Condition) : { any: parts };
  };

  if (tokens.length === 0) return always;
  const condition = either();
  return position === tokens.length ? condition : fail('“and”、“or”或结尾');
}

function tokenise(text: string): string[] {
  const tokens: string[] = [];
  tokenPattern.lastIndex = 0;
  const end = text.trimEnd().length;
  while (tokenPattern.lastIndex < end) {
    const at = tokenPattern.lastIndex;
    const match = tokenPattern.exec(text);
    if (!match) throw new ConditionTextError(`“${text}”：第 ${at + 1} 个字符起无法识别`);
    const token = match[1] as string;
    tokens.push(words[token] ?? token);
  }
  return tokens;
}
