import { useState } from 'react';
import { Action } from '../../components/Action';
import { type Photo, PhotoPicker } from '../../components/PhotoPicker';
import { QrCode, QrSheet } from '../../components/QrSheet';
import { SearchField } from '../../components/SearchField';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { choosePhotos } from '../../wechat/photos';

/** What a person types, photographs and shows. */
export function Fields() {
  const [words, setWords] = useState('');
  const [name, setName] = useState('王小明');
  const [search, setSearch] = useState('户口本丢了');
  const [photos, setPhotos] = useState<Photo[]>([]);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Section title="填写" kind="bare">
        <SearchField value={search} onChange={setSearch} label="搜索" placeholder="户口本丢了、办护照" />
        <TextField label="姓名" value={name} onChange={setName} hint="与身份证一致" />
        <TextField label="身份证号" kind="idcard" value="44190019900101123" onChange={() => undefined} error="少了一位。身份证号是 18 位。" />
        <TextField label="要办的事" multiline optional value={words} onChange={setWords} placeholder="说清时间、地点、希望怎么解决" maxLength={500} />
      </Section>
      <Section title="照片">
        <PhotoPicker
          photos={photos}
          most={3}
          onAdd={() => {
            void choosePhotos(3 - photos.length).then((paths) => setPhotos([...photos, ...paths.map((path) => ({ key: path, path }))]));
          }}
          onRemove={(index) => setPhotos(photos.filter((_, other) => other !== index))}
          onRetry={() => undefined}
        />
      </Section>
      <Section title="凭证">
        <QrCode payload="onewindow:apt:K7M2QX" code="K7M2QX" />
        <Action kind="text" word="放大" onPress={() => setOpen(true)} />
        <QrSheet open={open} title="预约凭证" payload="onewindow:apt:K7M2QX" code="K7M2QX" onClose={() => setOpen(false)} />
      </Section>
    </>
  );
}
