import { hotlineText } from '../../../shared/text/stand-ins';
import { escapeHtml } from '../../html';
import { standInPage } from '../page';
import type { ReceivedUpdate } from '../hotline';
import type { Pushed, PushWay } from './push';

const ways = Object.keys(hotlineText.ways) as PushWay[];

/** The platform's console on one page: push an order, look at what came back. */
export function consolePage(pushed: readonly Pushed[], updates: readonly ReceivedUpdate[]): string {
  const choices = ways.map(
    (way, index) =>
      `<label class="choice"><input type="radio" name="way" value="${way}"${index === 0 ? ' checked' : ''}>${escapeHtml(hotlineText.ways[way])}</label>`,
  );
  return standInPage(
    hotlineText.title,
    `<h1>${escapeHtml(hotlineText.title)}</h1>
<p class="notice" role="note">${escapeHtml(hotlineText.notice)}</p>
<form method="post">
<div class="card" role="radiogroup">${choices.join('')}</div>
<p></p>
<button class="primary" name="do" value="push">${escapeHtml(hotlineText.push)}</button>
<button class="plain" name="do" value="down">${escapeHtml(hotlineText.down)}</button>
<button class="plain" name="do" value="up">${escapeHtml(hotlineText.up)}</button>
</form>
<h2>${escapeHtml(hotlineText.orders)}</h2>
${list(pushed.toReversed().map(pushedRow), hotlineText.noOrders)}
<h2>${escapeHtml(hotlineText.updates)}</h2>
${list(updates.toReversed().map(updateRow), hotlineText.noUpdates)}`,
  );
}

function pushedRow({ order, status, answer, way }: Pushed): string {
  const told = status === null ? `${hotlineText.unanswered} ${answer}` : `${hotlineText.answered} ${status} ${answer.slice(0, 160)}`;
  return row(`${order.orderNumber} ${order.title}`, `${hotlineText.ways[way]} · ${order.town} · ${told}`);
}

function updateRow({ update }: ReceivedUpdate): string {
  return row(`${update.orderNumber} → ${update.caseNumber}`, `${update.sequence} · ${update.kind} · ${update.unitName} · ${update.words}`);
}

function row(title: string, words: string): string {
  return `<div class="row"><b>${escapeHtml(title)}</b><span>${escapeHtml(words)}</span></div>`;
}

function list(rows: readonly string[], empty: string): string {
  return `<div class="card">${rows.length > 0 ? rows.join('') : `<div class="row"><span>${escapeHtml(empty)}</span></div>`}</div>`;
}
