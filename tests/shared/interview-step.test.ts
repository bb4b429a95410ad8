import type { Answers, Facts, Interview } from '../../shared/rules/interview';
import { changeAnswer, progress, result, walk } from '../../shared/rules/interview';
import type { Value } from '../../shared/rules/interview-conditions';
import { compile } from '../../shared/rules/interview-diagram';
import { exampleAnswers } from '../../shared/rules/interview-outcome';
import { aCatalogue } from '../support/catalogue';
import { seeded } from './numbers';

const facts: Facts = { today: '2026-11-23' };

/** A frame of a phone that draws 60 a second. */
const mostMs = 16;

/**
 * One step as the page of an interview takes it: an answer is put in, the page draws itself anew, and at the end there is a result. Judged by
 * processor time: the clock runs on while other work has the processor.
 */
function step(interview: Interview, answers: Answers, id: string, value: Value): { answers: Answers; ms: number } {
  const before = process.cpuUsage();
  const after = changeAnswer(interview, answers, facts, id, value);
  const { next } = walk(interview, after, facts);
  progress(interview, after, facts);
  if (!next) result(interview, after, facts);
  const { user, system } = process.cpuUsage(before);
  return { answers: after, ms: (user + system) / 1000 };
}

it('a step costs far less than a frame in the interview with the most situations', () => {
  const random = seeded(16);
  const diagrams = aCatalogue().map(({ interview }) => compile(interview, facts.today));
  const largest = diagrams.reduce((best, one) => (one.terminals.length > best.terminals.length ? one : best));
  const { interview, terminals } = largest;
  const example = exampleAnswers(largest);
  const times: number[] = [];
  for (let round = 0; round < 100; round += 1) {
    let answers: Answers = {};
    for (const [id, value] of Object.entries(example(~random.below(terminals.length)))) {
      const taken = step(interview, answers, id, value);
      answers = taken.answers;
      times.push(taken.ms);
    }
    expect(result(interview, answers, facts)).not.toBeNull();
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? Number.NaN;
  console.log(
    `a step of ${interview.item}, processor time: median ${at(0.5).toFixed(2)} ms, 99 of 100 within ${at(0.99).toFixed(2)} ms, worst ${at(1).toFixed(2)} ms (${times.length} steps)`,
  );
  expect(at(0.5)).toBeLessThan(mostMs / 4);
  expect(at(0.99)).toBeLessThan(mostMs);
});
