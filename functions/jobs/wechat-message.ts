import { clearGrants, noticeToSend, type NoticeToSend, spendGrant } from '../../db/queries/notices';
import type { ClaimedLetter } from '../../db/queries/outbox';
import { gatheredUntil } from '../../shared/rules/staff-messages';
import type { NoticeKind } from '../../shared/text/notices';
import type { Room } from '../call';
import type { WechatFailure } from '../ports/wechat';
import { currentSettings } from '../settings';
import { gathered } from './gathered';
import type { Outcome } from './outcome';

/** The page a tap on the message opens (miniprogram/paths.ts, miniprogram/staff/paths.ts). */
const pageOf = (kind: NoticeKind, subjectId: string | null): string => {
  if (kind === 'checklist_changed') return `pages/checklist/index?code=${subjectId ?? ''}`;
  if (subjectId?.startsWith('rel_')) return 'relatives/list';
  if (subjectId?.startsWith('wait_')) return 'pages/waiting/list';
  const forStaff = kind.startsWith('staff_');
  if (subjectId?.startsWith('urg_')) return `${forStaff ? 'staff/urgent/detail' : 'urgent/detail'}?id=${subjectId}`;
  if (subjectId?.startsWith('comp_')) return `${forStaff ? 'staff/complaints/detail' : 'pages/complaint/one'}?id=${subjectId}`;
  if (subjectId?.startsWith('cons_')) return `${forStaff ? 'staff/consultations/detail' : 'pages/ask/question'}?id=${subjectId}`;
  if (kind.startsWith('staff_duty_')) return `staff/duty/channel?id=${subjectId ?? ''}`;
  if (kind === 'staff_knowledge_review') return 'staff/consultations/knowledge';
  if (subjectId?.startsWith('rem_')) return `staff/followup/remedy?id=${subjectId}`;
  if (subjectId?.startsWith('rate_')) return `pages/rating/index?id=${subjectId}`;
  if (subjectId?.startsWith('ret_')) return `${forStaff ? 'staff/followup/return' : 'pages/requests/return'}?id=${subjectId}`;
  if (kind === 'staff_claim_filed') return `staff/claims/detail?id=${subjectId ?? ''}`;
  if (/^(claim|join|member|principal)_/.test(kind)) return 'pages/enterprise/index';
  const page = subjectId?.startsWith('case_')
    ? forStaff
      ? 'staff/cases/detail'
      : 'pages/requests/detail'
    : forStaff
      ? 'staff/window/appointment'
      : 'pages/appointments/detail';
  return subjectId ? `${page}?id=${subjectId}` : page;
};

/**
 * Sends the WeChat message of a notice (J1). One grant, one message: it is used up before the first try, and tries after that use none. WeChat
 * knows no number of ours by which it would pass over a copy, so a message that may have arrived is never sent again: it ends `unknown`, and the
 * inbox has it. Messages to staff leave in batches (gathered.ts).
 */
export async function sendWechatMessage(room: Room, letter: ClaimedLetter, now: string): Promise<Outcome> {
  const { noticeId } = letter.payload;
  const notice = typeof noticeId === 'string' ? await noticeToSend(room.database, noticeId) : null;
  if (!notice) return { end: 'dead', error: 'the notice of this message is gone' };
  if (letter.payload.granted && letter.abandoned) return { end: 'unknown', error: 'an earlier try may have arrived' };
  const { openid } = notice;
  if (!openid) return { end: 'dropped', error: 'no WeChat account' };
  if (letter.batchFor !== null) {
    const at = gatheredUntil(notice.createdAt, await currentSettings(room.database));
    if (at > now) return { end: 'later', at };
  }
  const message = (await gathered(room.database, letter, notice)) ?? alone(notice);
  const { kind, page, fields } = message;
  const templateId = notice.templates[kind];
  if (!templateId) return { end: 'dropped', error: 'no template is set for this kind' };
  const grant = { personId: notice.personId, kind };
  if (!letter.payload.granted && !(await spendGrant(room.database, letter, grant))) return { end: 'dropped', error: 'no grant' };

  const sent = await room.ports.wechat.sendSubscribeMessage({ openid, templateId, page, fields });
  if (sent.ok) return { end: 'delivered', messageId: sent.value.messageId };
  if (sent.refusal === 'no_grant') {
    await clearGrants(room.database, grant);
    return { end: 'dropped', error: describe(sent) };
  }
  if (sent.effect === 'unknown') return { end: 'unknown', error: `may have arrived: ${describe(sent)}` };
  if (sent.retryAfterSeconds === null) return { end: 'dead', error: describe(sent) };
  return { end: 'again', error: describe(sent), afterSeconds: sent.retryAfterSeconds };
}

const alone = ({ kind, subjectId, fields }: NoticeToSend) => ({ kind, page: pageOf(kind, subjectId), fields });

const describe = ({ refusal, errcode, detail }: WechatFailure): string => `${refusal}${errcode === null ? '' : ` ${errcode}`}: ${detail}`;
