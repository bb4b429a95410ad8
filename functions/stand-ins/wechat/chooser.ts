import { Hono } from 'hono';
import { chooserText, type DemoRole, demoRoleText } from '../../../shared/text/stand-ins';
import type { StandInEnv } from '../faults';
import { escapeHtml } from '../../html';
import { pageHeaders, standInPage } from '../page';
import { newOpenid } from './control';
import type { WechatMemory } from './memory';

/** A synthetic person of the demo city. */
export type DemoPerson = {
  openid: string;
  name: string;
  role: DemoRole;
  /** Who this is in one line: 虎门大厅 3 号窗口. */
  description: string;
  phone: string;
};

/** The page that stands in for WeChat's sign-in: pick a person, go back with a `code`. */
export function wechatChooser(memory: WechatMemory, people: readonly DemoPerson[]): Hono<StandInEnv> {
  const app = new Hono<StandInEnv>();
  app.get('/choose', (c) => {
    const redirect = c.req.query('redirect');
    if (!redirect || !staysHere(redirect)) return c.body(problemPage(chooserText.badRedirect), 400, pageHeaders);
    return c.body(choosePage(people), 200, pageHeaders);
  });
  app.post('/choose', async (c) => {
    const redirect = c.req.query('redirect');
    if (!redirect || !staysHere(redirect)) return c.body(problemPage(chooserText.badRedirect), 400, pageHeaders);
    const chosen = String((await c.req.parseBody()).openid ?? '');
    const openid = chosen === 'new' ? newOpenid() : people.find((person) => person.openid === chosen)?.openid;
    if (!openid) return c.body(problemPage(chooserText.unknownPerson), 400, pageHeaders);
    memory.visit(openid);
    return c.body(null, 303, { ...pageHeaders, Location: withCode(redirect, memory.issueCode('loginCodes', openid)) });
  });
  return app;
}

/** Whether a browser that is sent to this address stays on the origin it is on. */
export function staysHere(redirect: string): boolean {
  // A browser drops tabs and line ends and reads a backslash as a slash: `/\evil`, `/<tab>/evil`.
  if (!redirect.startsWith('/') || [...redirect].some((letter) => letter <= ' ' || letter === '\\' || letter === '\u007f')) return false;
  try {
    return new URL(redirect, 'http://here.invalid').origin === 'http://here.invalid';
  } catch {
    return false;
  }
}

/** Puts `code` into the query, before a hash, replacing one that is there. */
export function withCode(redirect: string, code: string): string {
  const url = new URL(redirect, 'http://here.invalid');
  url.searchParams.set('code', code);
  return `${url.pathname}${url.search}${url.hash}`;
}

function choosePage(people: readonly DemoPerson[]): string {
  const groups = (Object.keys(demoRoleText) as DemoRole[])
    .map((role) => ({ role, members: people.filter((person) => person.role === role) }))
    .filter((group) => group.members.length > 0 || group.role === 'citizen');
  const cards = groups.map(({ role, members }) => {
    const rows = members.map((person) => row(person.openid, person.name, person.description));
    if (role === 'citizen') rows.push(row('new', chooserText.newcomer, chooserText.newcomerWords));
    return `<h2>${escapeHtml(demoRoleText[role])}</h2>\n<div class="card">${rows.join('')}</div>`;
  });
  return standInPage(
    chooserText.title,
    `<h1>${escapeHtml(chooserText.title)}</h1>
<p class="notice" role="note">${escapeHtml(chooserText.notice)}</p>
<form method="post">
${cards.join('\n')}
</form>
<footer>${escapeHtml(chooserText.footer)}</footer>`,
  );
}

function row(openid: string, name: string, words: string): string {
  return `<button class="row" name="openid" value="${escapeHtml(openid)}"><b>${escapeHtml(name)}</b><span>${escapeHtml(words)}</span></button>`;
}

function problemPage(words: string): string {
  return standInPage(chooserText.title, `<h1>${escapeHtml(chooserText.title)}</h1>\n<p class="notice" role="alert">${escapeHtml(words)}</p>`);
}
