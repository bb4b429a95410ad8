import { View } from '@tarojs/components';
import { type ReactNode, useEffect } from 'react';
import { kitText } from '../shared/text/kit';
import { EmptyState } from './components/EmptyState';
import { Skeleton } from './components/Skeleton';
import { useEnded } from './ended';
import { useRead } from './query';
import { type Me, signIn, useSession } from './session';
import { loginLeavesThePage } from './wechat/login';
import { Refusal } from './Refusal';

/**
 * Shows its content to a signed-in person. WeChat signs in without a question, but not who signed out or was put out; in the browser people are
 * asked first, never forced.
 */
export function SignedIn({ children, why = kitText.signInFirst }: { children: (me: Me) => ReactNode; why?: string }) {
  const { signedIn, busy, error } = useSession();
  const ended = useEnded();
  const me = useRead('me.read', {}, { enabled: signedIn });
  useEffect(() => {
    if (!signedIn && !ended && !loginLeavesThePage) void signIn({ asks: false });
  }, [signedIn, ended]);
  if (me.data && signedIn) return <>{children(me.data)}</>;
  const problem = error ?? (ended && !signedIn ? null : me.error);
  if (busy || (signedIn && !problem)) return <Skeleton />;
  return (
    <View>
      {problem ? <Refusal error={problem} {...(signedIn ? { action: { word: kitText.retry, onPress: me.refresh } } : {})} /> : null}
      {signedIn ? null : <EmptyState icon="user" what={ended?.what ?? why} first={{ word: kitText.signIn, onPress: () => void signIn() }} />}
    </View>
  );
}
