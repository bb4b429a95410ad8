import { View } from '@tarojs/components';
import { kitText } from '../../../shared/text/kit';
import { meText } from '../../../shared/text/pages/me';
import { Chips } from '../../components/Chips';
import { Section } from '../../components/Section';
import { setElder, setTheme, useLook } from '../../look';

const themes = ['auto', 'light', 'dark'] as const;

/** Larger letters, light or dark; kept on this phone, no sign-in needed. */
export function Looks() {
  const { elder, theme } = useLook();
  return (
    <Section title={meText.look}>
      <View>{meText.elderNote}</View>
      <Chips
        role="radio"
        label={meText.look}
        chips={[
          { value: 'standard', word: kitText.elderOff },
          { value: 'elder', word: kitText.elderOn },
        ]}
        chosen={[elder ? 'elder' : 'standard']}
        onPress={(value) => setElder(value === 'elder')}
      />
      <View>{meText.theme}</View>
      <Chips
        role="radio"
        label={meText.theme}
        chips={themes.map((one) => ({ value: one, word: meText.themes[one] }))}
        chosen={[theme]}
        onPress={setTheme}
      />
    </Section>
  );
}
