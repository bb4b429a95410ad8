import Taro from '@tarojs/taro';

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
