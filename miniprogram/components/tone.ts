import type { IconName } from './icon-names';

/** What a state means for the person: accent = can be done next, attention = will need care, danger = went wrong, neutral = for information. */
export type Tone = 'accent' | 'good' | 'attention' | 'danger' | 'neutral';

/** A state is always icon + word + colour. */
export type State = { word: string; tone: Tone; icon?: IconName };

export const toneIcon: Record<Tone, IconName> = {
  accent: 'circle-dot',
  good: 'circle-check',
  attention: 'clock',
  danger: 'circle-alert',
  neutral: 'circle',
};
