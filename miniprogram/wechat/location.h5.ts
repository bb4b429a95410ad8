import type { Spot } from './location';

/** Opens the place in the phone's own map application, which knows geo: addresses. */
export function openOnMap({ name, latitude, longitude }: Spot): Promise<boolean> {
  window.location.href = `geo:${latitude},${longitude}?q=${latitude},${longitude}(${encodeURIComponent(name)})`;
  return Promise.resolve(true);
}

/** The browser build carries no map: the place is described in words. */
export const chooseOnMap = (): Promise<Spot | null> => Promise.resolve(null);

export const hasMapChooser = false;
