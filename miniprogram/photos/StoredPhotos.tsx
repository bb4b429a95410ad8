import { Image, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { photosText } from '../../shared/text/photos';
import { fetchPhoto } from '../api';
import { aria } from '../components/aria';
import { Press } from '../components/Press';
import { StateTag } from '../components/StateTag';
import { showLarge } from '../wechat/photos';
import styles from './StoredPhotos.module.scss';

type Shown = { id: string; internal?: boolean };

/** Photos that the service keeps, in small; a tap shows one large. Internal ones say so (D14). */
export function StoredPhotos({ photos }: { photos: Shown[] }) {
  if (photos.length === 0) return null;
  return (
    <View className={styles.grid}>
      {photos.map((photo, index) => (
        <StoredPhoto key={photo.id} {...photo} number={index + 1} />
      ))}
    </View>
  );
}

function StoredPhoto({ id, internal, number }: Shown & { number: number }) {
  const {
    data: path,
    isPending,
    refetch,
  } = useQuery({
    queryKey: ['photo', id],
    queryFn: () => fetchPhoto({ id, size: 'small' }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const open = async () => {
    if (!path) return void refetch();
    const whole = await fetchPhoto({ id });
    if (whole) showLarge([whole], whole);
  };
  return (
    <View className={styles.cell}>
      <Press className={styles.photo ?? ''} label={path ? photosText.open(number) : photosText.again(number)} onPress={() => void open()}>
        {path ? (
          <Image className={styles.image} src={path} mode="aspectFill" {...aria({ label: photosText.photo(number) })} />
        ) : (
          <View className={styles.none}>{isPending ? photosText.loading : photosText.notShown}</View>
        )}
      </Press>
      {internal ? (
        <View className={styles.mark}>
          <StateTag word={photosText.internal} tone="attention" />
        </View>
      ) : null}
    </View>
  );
}
