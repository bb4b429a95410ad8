import Taro from '@tarojs/taro';
import { agreedToPrivacy } from './privacy';

export type Spot = { name: string; address: string; latitude: number; longitude: number };

/** Shows a hall on WeChat's map, from which the person navigates. False when the map could not open. */
export async function openOnMap({ name, address, latitude, longitude }: Spot): Promise<boolean> {
  try {
    await Taro.openLocation({ name, address, latitude, longitude, scale: 16 });
    return true;
  } catch {
    return false;
  }
}

/** Lets the person choose a place on the map. Null when they go back or do not allow it: the place is then described in words. */
export async function chooseOnMap(): Promise<Spot | null> {
  if (!(await agreedToPrivacy())) return null;
  try {
    const { name, address, latitude, longitude } = await Taro.chooseLocation({});
    return { name, address, latitude: Number(latitude), longitude: Number(longitude) };
  } catch {
    return null;
  }
}

export const hasMapChooser = true;
