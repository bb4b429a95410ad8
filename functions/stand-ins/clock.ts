import { later } from '../../shared/rules/shanghai';
import { Hono } from 'hono';
import type { Database } from '../../db/client';
import { appointmentsAhead, readClockOffset, writeClockOffset } from '../../db/queries/demo-clock';
import { clockText as words } from '../../shared/text/stand-ins';
import { whenText } from '../../shared/text/when';
import { type Clock } from '../ports/clock';
import { escapeHtml } from '../html';
import { pageHeaders, standInPage } from './page';

export type DemoClock = Clock & { set(instant: string | null): Promise<void> };

/** A clock that can be put forward, so that a demonstration reaches the day of its appointment. Kept in the database. */
export async function demoClock(database: Database): Promise<DemoClock> {
  let offsetMs = await readClockOffset(database);
  return {
    now: () => new Date(Date.now() + offsetMs).toISOString(),
    async set(instant) {
      offsetMs = instant === null ? 0 : Date.parse(instant) - Date.now();
      await writeClockOffset(database, offsetMs);
    },
  };
}

const minutesBefore = 10;

/** The page on which the demonstration's clock is put forward: to an appointment, by an hour or a day, or back to now. */
export function clockStandIn(clock: DemoClock, database: Database): Hono {
  const app = new Hono();
  app.get('/', async (context) => {
    const now = clock.now();
    const ahead = await appointmentsAhead(database, now);
    const jump = (to: string, title: string, line: string) =>
      `<form method="post" action="/stand-in/clock"><input type="hidden" name="to" value="${escapeHtml(to)}"><button class="row"><b>${escapeHtml(title)}</b><span>${escapeHtml(line)}</span></button></form>`;
    const appointments = ahead.map((one) =>
      jump(
        later(one.startsAt, -minutesBefore * 60_000),
        words.toAppointment(whenText(one.startsAt), minutesBefore),
        `${one.applicantName}　${one.itemName}　${one.hallName}`,
      ),
    );
    const body = `<h1>${words.title}</h1><p class="notice">${words.notice}</p><p>${words.now(whenText(now))}</p>
<h2>${words.appointments}</h2><div class="card">${appointments.join('') || `<p class="row">${words.noAppointments}</p>`}</div>
<h2>${words.others}</h2><div class="card">${jump(later(now, 3_600_000), words.hourLater, '')}${jump(later(now, 86_400_000), words.dayLater, '')}${jump('', words.back, '')}</div>
<footer><a href="/">${words.home}</a></footer>`;
    return context.html(standInPage(words.title, body), 200, pageHeaders);
  });
  app.post('/', async (context) => {
    const { to } = await context.req.parseBody();
    if (typeof to !== 'string' || (to !== '' && Number.isNaN(Date.parse(to)))) return context.text(words.badInstant, 400);
    await clock.set(to === '' ? null : to);
    return context.redirect('/stand-in/clock', 303);
  });
  return app;
}
