import { useRouter } from '@tarojs/taro';
import { useMemo } from 'react';
import type { Output } from '../../../shared/contract';
import { blocksOf } from '../../../shared/map/layout';
import { tallPicture } from '../../../shared/map/picture';
import { frameOf, inDark, svgOf } from '../../../shared/map/svg';
import { interviewMap } from '../../../shared/map/tree';
import { mapText } from '../../../shared/text/map';
import { mapPageText } from '../../../shared/text/pages/map';
import { svgAddress } from '../../base64';
import { Fold } from '../../components/Fold';
import { PageFrame } from '../../components/PageFrame';
import { PanZoom } from '../../components/PanZoom';
import { Points } from '../../components/Points';
import { useLook } from '../../look';
import { parameter } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { factsOf } from '../interview/facts';
import { useAnswers } from '../interview/useAnswers';
import { MapWords } from './MapWords';

/** 一图看懂: all questions of an item in one picture, with the path of the answers so far, or of a frozen checklist (B7). */
export default function MapPage() {
  const { params } = useRouter();
  const code = parameter(params, 'code');
  return code ? <FrozenMap code={code} /> : <ItemMap item={parameter(params, 'item')} />;
}

/** Drawn on the phone from the item it keeps: works without a network, and the answers stay here. */
function ItemMap({ item }: { item: string }) {
  const read = useRead('items.read', { code: item });
  return (
    <PageFrame title={mapPageText.title} {...(read.data ? { note: read.data.name } : {})}>
      <Reading read={read} rows={5}>
        {(data) => <Drawn item={data} />}
      </Reading>
    </PageFrame>
  );
}

function Drawn({ item }: { item: Output<'items.read'> }) {
  const facts = factsOf(useMe());
  const { answers } = useAnswers(item.code);
  const given = Object.keys(answers).length > 0;
  const map = interviewMap(item.name, item.interview, facts, given ? answers : undefined);
  const svg = svgOf(tallPicture(blocksOf(map)), mapText.alt(item.name));
  return (
    <>
      <Picture svg={svg} label={mapText.alt(item.name)} hasPath={given} />
      <Fold id="words" icon="file-text" word={mapPageText.words}>
        <MapWords map={map} />
      </Fold>
    </>
  );
}

/** A frozen checklist's map comes from the service, which has the version of its day. */
function FrozenMap({ code }: { code: string }) {
  const map = useRead('checklists.map', { code });
  const list = useRead('checklists.read', { code });
  const name = list.data?.itemName ?? '';
  return (
    <PageFrame title={mapPageText.title} note={name}>
      <Reading read={map} rows={5}>
        {(svg) => <Picture svg={svg} label={mapText.alt(name)} hasPath />}
      </Reading>
      {list.data ? (
        <Fold id="words" icon="file-text" word={mapPageText.words}>
          <Points points={list.data.answers.map((one) => `${one.questionText} ${one.answerText}`)} />
        </Fold>
      ) : null}
    </PageFrame>
  );
}

/** In elder mode the picture begins a third larger, as all text does. */
const startZoom = { normal: 1, elder: 1.3 } as const;

function Picture({ svg, label, hasPath }: { svg: string; label: string; hasPath: boolean }) {
  const { dark, elder } = useLook();
  const src = useMemo(() => svgAddress(dark ? inDark(svg) : svg), [svg, dark]);
  const { width, height, here } = useMemo(() => frameOf(svg), [svg]);
  return (
    <PanZoom
      key={elder ? 'elder' : 'normal'}
      src={src}
      width={width}
      height={height}
      label={`${label}。${mapPageText.words}`}
      focus={here}
      startZoom={elder ? startZoom.elder : startZoom.normal}
      words={{ larger: mapPageText.larger, smaller: mapPageText.smaller, back: hasPath ? mapPageText.back : mapPageText.start }}
    />
  );
}
