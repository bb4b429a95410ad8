import { QueryClientProvider } from '@tanstack/react-query';
import { useDidHide, useDidShow } from '@tarojs/taro';
import type { PropsWithChildren } from 'react';
import './app.scss';
import { queryClient, setShown } from './query';
import { resumeSignIn } from './session';

resumeSignIn();

export default function App({ children }: PropsWithChildren) {
  useDidShow(() => setShown(true));
  useDidHide(() => setShown(false));
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>;
}
