import { View } from '@tarojs/components';
import { type ReactNode, useEffect } from 'react';
import { kitText } from '../shared/text/kit';
import { EmptyState } from './components/EmptyState';
import { Skeleton } from './components/Skeleton';
import { useRead } from './query';
import { type Me, signIn, useSession } from './session';
import { loginLeavesThePage } from './wechat/login';
import { Refusal } from './Refusal';

/** Shows its content to a signed-in person. WeChat signs in without a question; the browser is asked first, never forced. */
export function SignedIn({ children, why = kitText.signInFirst }: { children: (me: Me) => ReactNode; why?: string }) {
  const { signedIn, busy, error } = useSession();
  const me = useRead('me.read', {}, { enabled: signedIn });
  useEffect(() => {
    if (!signedIn && !loginLeavesThePage) void signIn();
  }, [signedIn]);
  if (me.data && signedIn) return <>{children(me.data)}</>;
  const problem = error ?? me.error;
  if (busy || (signedIn && !problem)) return <Skeleton />;
  return (
    <View>
      {problem ? <Refusal error={problem} {...(signedIn ? { action: { word: kitText.retry, onPress: me.refresh } } : {})} /> : null}
      {signedIn ? null : <EmptyState icon="user" what={why} first={{ word: kitText.signIn, onPress: () => void signIn() }} />}
    </View>
  );
}
