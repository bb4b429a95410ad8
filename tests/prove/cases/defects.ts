/** Seeded defects: a place in the source, once, and what stands there instead. The walks must go red on each. */
type Defect = { name: string; file: string; find: string; put: string };

export const defects: Defect[] = [
  {
    name: 'the day of receipt is counted',
    file: 'shared/rules/work-time.ts',
    find: 'countWorkingDays(calendar, { after: receipt, days, countsFrom: receipt }',
    put: 'countWorkingDays(calendar, { after: addDays(receipt, -1), days, countsFrom: receipt }',
  },
  {
    name: 'pauses are ignored',
    file: 'functions/cases/clocks.ts',
    find: 'limitEnd(calendar, clock.allowed, clock.startedAt, clock.paused, clock.extensions);',
    put: 'limitEnd(calendar, clock.allowed, clock.startedAt, [], clock.extensions);',
  },
  {
    name: 'a make-up Saturday is a rest day',
    file: 'shared/rules/work-time.ts',
    find: "else if (entry.kind === 'weekend' || entry.kind === 'holiday') addSkippedDay(steps, date, entry.kind, entry.name);",
    put: "else if (entry.kind !== 'working') addSkippedDay(steps, date, 'weekend', entry.name);",
  },
  {
    name: 'a limit ends with the day in UTC',
    file: 'shared/rules/shanghai.ts',
    find: "return toInstant(instantMs(shanghaiInstant(day, '24:00')) - 1);",
    put: "return toInstant(instantMs(shanghaiInstant(day, '24:00')) - 1 + offsetMs);",
  },
  {
    name: 'a case is referred in a loop',
    file: 'shared/rules/case-flow.ts',
    find: ' || unitsBefore.includes(unitId) ?',
    put: ' || (unitsBefore.length === 0 && unitId === "") ?',
  },
  {
    name: 'an extension is asked after the date',
    file: 'shared/rules/case-flow.ts',
    find: 'subject.processingDueAt !== null &&\n    now <= subject.processingDueAt,',
    put: "subject.processingDueAt !== null &&\n    now !== '',",
  },
  {
    name: 'the second reopening stays at the same level',
    file: 'functions/cases/reopen.ts',
    find: 'if (subject.timesReopened === 0) return blank;',
    put: 'if (subject.timesReopened >= 0) return blank;',
  },
  {
    name: 'internal notes reach the requester',
    file: 'db/queries/cases.ts',
    find: ' or not e.internal)',
    put: ' or true)',
  },
  {
    name: 'another unit may close the case',
    file: 'shared/rules/case-flow.ts',
    find: "  complete: partyOr('unit_head'),",
    put: '  complete: (_, actor) => actor.staff.length > 0,',
  },
  {
    name: 'no clock starts when a case is opened again',
    file: 'functions/cases/clocks.ts',
    find: "return [newRun(timing, 'processing', run, limit, now)];",
    put: "return run > 0 ? [] : [newRun(timing, 'processing', run, limit, now)];",
  },
];
