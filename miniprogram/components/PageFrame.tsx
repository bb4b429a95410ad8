import { View } from '@tarojs/components';
import Taro, { useDidShow } from '@tarojs/taro';
import { createContext, type ReactNode, useEffect } from 'react';
import { kitText } from '../../shared/text/kit';
import { AskedConsent } from '../AskedConsent';
import { setElder, useLook } from '../look';
import { paintChrome } from '../wechat/dark';
import { aria, classes } from './aria';
import { Icon } from './Icon';
import styles from './PageFrame.module.scss';
import { Press } from './Press';

export type PageFrameProps = {
  /** Where am I: the largest words of the page. */
  title: string;
  /** One line under the title. */
  note?: string;
  /** The way back in the browser (WeChat draws its own arrow). false on the first page; a function replaces the usual step back. */
  back?: boolean | (() => void);
  /** The switch between 长辈版 and 标准版; on unless the page is crowded. */
  elderToggle?: boolean;
  children: ReactNode;
  /** The one primary action: an ActionBar. */
  bottomBar?: ReactNode;
};

/** What the page around is called. */
export const PageTitle = createContext('');

const HOME = '/pages/home/index';

function goBack() {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else void Taro.reLaunch({ url: HOME });
}

/** Every page's frame. It carries the tokens: elder, dark and the font scale are classes and a value on this one view. */
export function PageFrame({ title, note, back = true, elderToggle = true, children, bottomBar }: PageFrameProps) {
  const { elder, dark, scale } = useLook();
  useDidShow(() => paintChrome(dark));
  useEffect(() => paintChrome(dark), [dark]);
  const showBack = back !== false && process.env.TARO_ENV === 'h5';
  return (
    <View
      className={classes('frame', elder && 'elder', dark && 'dark', styles.page, bottomBar ? styles.withBar : null)}
      style={{ '--scale': String(scale) } as Record<string, string>}
    >
      <View className={styles.top}>
        {showBack ? (
          <Press className={classes(styles.back)} label={kitText.back} onPress={typeof back === 'function' ? back : goBack}>
            <Icon name="chevron-left" />
          </Press>
        ) : null}
        <View className={styles.heading}>
          <View className={styles.title} {...aria({ role: 'heading' })}>
            {title}
          </View>
          {note ? <View className={styles.note}>{note}</View> : null}
        </View>
        {elderToggle ? (
          <Press className={classes(styles.toggle)} role="switch" checked={elder} label={kitText.elderOn} onPress={() => setElder(!elder)}>
            <Icon name="a-large-small" />
            <View className={styles.toggleWord}>{elder ? kitText.elderOff : kitText.elderOn}</View>
          </Press>
        ) : null}
      </View>
      <PageTitle.Provider value={title}>
        <View className={styles.body}>{children}</View>
        {bottomBar}
      </PageTitle.Provider>
      <AskedConsent />
    </View>
  );
}
