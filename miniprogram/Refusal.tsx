import { useRouter } from '@tarojs/taro';
import { useContext } from 'react';
import { mayBeLookedAt } from '../shared/rules/refusals';
import { urgentEntryText } from '../shared/text/pages/urgent-entry';
import type { ApiError } from './api';
import { Action } from './components/Action';
import { InlineMessage, type InlineMessageProps } from './components/InlineMessage';
import { PageTitle } from './components/PageFrame';
import { go } from './go';
import { paths } from './paths';

type RefusalProps = Omit<InlineMessageProps, 'what'> & { error: ApiError; hallId?: string };

/** A refusal where a citizen or a firm meets it: what happened, a way on, and 找人看看 where more than the input is wrong (F5). */
export function Refusal({ error, hallId, tone = 'danger', ...message }: RefusalProps) {
  const atDesk = useRouter().path.includes('/staff/');
  return (
    <>
      <InlineMessage tone={tone} what={error.message} {...message} />
      {!atDesk && error.code !== 'offline' && mayBeLookedAt(error.code) ? <LookAt what={error.message} code={error.code} hallId={hallId} /> : null}
    </>
  );
}

/** 找人看看: on to the head of the unit, with what was refused, by which code and on which page. */
export function LookAt({ what, code, hallId }: { what: string; code: string; hallId?: string | undefined }) {
  const doing = useContext(PageTitle);
  return (
    <Action
      id={`look-${code}`}
      kind="text"
      word={urgentEntryText.look}
      onPress={() => go(paths.notDone({ what, code, doing, ...(hallId ? { hall: hallId } : {}) }))}
    />
  );
}
