import { Button } from '@tarojs/components';
import action from '../components/Action.module.scss';
import { classes } from '../components/aria';

export type PhoneButtonProps = {
  word: string;
  /** The code that the service exchanges for the number (paid per call). */
  onCode: (code: string) => void;
  /** The person said no, or WeChat could not: offer the typed number. */
  onRefused: () => void;
};

/** WeChat's phone-number button. */
export function PhoneButton({ word, onCode, onRefused }: PhoneButtonProps) {
  return (
    <Button
      className={classes(action.action, action.plain)}
      openType="getPhoneNumber"
      onGetPhoneNumber={({ detail }) => {
        const code = (detail as { code?: string }).code;
        if (code) onCode(code);
        else onRefused();
      }}
    >
      {word}
    </Button>
  );
}

/** Whether this platform has the button; where not, only the typed number is shown. */
export const hasPhoneButton = true;
