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

/** `refused`: not allowed or not possible here; the place is then typed. */
export type ChosenSpot = { kind: 'chosen'; spot: Spot } | { kind: 'given_up' } | { kind: 'refused' };

/** Lets the person point at a place on WeChat's map. */
export async function chooseSpot(): Promise<ChosenSpot> {
  if (!(await agreedToPrivacy())) return { kind: 'refused' };
  try {
    const { name, address, latitude, longitude } = await Taro.chooseLocation({});
    return { kind: 'chosen', spot: { name, address, latitude: Number(latitude), longitude: Number(longitude) } };
  } catch (failure) {
    const reason = (failure as { errMsg?: string })?.errMsg ?? '';
    return reason.includes('cancel') ? { kind: 'given_up' } : { kind: 'refused' };
  }
}

/** Whether there is a map to point at, or only where the phone is. */
export const hasMap = true;
