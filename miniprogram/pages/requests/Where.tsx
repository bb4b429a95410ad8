import { useState } from 'react';
import { requestsText } from '../../../shared/text/pages/requests';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { TextField } from '../../components/TextField';
import { chooseSpot, hasMap } from '../../wechat/location';
import type { Point } from '../../cases/matter';

type Props = {
  place: string;
  point: Point | null;
  /** Where the place must be given: what it is called. Optional otherwise. */
  wanted?: { label: string; placeholder: string };
  onChange: (part: { place?: string; point?: Point | null }) => void;
};

/** Where it is: typed, and pointed at on a map where there is one. Whoever does not allow a position types. */
export function Where({ place, point, wanted, onChange }: Props) {
  const [refused, setRefused] = useState(false);
  const choose = async () => {
    const chosen = await chooseSpot();
    setRefused(chosen.kind === 'refused');
    if (chosen.kind !== 'chosen') return;
    const { name, address, latitude, longitude } = chosen.spot;
    const said = [address, name].filter(Boolean).join(' ');
    onChange({ point: { latitude, longitude }, ...(said ? { place: said.slice(0, 120) } : {}) });
  };
  return (
    <>
      <TextField
        id="request-place"
        label={wanted?.label ?? requestsText.place}
        placeholder={wanted?.placeholder ?? requestsText.placePlaceholder}
        value={place}
        maxLength={120}
        optional={wanted === undefined}
        {...(point ? { hint: requestsText.pointSet } : {})}
        onChange={(value) => onChange({ place: value })}
      />
      <Action id="request-map" kind="plain" icon="map-pin" word={hasMap ? requestsText.onMap : requestsText.whereIAm} onPress={() => void choose()} />
      {point ? <Action id="request-unmap" kind="text" word={requestsText.pointRemove} onPress={() => onChange({ point: null })} /> : null}
      {refused ? <InlineMessage tone="attention" what={requestsText.pointRefused} /> : null}
    </>
  );
}
