import { Hono } from 'hono';
import { secondFactorLimits } from '../../shared/rules/second-factor';
import { demoRoleText, type DemoRole, secondFactorText as words } from '../../shared/text/stand-ins';
import { escapeHtml } from '../html';
import type { Clock } from '../ports/clock';
import { codeAt } from '../staff/codes';
import { pageHeaders, standInPage } from './page';

export type DemoAuthenticator = { name: string; role: DemoRole; secret: string };

/** The authenticators of the demonstration's people: what their phones would show now. */
export function secondFactorStandIn(people: readonly DemoAuthenticator[], clock: Clock): Hono {
  const app = new Hono();
  app.get('/', (context) => {
    const now = clock.now();
    const left = secondFactorLimits.stepSeconds - (Math.floor(Date.parse(now) / 1000) % secondFactorLimits.stepSeconds);
    const rows = people.map(
      ({ name, role, secret }) =>
        `<div class="row"><b>${codeAt(secret, now)}</b><span>${escapeHtml(name)}　${escapeHtml(demoRoleText[role])}</span></div>`,
    );
    const body = `<h1>${words.title}</h1><p class="notice">${words.notice}</p><div class="card">${rows.join('')}</div>
<p>${words.left(left)}</p><form method="get"><button class="primary">${words.again}</button></form><footer><a href="/">${words.home}</a></footer>`;
    return context.html(standInPage(words.title, body), 200, pageHeaders);
  });
  return app;
}
