import { availableConsultationActions, consultationStatuses } from '../../shared/rules/consultation-flow';
import { personalWords, withoutPersonalWords } from '../../shared/rules/personal-words';
import type { Actor, StaffRole } from '../../shared/rules/roles';

const at = (personId: string, role?: StaffRole, unitPath = 'b/east/'): Actor => ({
  personId,
  enterprises: [],
  staff: role ? [{ role, unitId: 'east', unitPath }] : [],
});
const subject = (status: (typeof consultationStatuses)[number]) => ({ status, askerId: 'asker', ownerId: 'owner', unitPath: 'b/east/' });

describe('who may do what with a question', () => {
  const cases: [string, Actor, Record<string, string[]>][] = [
    ['the asker', at('asker'), { asked: ['close'], answered: ['ask_on', 'close'], closed: [] }],
    ['the asker who is staff', at('asker', 'unit_head'), { asked: ['close'], answered: ['ask_on', 'close'], closed: [] }],
    ['the owner, with whatever role', at('owner', 'officer'), { asked: ['answer'], answered: ['answer'], closed: [] }],
    ['the owner without a role any more', at('owner'), { asked: [], answered: [], closed: [] }],
    ['a handler of the unit', at('h', 'handler'), { asked: ['answer'], answered: ['answer'], closed: [] }],
    ['a supervisor above', at('s', 'supervisor', 'b/'), { asked: ['answer'], answered: ['answer'], closed: [] }],
    ['an officer who does not own it', at('o', 'officer'), { asked: [], answered: [], closed: [] }],
    ['a head of another unit', at('x', 'unit_head', 'b/west/'), { asked: [], answered: [], closed: [] }],
    ['anybody else', at('nobody'), { asked: [], answered: [], closed: [] }],
  ];
  it.each(cases)('%s', (_, actor, wanted) => {
    for (const status of consultationStatuses) expect(availableConsultationActions(subject(status), actor)).toEqual(wanted[status]);
  });
});

describe('names and numbers of a person in words for everybody', () => {
  it.each([
    ['我叫梁提问', ['梁提问']],
    ['电话13800138000，座机0769-22001234', ['13800138000', '0769-22001234']],
    ['身份证99000119900101001X', ['99000119900101001X']],
    ['车牌粤S12345，新能源粤SD12345', ['粤S12345', '粤SD12345']],
    ['护照E12345678', ['E12345678']],
    ['写信到liang@example.com', ['liang@example.com']],
    ['打 110 或 12345，收费 40 元，10 个工作日', []],
    ['满 16 周岁，每本 120 元', []],
  ])('“%s”', (text, found) => {
    expect(personalWords(text, ['梁提问']).sort()).toEqual([...found].sort());
    expect(personalWords(withoutPersonalWords(text, ['梁提问']), ['梁提问'])).toEqual([]);
  });
});
