import { requestsText } from '../../shared/text/pages/requests';
import { Action } from '../components/Action';
import { openOnMap } from '../wechat/location';

/** The place of a request on the phone's map, when it was pointed at. */
export function PointOnMap({ point, place }: { point: { latitude: number; longitude: number } | null; place: string | null }) {
  if (!point) return null;
  const name = place ?? requestsText.place;
  return <Action kind="plain" icon="map-pin" word={requestsText.openMap} onPress={() => void openOnMap({ ...point, name, address: name })} />;
}
