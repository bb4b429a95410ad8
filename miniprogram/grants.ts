import type { NoticeKind } from '../shared/text/notices';
import { call } from './api';
import { askForMessages } from './wechat/subscribe';

/** WeChat's template for each kind of notice, written in by the build (config/constants.ts). Kinds without one go to the inbox. */
const templates = JSON.parse(process.env.ONEWINDOW_TEMPLATES ?? '{}') as Partial<Record<NoticeKind, string>>;

/**
 * Asks for WeChat messages of these kinds, three at most, and tells the service what was granted. Call it first thing in a tap; a refusal changes
 * nothing. Whether any was granted.
 */
export async function askForNotices(kinds: NoticeKind[]): Promise<boolean> {
  const known = kinds.flatMap((kind) => {
    const template = templates[kind];
    return template ? [{ kind, template }] : [];
  });
  const granted = await askForMessages(known.map(({ template }) => template));
  const grantedKinds = known.filter(({ template }) => granted.includes(template)).map(({ kind }) => kind);
  if (grantedKinds.length > 0) await call('notices.grant', { templates: grantedKinds }).catch(() => undefined);
  return grantedKinds.length > 0;
}
