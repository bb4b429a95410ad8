import Taro from '@tarojs/taro';
import { agreedToPrivacy } from './privacy';

/** Lets the person take or choose up to `most` photos, compressed. An empty list when they go back or do not allow it. */
export async function choosePhotos(most: number): Promise<string[]> {
  if (!(await agreedToPrivacy())) return [];
  try {
    const { tempFilePaths } = await Taro.chooseImage({ count: most, sizeType: ['compressed'], sourceType: ['album', 'camera'] });
    return tempFilePaths;
  } catch {
    return [];
  }
}
