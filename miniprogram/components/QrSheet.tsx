import { Image, View } from '@tarojs/components';
import { useMemo } from 'react';
import { kitText } from '../../shared/text/kit';
import { aria } from './aria';
import styles from './QrSheet.module.scss';
import { qrPng } from './qr-png';
import { Sheet } from './Sheet';

export type QrCodeProps = {
  /** What the QR says. */
  payload: string;
  /** The same in letters that can be read out. */
  code: string;
  note?: string;
};

/** A QR code and its letters, on white in every mode. */
export function QrCode({ payload, code, note = kitText.showCode }: QrCodeProps) {
  const src = useMemo(() => qrPng(payload), [payload]);
  return (
    <View className={styles.qr}>
      <View className={styles.white}>
        <Image className={styles.image} src={src} mode="scaleToFill" {...aria({ label: `${code}` })} />
        <View className={styles.code} {...aria({ label: [...code].join(' ') })}>
          {code}
        </View>
      </View>
      <View className={styles.note}>{note}</View>
    </View>
  );
}

export type QrSheetProps = QrCodeProps & { open: boolean; title: string; onClose: () => void };

/** The code of an appointment or a checklist, to show at the hall. */
export function QrSheet({ open, title, onClose, ...code }: QrSheetProps) {
  return (
    <Sheet open={open} title={title} onClose={onClose}>
      <QrCode {...code} />
    </Sheet>
  );
}
