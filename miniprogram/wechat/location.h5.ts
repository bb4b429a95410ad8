import type { ChosenSpot, Spot } from './location';

/** Opens the place in the phone's own map application, which knows geo: addresses. */
export function openOnMap({ name, latitude, longitude }: Spot): Promise<boolean> {
  window.location.href = `geo:${latitude},${longitude}?q=${latitude},${longitude}(${encodeURIComponent(name)})`;
  return Promise.resolve(true);
}

const patienceMs = 10_000;

/** Where the phone is now; the browser asks the person first. */
export function chooseSpot(): Promise<ChosenSpot> {
  if (!('geolocation' in navigator)) return Promise.resolve({ kind: 'refused' });
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => resolve({ kind: 'chosen', spot: { name: '', address: '', latitude, longitude } }),
      () => resolve({ kind: 'refused' }),
      { enableHighAccuracy: true, timeout: patienceMs, maximumAge: 60_000 },
    );
  });
}

export const hasMap = false;
