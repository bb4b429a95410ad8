import { paths } from '../../../miniprogram/paths';
import { newId, newShortCode } from '../../../functions/ids';
import { erasureBlockerWords } from '../../../shared/text/erasure';
import { erasureText } from '../../../shared/text/pages/erasure';
import { later } from '../../../shared/rules/shanghai';
import { aChecklist, aSlot } from '../../support/builders';
import type { TestServer } from '../../support/server';
import type { PageState } from './states';

/** Something that stays and something that goes, for whoever signed in last for the first time: a visit that is over, a list without a visit. */
async function letNewcomerHaveBeen({ db, clock }: TestServer, hallId: string): Promise<void> {
  const now = clock.now();
  const [newcomer] = await db<{ id: string }[]>`select id from person where openid is not null and name is null order by id desc limit 1`;
  const personId = newcomer?.id ?? '';
  const past = await aSlot(db, { hallId, startsAt: later(now, -26 * 3_600_000), now });
  const checklistCode = await aChecklist(db, { halls: [hallId], now, personId });
  await aChecklist(db, { halls: [hallId], now, personId });
  await db`
    insert into appointment (id, code, person_id, item_code, item_name, checklist_id, slot_id, hall_id, status, live_number, created_at)
    select ${newId('apt', now)}, ${newShortCode()}, ${personId}, item_code, item_name, id, ${past.id}, ${hallId}, 'fulfilled', 1, ${later(now, -3 * 86_400_000)}
    from checklist where code = ${checklistCode}`;
}

/** A9: what is in the way, what would go and stay, the second step, and the receipt, after which `newcomer` has no account any more. */
export function erasureStates(server: TestServer, hallId: string, newcomer: string, officer: string): PageState[] {
  return [
    { name: 'erasure-blocked', who: officer, path: paths.erasure, sees: erasureBlockerWords.staff.what },
    {
      name: 'erasure',
      who: newcomer,
      path: paths.stored,
      act: async (phone) => {
        await letNewcomerHaveBeen(server, hallId);
        await phone.tap(erasureText.entry);
      },
      sees: erasureText.stays,
    },
    { name: 'erasure-sure', who: newcomer, path: paths.erasure, act: (phone) => phone.tap(erasureText.next), sees: erasureText.loses },
    {
      name: 'erasure-receipt',
      who: newcomer,
      path: paths.erasure,
      act: async (phone) => {
        await phone.tap(erasureText.next);
        await phone.tap(erasureText.confirm);
      },
      sees: erasureText.stayed,
    },
  ];
}
