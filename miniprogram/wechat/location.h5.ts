import type { Spot } from './location';

/** Opens the place in the phone's own map application, which knows geo: addresses. */
export function openOnMap({ name, latitude, longitude }: Spot): Promise<boolean> {
  window.location.href = `geo:${latitude},${longitude}?q=${latitude},${longitude}(${encodeURIComponent(name)})`;
  return Promise.resolve(true);
}
