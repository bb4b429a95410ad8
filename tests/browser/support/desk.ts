import { ticketActionWords } from '../../../shared/text/tickets';
import { homeText } from '../../../shared/text/pages/home';
import { queueText } from '../../../shared/text/pages/queue';
import { staffText } from '../../../shared/text/pages/staff';
import { windowText } from '../../../shared/text/pages/window';
import type { Phone } from './phone';

/** The page in front; Taro keeps those below in the document. */
const front = ({ page }: Phone) => page.locator('.taro_page').last();

/** From the first page to the list of the hall's day, as it is now. */
export async function openDay(phone: Phone): Promise<void> {
  await phone.open('/pages/home/index');
  await phone.tap(homeText.desk);
  await phone.tap(new RegExp(`^${staffText.window}`));
  await phone.sees(windowText.today);
}

/** Checks somebody in by the code that is read out; the number of the ticket. */
export async function checkInByCode(phone: Phone, code: string, name: string): Promise<string> {
  await phone.open('/pages/home/index');
  await phone.tap(homeText.desk);
  await phone.tap(new RegExp(`^${staffText.scan}`));
  await phone.type(windowText.typeCode, code.toLowerCase());
  await phone.tap(windowText.typeSend);
  await phone.sees(`${windowText.checkedIn}：${name}`);
  return phone.page.locator('#ticket-number').innerText();
}

/** Takes in so many people who did not book, one after the other; their numbers. `known` is what the first one's card says. */
export async function takeWalkIns(phone: Phone, count: number, known: { name: string; idNumber: string }): Promise<string[]> {
  await phone.open('/pages/home/index');
  await phone.tap(homeText.desk);
  await phone.tap(new RegExp(`^${queueText.walkIn}`));
  const numbers: string[] = [];
  for (let taken = 0; taken < count; taken += 1) {
    if (taken > 0) await phone.tap(queueText.again);
    await phone.type(queueText.item, '居住证');
    await phone.tap(/^居住证申领/);
    if (taken === 0) {
      await phone.type(queueText.name, known.name);
      await phone.type(queueText.number, known.idNumber);
    }
    await phone.tap(queueText.take);
    await phone.sees(queueText.followTitle);
    numbers.push(await phone.page.locator('#ticket-number').filter({ visible: true }).innerText());
  }
  return numbers;
}

/** Calls the next ticket, from the list of the day or from the one that was just finished; its number. */
export async function callNext(phone: Phone): Promise<string> {
  const before = phone.page.url();
  await phone.tap(new RegExp(`^${windowText.callNext}`));
  await phone.page.waitForURL((url) => url.href !== before);
  await phone.find('button', ticketActionWords.start).waitFor();
  return numberShown(phone);
}

/** The ticket that the page in front is about. */
export async function numberShown(phone: Phone): Promise<string> {
  const number = /[ABC]\d{3}/.exec(await front(phone).innerText())?.[0];
  if (!number) throw new Error(`no ticket on ${phone.page.url()}`);
  return number;
}

/** Ticks materials as they are told to be good, all or so many. */
export async function tickMaterials(phone: Phone, most = Number.POSITIVE_INFINITY): Promise<void> {
  const page = front(phone);
  const open = page.locator('[id^="ok-"]').filter({ visible: true });
  const done = page.locator('[id^="clear-"]').filter({ visible: true });
  await open.first().waitFor();
  for (let left = Math.min(most, await open.count()); left > 0; left -= 1) {
    const ticked = await done.count();
    await open.first().click();
    await done.nth(ticked).waitFor();
  }
}
