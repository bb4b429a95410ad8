import { workedDays } from '../../shared/naive-work-time';
import { seeded } from '../../shared/numbers';
import type { WorkCalendarData } from '../../../shared/rules/work-calendar';

/** What becomes of a request. Each course says what its figures will be; nothing of the service is asked. */
export const courses = {
  settled: { share: 22, unit: 'own', contact: 'met', processing: 'met', outcome: 'settled', warned: 0 },
  beyond_policy: { share: 6, unit: 'own', contact: 'met', processing: 'met', outcome: 'beyond_policy', warned: 0 },
  further_coordination: { share: 4, unit: 'own', contact: 'met', processing: 'met', outcome: 'needs_coordination', warned: 0 },
  contacted_late: { share: 3, unit: 'own', contact: 'missed', processing: 'met', outcome: 'settled', warned: 0 },
  /** Closed on the twelfth working day: the owner was warned in time, the head and the supervisor after the date. */
  closed_late: { share: 4, unit: 'own', contact: 'met', processing: 'missed', outcome: 'settled', warned: 3 },
  materials: { share: 6, unit: 'own', contact: 'met', processing: 'met', outcome: 'settled', warned: 0 },
  on_hold: { share: 3, unit: 'own', contact: 'met', processing: 'met', outcome: 'settled', warned: 0 },
  extended: { share: 3, unit: 'own', contact: 'met', processing: 'met', outcome: 'settled', warned: 1 },
  complex: { share: 3, unit: 'own', contact: 'met', processing: 'met', outcome: 'settled', warned: 0 },
  referred: { share: 4, unit: 'other', contact: 'met', processing: 'met', outcome: 'settled', warned: 0 },
  /** Nobody there takes it on; the supervisor gives it back. */
  referral_expired: { share: 2, unit: 'own', contact: 'met', processing: 'met', outcome: 'settled', warned: 0 },
  assisted: { share: 3, unit: 'own', contact: 'met', processing: 'met', outcome: 'settled', warned: 0 },
  disputed_once: { share: 3, unit: 'own', contact: 'met', processing: 'met', outcome: 'settled', warned: 0 },
  disputed_twice: { share: 2, unit: 'bureau', contact: 'met', processing: 'met', outcome: 'settled', warned: 0 },
  signed_off: { share: 3, unit: 'own', contact: 'met', processing: 'met', outcome: 'settled', warned: 0 },
  declined: { share: 3, unit: 'own', contact: 'met', processing: 'met', outcome: null, warned: 0 },
  withdrawn: { share: 3, unit: 'own', contact: 'met', processing: 'met', outcome: null, warned: 0 },
} as const;
export type Course = keyof typeof courses;

export type Request = {
  number: number;
  enterprise: 'east' | 'west';
  course: Course;
  category: 'consultation' | 'handling' | 'training' | 'safety_guidance' | 'investigation';
  filedAt: string;
  /** The first worked days after the day that counts as receipt, in order. */
  days: string[];
};

export const instantOf = (day: string, clock: string): string => new Date(`${day}T${clock}:00+08:00`).toISOString();

/** `count` requests of two enterprises over 2025, at any hour of any day: weekends, festivals and make-up Saturdays among them. */
export function yearOfRequests(calendar: WorkCalendarData, count: number, seed: number): Request[] {
  const { below, pick } = seeded(seed);
  const worked = workedDays(calendar);
  const names = Object.keys(courses) as Course[];
  const weighted = names.flatMap((name) => Array.from({ length: courses[name].share }, () => name));
  const first = Date.parse('2025-01-01T00:00:00Z');
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(first + Math.floor((index * 365) / count) * 86_400_000).toISOString().slice(0, 10);
    const clock = `${String(6 + below(16)).padStart(2, '0')}:${pick(['00', '30'])}`;
    const receipt = worked.findIndex((one) => one >= day);
    return {
      number: index + 1,
      enterprise: pick(['east', 'east', 'west'] as const),
      course: pick(weighted),
      category: pick(['consultation', 'handling', 'training', 'safety_guidance', 'investigation'] as const),
      filedAt: instantOf(day, clock),
      days: worked.slice(receipt + 1, receipt + 60),
    };
  });
}

export type Figures = {
  filed: number;
  byEnterprise: Record<string, number>;
  byUnit: Record<string, number>;
  byStatus: Record<string, number>;
  byOutcome: Record<string, number>;
  contact: Record<string, number>;
  processing: Record<string, number>;
  reopened: number;
  extended: number;
  referralsAccepted: number;
  referralsDirected: number;
  warnings: number;
};

/** The figures that this year must give, from the courses alone. */
export function expectedFigures(requests: Request[]): Figures {
  const of = (course: Course) => requests.filter((request) => request.course === course).length;
  const unitOf = ({ enterprise, course }: Request) => {
    const { unit } = courses[course];
    return unit === 'own' ? enterprise : unit === 'bureau' ? 'bureau' : enterprise === 'east' ? 'west' : 'east';
  };
  return {
    filed: requests.length,
    byEnterprise: countBy(requests, (request) => request.enterprise),
    byUnit: countBy(requests, unitOf),
    byStatus: countBy(requests, ({ course }) => (course === 'declined' || course === 'withdrawn' ? course : 'completed')),
    byOutcome: countBy(
      requests.filter(({ course }) => courses[course].outcome !== null),
      ({ course }) => courses[course].outcome as string,
    ),
    contact: countBy(requests, ({ course }) => courses[course].contact),
    processing: countBy(requests, ({ course }) => courses[course].processing),
    reopened: of('disputed_once') + 2 * of('disputed_twice'),
    extended: of('extended'),
    referralsAccepted: of('referred'),
    referralsDirected: of('referral_expired'),
    warnings: requests.reduce((sum, { course }) => sum + courses[course].warned, 0) + of('contacted_late') * 3,
  };
}

export function countBy<T>(rows: readonly T[], key: (row: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[key(row)] = (counts[key(row)] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
