import Taro from '@tarojs/taro';
import { agreedToPrivacy } from './privacy';

/** Lets the person take or choose up to `most` photos, compressed. An empty list when they go back or do not allow it. */
export async function choosePhotos(most: number): Promise<string[]> {
  if (!(await agreedToPrivacy())) return [];
  try {
    const { tempFiles } = await Taro.chooseMedia({ count: most, mediaType: ['image'], sizeType: ['compressed'], sourceType: ['album', 'camera'] });
    return tempFiles.map(({ tempFilePath }) => tempFilePath);
  } catch {
    return [];
  }
}

/** Shows photos large, one after the other. */
export function showLarge(paths: string[], current: string): void {
  Taro.previewImage({ urls: paths, current }).catch(() => undefined);
}
