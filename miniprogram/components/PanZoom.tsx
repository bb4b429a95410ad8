import { type CommonEvent, Image, type ITouchEvent, ScrollView, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { Action } from './Action';
import { aria } from './aria';
import styles from './PanZoom.module.scss';

export type PanZoomProps = {
  /** Address of the picture, its natural size in pixels, and what it says for who does not see it. */
  src: string;
  width: number;
  height: number;
  label: string;
  /** The place to begin at and to come back to. */
  focus: { x: number; y: number; width: number; height: number } | null;
  /** 1 is natural size. */
  startZoom: number;
  words: { larger: string; smaller: string; back: string };
};

const step = 1.3;
const largest = 3;
/** Taro's view for the browser scrolls one way only. */
const bothWays = process.env.TARO_ENV === 'h5' ? { overflow: 'auto' } : {};
/** Pixels left free around the place that is shown. */
const air = 12;

/**
 * A picture larger than the screen. It lies in a plain scrolling view, so that a finger pans it as it pans any page, and it is drawn anew at each size
 * instead of being stretched, so that its text stays sharp. Two fingers or buttons change the size.
 */
export function PanZoom({ src, width, height, label, focus, startZoom, words }: PanZoomProps) {
  const view = useRef(viewport()).current;
  const least = Math.min(1, view.width / width);
  const [zoom, setZoom] = useState(startZoom);
  const [aim, setAim] = useState({ left: 0, top: 0 });
  const now = useRef({ left: 0, top: 0, zoom: startZoom, distance: 0 });

  // The view only moves when a number changes, also back to where a finger has left from.
  const scrollTo = (left: number, top: number) =>
    setAim((before) => {
      const to = { left: Math.max(0, Math.round(left)), top: Math.max(0, Math.round(top)) };
      return { left: to.left === before.left ? to.left + 0.5 : to.left, top: to.top === before.top ? to.top + 0.5 : to.top };
    });
  const resize = (wanted: number) => {
    const { left, top, zoom: before } = now.current;
    const next = Math.min(largest, Math.max(least, wanted));
    if (next === before) return;
    const grow = next / before;
    now.current.zoom = next;
    setZoom(next);
    // What is in the middle stays there; the view must have its new size first.
    setTimeout(() => scrollTo((left + view.width / 2) * grow - view.width / 2, (top + view.height / 2) * grow - view.height / 2), 30);
  };
  const goBack = () => {
    now.current.zoom = startZoom;
    setZoom(startZoom);
    const place = focus ?? { x: 0, y: 0, width: 0, height: 0 };
    const top = place.y + place.height / 2 - view.height / startZoom / 2;
    setTimeout(() => scrollTo((place.x - air) * startZoom, focus ? top * startZoom : 0), 30);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each picture
  useEffect(goBack, [src]);

  const pinch = (event: CommonEvent) => {
    const { touches } = event as ITouchEvent;
    const [one, two] = [touches[0], touches[1]];
    if (!one || !two) {
      now.current.distance = 0;
      return;
    }
    const distance = Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY);
    const from = now.current.distance;
    if (from === 0) now.current.distance = distance;
    // Redrawn in steps: each is a picture of its own.
    else if (distance / from > 1.08 || distance / from < 0.92) {
      now.current.distance = distance;
      resize(now.current.zoom * (distance / from));
    }
  };

  return (
    <View>
      <ScrollView
        id="map-view"
        className={styles.view}
        style={{ height: `${view.height}px`, ...bothWays }}
        scrollX
        scrollY
        scrollLeft={aim.left}
        scrollTop={aim.top}
        onScroll={({ detail }: CommonEvent<{ scrollLeft: number; scrollTop: number }>) => {
          now.current.left = detail.scrollLeft;
          now.current.top = detail.scrollTop;
        }}
      >
        <View
          className={styles.sheet}
          style={{ width: `${width * zoom}px`, height: `${height * zoom}px` }}
          onTouchStart={pinch}
          onTouchMove={pinch}
          onTouchEnd={pinch}
        >
          <Image
            id="map-picture"
            className={styles.picture}
            style={{ width: `${width * zoom}px`, height: `${height * zoom}px` }}
            src={src}
            mode="scaleToFill"
            {...aria({ role: 'img', label })}
          />
        </View>
      </ScrollView>
      <View className={styles.buttons}>
        <View className={styles.button}>
          <Action kind="plain" id="larger" word={words.larger} disabled={zoom >= largest} onPress={() => resize(now.current.zoom * step)} />
        </View>
        <View className={styles.button}>
          <Action kind="plain" id="smaller" word={words.smaller} disabled={zoom <= least} onPress={() => resize(now.current.zoom / step)} />
        </View>
        <View className={styles.wide}>
          <Action kind="plain" id="back-to-path" word={words.back} onPress={goBack} />
        </View>
      </View>
    </View>
  );
}

/** Pixels of the screen that the picture gets: its whole width, and the height that heading and buttons leave. */
function viewport(): { width: number; height: number } {
  const { windowWidth, windowHeight } = Taro.getWindowInfo();
  return { width: windowWidth, height: Math.max(280, windowHeight - 300) };
}
