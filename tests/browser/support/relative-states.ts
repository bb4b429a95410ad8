import { paths } from '../../../miniprogram/paths';
import { staffPaths } from '../../../miniprogram/staff/paths';
import { relativeConsentVersion } from '../../../shared/rules/relatives';
import { relativesText } from '../../../shared/text/pages/relatives';
import { later } from '../../../shared/rules/shanghai';
import { aChecklist, aSlot } from '../../support/builders';
import { anIdNumber } from '../../support/id-number';
import type { TestServer } from '../../support/server';
import { freeTime } from './booking';
import type { PageState } from './states';

/** A list of the holder's own that any relative may be booked with, and a visit booked for the first relative. */
export type RelativeLife = { checklist: string; hallId: string; appointment: string };

const holder = 'demo-citizen-chen-0001';

/** Somebody with a wife and a grandchild, and a visit booked for the wife. */
export async function relativeLife(server: TestServer, hallId: string): Promise<RelativeLife> {
  const token = await server.signIn(holder);
  const add = async (name: string, born: string, relation: 'spouse' | 'grandchild') => {
    const by = relation === 'grandchild' ? ('guardian' as const) : ('relative' as const);
    const identity = { name, idKind: 'resident_id', idNumber: anIdNumber(born) } as const;
    const added = await server.call('relatives.add', { ...identity, relation, consent: { version: relativeConsentVersion, by } }, token);
    if (added.status !== 200) throw new Error(added.text);
    return added.body.relatives.find((one) => one.name === name)?.id ?? '';
  };
  const wife = await add('陈玉兰', '19600612', 'spouse');
  await add('陈小满', '20170902', 'grandchild');
  const checklist = await aChecklist(server.db, { halls: [hallId], now: server.clock.now() });
  const slot = await aSlot(server.db, { hallId, startsAt: later(server.clock.now(), 2 * 86_400_000), now: server.clock.now() });
  const booked = await server.call('appointments.book', { slotId: slot.id, checklistCode: checklist, relativeId: wife }, token);
  if (booked.status !== 200) throw new Error(booked.text);
  return { checklist: await aChecklist(server.db, { halls: [hallId], now: server.clock.now() }), hallId, appointment: booked.body.id };
}

/** 我的家人, choosing for whom, and what the window sees of a visit that a relative booked. */
export function relativeStates({ checklist, hallId, appointment }: RelativeLife, who: string, officer: string): PageState[] {
  const time = paths.bookingTime({ code: checklist, hall: hallId });
  return [
    { name: 'relatives-signed-out', who: '', path: paths.relatives, sees: '用微信登录' },
    { name: 'relatives-not-verified', who: '一位没来过的群众', path: paths.relatives, sees: relativesText.toMe },
    { name: 'relatives', who, path: paths.relatives, sees: '陈小满' },
    { name: 'relative', who, path: paths.relatives, act: (phone) => phone.tap(/^陈小满/), sees: '监护人同意' },
    {
      name: 'relative-refused',
      who,
      path: paths.relatives,
      act: async (phone) => {
        await phone.tap(/^陈玉兰/);
        await phone.tap(relativesText.remove);
      },
      sees: '还没有办完',
      refused: 409,
    },
    { name: 'relative-add', who, path: paths.addRelative, act: (phone) => phone.tap(relativesText.save), sees: relativesText.relationMissing },
    {
      name: 'relative-add-child',
      who,
      path: paths.addRelative,
      act: async (phone) => {
        await phone.type('居民身份证', anIdNumber('20180909'));
        await phone.choose('孙子女、外孙子女');
      },
      sees: '我是孩子的监护人',
    },
    { name: 'booking-for-whom', who, path: time, act: (phone) => phone.choose('陈玉兰'), sees: '给谁办' },
    {
      name: 'booking-for-relative',
      who,
      path: time,
      act: async (phone) => {
        await phone.choose('陈玉兰');
        await freeTime(phone).click();
        await phone.sees('陈玉兰');
      },
      sees: '预约内容',
    },
    { name: 'interview-for-whom', who, path: paths.interview('residence-permit-apply'), sees: '给谁办' },
    { name: 'appointments-of-relative', who, path: paths.appointments, sees: /陈玉兰/ },
    { name: 'desk-booked-by-relative', who: officer, path: staffPaths.appointment(appointment), sees: '代约人' },
  ];
}
