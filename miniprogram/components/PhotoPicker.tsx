import { Image, View } from '@tarojs/components';
import { kitText } from '../../shared/text/kit';
import { aria } from './aria';
import { Icon } from './Icon';
import styles from './PhotoPicker.module.scss';
import { Press } from './Press';

export type Photo = {
  key: string;
  /** A path or address the phone can show; empty while there is none. */
  path: string;
  /** 0 to 1 while it is uploaded; absent when it is there. */
  progress?: number;
  failed?: boolean;
};

export type PhotoPickerProps = {
  photos: Photo[];
  most: number;
  /** Opens the chooser: wechat/photos.ts. */
  onAdd: () => void;
  onRemove: (index: number) => void;
  onRetry: (index: number) => void;
};

/** Photos with their upload progress; the phone's own chooser is opened by the page. */
export function PhotoPicker({ photos, most, onAdd, onRemove, onRetry }: PhotoPickerProps) {
  return (
    <View>
      <View className={styles.grid}>
        {photos.map((photo, index) => (
          <View key={photo.key} className={styles.cell}>
            {photo.path ? (
              <Image className={styles.image} src={photo.path} mode="aspectFill" {...aria({ label: `${index + 1}` })} />
            ) : (
              <View className={styles.image} />
            )}
            {photo.failed ? (
              <Press className={styles.failed ?? ''} onPress={() => onRetry(index)}>
                <View className={styles.status}>
                  <Icon name="circle-alert" size="small" />
                  <View>{kitText.photoFailed}</View>
                </View>
              </Press>
            ) : photo.progress !== undefined ? (
              <View className={styles.progress} {...aria({ live: 'polite' })}>
                <View className={styles.status}>{kitText.uploading(Math.round(photo.progress * 100))}</View>
                <View className={styles.bar}>
                  <View className={styles.fill} style={{ width: `${photo.progress * 100}%` }} />
                </View>
              </View>
            ) : null}
            <Press className={styles.remove ?? ''} label={`${kitText.removePhoto} ${index + 1}`} onPress={() => onRemove(index)}>
              <View className={styles.cross}>
                <Icon name="x" size="small" />
              </View>
            </Press>
          </View>
        ))}
        {photos.length < most ? (
          <View className={styles.cell}>
            <Press className={styles.add ?? ''} onPress={onAdd}>
              <View className={styles.addInner}>
                <Icon name="camera" />
                <View className={styles.addWord}>{kitText.addPhoto}</View>
              </View>
            </Press>
          </View>
        ) : null}
      </View>
      <View className={styles.left}>{kitText.photosLeft(most - photos.length)}</View>
    </View>
  );
}
