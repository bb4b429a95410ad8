import { clearGrants, noticeToSend, spendGrant, wechatTemplates } from '../../db/queries/notices';
import type { ClaimedLetter } from '../../db/queries/outbox';
import type { NoticeKind } from '../../shared/text/notices';
import type { Room } from '../call';
import type { WechatFailure } from '../ports/wechat';
import type { Outcome } from './outcome';

/** The page a tap on the message opens (miniprogram/paths.ts, miniprogram/staff/paths.ts). */
const pageOf = (kind: NoticeKind, subjectId: string | null): string => {
  if (kind === 'checklist_changed') return `pages/checklist/index?code=${subjectId ?? ''}`;
  if (subjectId?.startsWith('rel_')) return 'relatives/list';
  if (subjectId?.startsWith('wait_')) return 'pages/waiting/list';
  const forStaff = kind.startsWith('staff_');
  if (subjectId?.startsWith('urg_')) return `${forStaff ? 'staff/urgent/detail' : 'urgent/detail'}?id=${subjectId}`;
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
 * Sends the WeChat message of a notice (J1). One grant, one message: it is used up before the first try, and tries after that use none. Where
 * an earlier try may have arrived, another is made only if WeChat itself would refuse a second copy: when no other grant is left.
 */
export async function sendWechatMessage(room: Room, letter: ClaimedLetter): Promise<Outcome> {
  const { noticeId, granted } = letter.payload;
  const notice = typeof noticeId === 'string' ? await noticeToSend(room.database, noticeId) : null;
  if (!notice) return { end: 'dead', error: 'the notice of this message is gone' };
  const { openid, kind, personId, subjectId, fields } = notice;
  if (!openid) return { end: 'dropped', error: 'no WeChat account' };
  const templateId = (await wechatTemplates(room.database))[kind];
  if (!templateId) return { end: 'dropped', error: 'no template is set for this kind' };
  if (granted && letter.abandoned && notice.grantsLeft > 0) return { end: 'dropped', error: 'an earlier try may have arrived' };
  if (!granted && !(await spendGrant(room.database, letter.id, { personId, kind }))) return { end: 'dropped', error: 'no grant' };

  const sent = await room.ports.wechat.sendSubscribeMessage({ openid, templateId, page: pageOf(kind, subjectId), fields });
  if (sent.ok) return { end: 'delivered' };
  if (sent.refusal === 'no_grant') {
    await clearGrants(room.database, { personId, kind });
    const error = describe(sent);
    return { end: 'dropped', error: letter.attempts > 1 ? `an earlier try may have arrived: ${error}` : error };
  }
  const grantsNow = sent.effect === 'unknown' ? ((await noticeToSend(room.database, String(noticeId)))?.grantsLeft ?? 0) : 0;
  if (grantsNow > 0) return { end: 'dropped', error: `may have arrived: ${describe(sent)}` };
  if (sent.retryAfterSeconds === null) return { end: 'dead', error: describe(sent) };
  return { end: 'again', error: describe(sent), afterSeconds: sent.retryAfterSeconds };
}

const describe = ({ refusal, errcode, detail }: WechatFailure): string => `${refusal}${errcode === null ? '' : ` ${errcode}`}: ${detail}`;
