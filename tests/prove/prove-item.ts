import type { Interview } from '../../shared/rules/interview';
import { type Defect, type Proof, prove } from '../../shared/rules/interview-proof';
import type { Day } from '../../shared/rules/shanghai';
import { seeded } from '../shared/numbers';
import { type PlantedFault, plantedFaults } from './planted-faults';
import { type Disagreement, type Phone, type Samples, trial } from './trial';

export type Found = Defect | Disagreement;

export type ProvedItem = Pick<Proof, 'situations' | 'paths' | 'shortest' | 'longest'> & {
  nodes: number;
  /** Sets of answers tried on the phone's functions. */
  tried: number;
  found: Found[];
};

/** All checks on one interview: of its diagram, and that the phone's functions do as the diagram says. */
export function proveItem(interview: Interview, today: Day, samples: Samples, phone?: Phone, enough?: (found: Found) => boolean): ProvedItem {
  const { diagram, defects, situations, paths, shortest, longest } = prove(interview, today);
  // An interview that is broken in itself cannot be walked as its diagram says.
  const walked =
    defects.length > 0 ? { tried: 0, disagreements: [] } : trial(diagram, today, seeded(interview.questions.length), samples, phone, enough);
  return {
    situations,
    paths,
    shortest,
    longest,
    nodes: diagram.nodes.length,
    tried: walked.tried,
    found: [...defects, ...walked.disagreements],
  };
}

const plantedSamples: Samples = { terminals: 30, random: 60, stepwise: 60 };

/** Plants every fault in copies of so many of the interviews and runs the same checks; `missed` names those that stayed hidden. */
export function plantFaults(
  interviews: readonly Interview[],
  today: Day,
  copies: number,
  faults: readonly PlantedFault[] = plantedFaults,
): { planted: number; found: number; missed: string[] } {
  let planted = 0;
  const missed: string[] = [];
  faults.forEach((fault, index) => {
    let places = 0;
    // Not always the same items: each fault begins at another.
    for (let step = 0; step < interviews.length && places < copies; step += 1) {
      const interview = interviews[(index * 7 + step) % interviews.length];
      const copy = interview && fault.plant(interview);
      if (!interview || !copy) continue;
      places += 1;
      planted += 1;
      const { found } = proveItem(copy.interview ?? interview, today, plantedSamples, copy.phone, fault.shows);
      if (!found.some(fault.shows)) missed.push(`${fault.name} (${interview.item})`);
    }
    if (places === 0) missed.push(`${fault.name} (no item has a place for it)`);
  });
  return { planted, found: planted - missed.filter((name) => !name.endsWith('place for it)')).length, missed };
}
