import { checklistByCode, type ChecklistRow } from '../../db/queries/checklists';
import { hallCalendars } from '../../db/queries/hall-calendar';
import { allHalls } from '../../db/queries/halls';
import { itemOn, itemVersion } from '../../db/queries/items';
import { refuse } from '../../shared/contract/errors';
import { answersInAddress } from '../../shared/map/given-answers';
import { blocksOf } from '../../shared/map/layout';
import { tallPicture } from '../../shared/map/picture';
import { svgOf } from '../../shared/map/svg';
import { interviewMap, type InterviewMap } from '../../shared/map/tree';
import { answersFromTexts } from '../../shared/rules/interview-result';
import type { ServiceItem } from '../../shared/rules/service-item';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { hoursOn } from '../../shared/text/opening';
import { mapText } from '../../shared/text/map';
import type { Call, Handler } from '../call';

/** B7: the drawn map of an item, blank or with the path of some answers. */
export const itemMap: Handler<'items.map'> = async (call) => {
  const today = shanghaiDay(call.now);
  const item = await itemOn(call.database, call.input.code, today);
  if (!item) refuse('not_found');
  if (call.input.answers === undefined) return drawn(interviewMap(item.name, item.interview, { today }));
  const answers = answersInAddress(item.interview, call.input.answers, today);
  if (!answers) refuse('answers_invalid');
  return drawn(interviewMap(item.name, item.interview, { today }, answers));
};

/** B7, B8: the map as it was when the list was frozen, with its path. */
export const checklistMap: Handler<'checklists.map'> = async (call) => {
  const { row, item } = await frozen(call);
  return drawn(mapOf(row, item));
};

/** B8: the 办理告知单. What makes a PDF is loaded when the first one is asked for. */
export const checklistNotice: Handler<'checklists.notice'> = async (call) => {
  const { row, item } = await frozen(call);
  const { makeNotice } = await import('../notice/make');
  const today = shanghaiDay(call.now);
  const calendars = await hallCalendars(call.database, row.content.halls, today);
  const halls = (await allHalls(call.database))
    .filter((hall) => row.content.halls.includes(hall.id))
    .map(({ id, name, address, phone }) => ({ name, address, phone, openingLines: hoursOn(calendars.get(id), today) }));
  return makeNotice({ row, item, map: mapOf(row, item), halls, origin: originOf(call.request.headers), now: call.now });
};

async function frozen(call: Call<'checklists.map'> | Call<'checklists.notice'>): Promise<{ row: ChecklistRow; item: ServiceItem }> {
  const row = await checklistByCode(call.database, call.input.code);
  if (!row) refuse('not_found');
  const item = await itemVersion(call.database, row.itemCode, row.itemVersion);
  // Versions of items are never removed: a checklist without its item is one that a test or an operator wrote.
  if (!item) refuse('not_found');
  return { row, item };
}

function mapOf(row: ChecklistRow, { name, interview }: ServiceItem): InterviewMap {
  return interviewMap(name, interview, { today: shanghaiDay(row.createdAt) }, answersFromTexts(interview, row.answers));
}

const drawn = (map: InterviewMap) => svgOf(tallPicture(blocksOf(map)), mapText.alt(map.name));

/** The address at which this service was asked, for the link in a printed code; the proxy in front says so (docs/operations.md). */
function originOf(headers: Headers): string {
  const host = headers.get('host') ?? '';
  const scheme = headers.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https' ? 'https' : 'http';
  return /^[A-Za-z0-9.-]+(:\d{1,5})?$/.test(host) ? `${scheme}://${host}` : '';
}
