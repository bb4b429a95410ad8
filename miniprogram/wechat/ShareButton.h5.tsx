import { Action } from '../components/Action';
import type { ShareButtonProps } from './ShareButton';

/** The browser copies title and address, to be pasted wherever the person likes. */
export function ShareButton({ word, title, path, onCopied }: ShareButtonProps) {
  const copy = () => {
    const { origin, pathname } = window.location;
    navigator.clipboard
      .writeText(`${title}\n${origin}${pathname}#${path}`)
      .then(() => onCopied(true))
      .catch(() => onCopied(false));
  };
  return <Action kind="plain" word={word} onPress={copy} />;
}
