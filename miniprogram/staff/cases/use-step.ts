import type { Input } from '../../../shared/contract';
import type { CaseOutcome } from '../../../shared/rules/case-flow';
import { deskSteps, type DeskStep } from '../../../shared/text/pages/desk-steps';
import type { TellingWay } from '../../../shared/rules/taken-down';
import type { EndpointName } from '../../../shared/contract/routes';
import type { DraftPhoto } from '../../photos/usePhotos';
import { useAct } from '../../query';
import type { DeskCase } from './next-step';
import { showCase } from './show';

/** What is chosen and typed on the page of a step; a step takes what it needs of it. */
export type Choice = {
  text: string;
  /** How a caller told what is taken down. */
  toldBy: TellingWay;
  handlerId: string | null;
  unitId: string | null;
  complexity: 'complex' | 'especially_complex' | null;
  /** YYYY-MM-DD, or empty. */
  day: string;
  workingDays: string;
  outcome: CaseOutcome | null;
  rule: string;
  /** For the requester's eyes, and for staff only (D14). */
  photos: DraftPhoto[];
  internalPhotos: DraftPhoto[];
};
export const nothingChosen: Choice = {
  text: '',
  toldBy: 'phone',
  handlerId: null,
  unitId: null,
  complexity: null,
  day: '',
  workingDays: '',
  outcome: null,
  rule: '',
  photos: [],
  internalPhotos: [],
};

const endpoints = {
  contact: 'desk.contact',
  assign: 'desk.assign',
  classify: 'desk.classify',
  askForMaterials: 'desk.askForMaterials',
  supplyFor: 'desk.supplyFor',
  hold: 'desk.hold',
  resume: 'desk.resume',
  refer: 'desk.refer',
  returnReferral: 'desk.returnReferral',
  direct: 'desk.direct',
  askAssistance: 'desk.askAssistance',
  answerAssistance: 'desk.answerAssistance',
  askExtension: 'desk.askExtension',
  grantExtension: 'desk.decideExtension',
  refuseExtension: 'desk.decideExtension',
  note: 'desk.note',
  complete: 'desk.complete',
  submitAnswer: 'desk.complete',
  sendBack: 'desk.sendBack',
  decline: 'desk.decline',
} as const satisfies Record<DeskStep, EndpointName>;

type StepInput = Input<(typeof endpoints)[DeskStep]>;

/** The reads that a step changes. */
export const changedReads: EndpointName[] = ['desk.list', 'desk.read', 'supervision.board', 'supervision.cases'];

/** The endpoint of a step behind its button. `onDone` runs once the service has taken it. */
export function useStep(step: DeskStep, onDone: () => void) {
  return useAct(endpoints[step], {
    refreshes: changedReads,
    onDone: (changed) => {
      showCase(changed);
      onDone();
    },
  });
}

/** What is sent for a step, or null while something is not chosen or too short. */
export function stepInput(step: DeskStep, { id, assistance }: DeskCase, choice: Choice): StepInput | null {
  const text = choice.text.trim();
  if (text.length < deskSteps[step].least) return null;
  switch (step) {
    case 'assign':
      return choice.handlerId === null ? null : { id, handlerId: choice.handlerId };
    case 'classify':
      if (choice.complexity === null || (choice.complexity === 'especially_complex' && choice.day === '')) return null;
      return { id, complexity: choice.complexity, reason: text, ...(choice.complexity === 'especially_complex' ? { day: choice.day } : {}) };
    case 'hold':
    case 'returnReferral':
    case 'sendBack':
      return { id, reason: text };
    case 'refer':
    case 'direct':
      return choice.unitId === null ? null : { id, unitId: choice.unitId, reason: text };
    case 'askAssistance':
      return choice.unitId === null ? null : { id, unitId: choice.unitId, question: text };
    case 'answerAssistance': {
      const asked = assistance.find(({ mine }) => mine);
      return asked ? { id, assistanceId: asked.id, text } : null;
    }
    case 'askExtension': {
      const workingDays = Number(choice.workingDays);
      return Number.isInteger(workingDays) && workingDays > 0 ? { id, workingDays, reason: text } : null;
    }
    case 'grantExtension':
    case 'refuseExtension':
      return { id, grant: step === 'grantExtension', reason: text };
    case 'complete':
    case 'submitAnswer': {
      const closing = closingInput(id, choice, text);
      return closing && { ...closing, ...photosOf(choice) };
    }
    case 'supplyFor':
      return { id, text, toldBy: choice.toldBy, ...(choice.photos.length > 0 ? { photos: sentIds(choice.photos) } : {}) };
    case 'contact':
      return { id, text, ...photosOf(choice) };
    case 'note':
      return { id, text, ...(choice.internalPhotos.length > 0 ? { photos: sentIds(choice.internalPhotos) } : {}) };
    default:
      return { id, text };
  }
}

const sentIds = (photos: DraftPhoto[]) => photos.flatMap(({ id }) => (id ? [id] : []));

function photosOf({ photos, internalPhotos }: Choice): { photos?: string[]; internalPhotos?: string[] } {
  return {
    ...(photos.length > 0 ? { photos: sentIds(photos) } : {}),
    ...(internalPhotos.length > 0 ? { internalPhotos: sentIds(internalPhotos) } : {}),
  };
}

function closingInput(id: string, { outcome, rule, handlerId, day }: Choice, text: string): Input<'desk.complete'> | null {
  if (outcome === null) return null;
  if (outcome === 'beyond_policy') return rule.trim().length < 4 ? null : { id, outcome, text, rule: rule.trim() };
  if (outcome === 'needs_coordination') return handlerId && day ? { id, outcome, text, next: { ownerId: handlerId, day } } : null;
  return { id, outcome, text };
}
