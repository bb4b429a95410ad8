import { hallText } from '../../shared/text/pages/hall';

type CallShown = { id: number; number: string; counter: string };
const lastKey = 'display-announced';

/** A003 is spoken sign by sign, as it is called in the hall. */
const spoken = (number: string) => [...number].join(' ');

/**
 * Speaks each call once (Web Speech), the oldest first, whatever is read twice or reloaded: the number of the last one spoken is kept. What was called
 * before the screen was opened for the first time is not spoken; what was missed while the network was lost is, if it is among the shown.
 */
export function announce(calls: readonly CallShown[], day: string): void {
  const newest = calls[0]?.id ?? 0;
  const [keptDay, keptId] = (window.localStorage.getItem(lastKey) ?? '').split(' ');
  window.localStorage.setItem(lastKey, `${day} ${newest}`);
  if (keptDay !== day || typeof window.speechSynthesis === 'undefined') return;
  const voice = window.speechSynthesis.getVoices().find(({ lang }) => lang.startsWith('zh'));
  for (const { id, number, counter } of [...calls].reverse()) {
    if (id <= Number(keptId)) continue;
    const words = new SpeechSynthesisUtterance(hallText.announce(spoken(number), counter));
    words.lang = 'zh-CN';
    words.rate = 0.9;
    if (voice) words.voice = voice;
    window.speechSynthesis.speak(words);
  }
}
