import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import type { Output } from '../../shared/contract';
import { shanghaiClock } from '../../shared/rules/shanghai';
import { hallText } from '../../shared/text/pages/hall';
import { windowText } from '../../shared/text/pages/window';
import { serviceInstant } from '../clock';
import { aria, classes } from '../components/aria';
import { Press } from '../components/Press';
import { parameter } from '../paths';
import { useRead } from '../query';
import { followLive } from '../wechat/live';
import { announce } from './announcer';
import styles from './hall.module.scss';

type Board = Output<'display.read'>;

/** So many numbers are large enough to be read from eight metres. */
const shownNumbers = 6;
const readAgainSeconds = 5;

/** The call display of a hall: the latest calls and how many wait, black on white, spoken once each. Opened with the display's own token. */
export default function HallDisplay() {
  const token = parameter(useRouter().params, 'token');
  const [pushed, setPushed] = useState<Board | null>(null);
  const [isLive, setLive] = useState(false);
  const [hasSound, setSound] = useState(false);
  const read = useRead('display.read', { token }, { keep: false, ...(isLive ? {} : { refreshSeconds: readAgainSeconds }) });
  useEffect(() => followLive('display.live', { token }, { data: setPushed, connected: setLive }), [token]);
  const board = isLive ? (pushed ?? read.data) : (read.data ?? pushed);
  useEffect(() => {
    if (board) announce(board.calls, board.day);
  }, [board]);
  if (!board) return <View className={styles.screen}>{read.error ? <View className={styles.lost}>{read.error.message}</View> : null}</View>;
  return (
    <View className={styles.screen}>
      <View className={styles.head}>
        <View className={styles.hall}>{board.hallName}</View>
        <Time />
      </View>
      <Calls board={board} />
      <View className={styles.foot}>
        {board.waiting.map(({ series, waiting }) => (
          <View key={series} className={styles.count}>{`${series} ${hallText.series[series]} ${hallText.waiting} ${hallText.people(waiting)}`}</View>
        ))}
        {!isLive && read.isOld ? <View className={styles.count}>{hallText.lost}</View> : null}
        {hasSound ? null : (
          <Press id="display-sound" className={styles.sound ?? ''} onPress={() => setSound(speakNothing())}>
            {hallText.sound}
          </Press>
        )}
      </View>
    </View>
  );
}

/** Browsers let a page speak only after somebody has touched it. */
function speakNothing(): boolean {
  if (typeof window.speechSynthesis !== 'undefined') window.speechSynthesis.speak(new SpeechSynthesisUtterance(''));
  return true;
}

function Calls({ board }: { board: Board }) {
  const latest = board.calls
    .filter(({ number }, index) => board.calls.findIndex((other) => other.number === number) === index)
    .slice(0, shownNumbers);
  if (latest.length === 0) return <View className={styles.none}>{hallText.noCalls}</View>;
  return (
    <View className={styles.calls} {...aria({ role: 'list', label: hallText.calling, live: 'polite' })}>
      {latest.map(({ id, number, counter }, index) => (
        <View key={id} id={`call-${number}`} className={classes(styles.call, index === 0 && styles.first)} {...aria({ role: 'listitem' })}>
          <View className={styles.number}>{number}</View>
          <View className={styles.counter}>{windowText.counterOf(counter)}</View>
        </View>
      ))}
    </View>
  );
}

function Time() {
  const [now, setNow] = useState(serviceInstant);
  useEffect(() => {
    const timer = setInterval(() => setNow(serviceInstant()), 5_000);
    return () => clearInterval(timer);
  }, []);
  return <View className={styles.hall}>{shanghaiClock(now)}</View>;
}
