import { randomUUID } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import { runJobs } from '../../functions/jobs/index';
import { codecs } from '../../functions/pictures/codecs';
import { photoLimits } from '../../shared/rules/photos';
import { errorWords } from '../../shared/text/errors';
import { aPerson } from '../support/builders';
import { aCaseTown, type CaseTown } from '../support/case-town';
import { aJpeg, aPng, aWebp, exifOf } from '../support/pictures';
import { startTestServer, type TestServer } from '../support/server';

let server: TestServer;
let town: CaseTown;
let someone: { id: string; token: string };
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
  town = await aCaseTown(server.db);
});
afterAll(() => server?.stop());
beforeEach(async () => {
  someone = await aPerson(server.db);
});

const upload = (file: Uint8Array, token = someone.token, key?: string) => server.call('files.upload', { file: new Uint8Array(file) }, token, key);
async function read(id: string, token: string, size: 'small' | 'whole' = 'whole'): Promise<{ response: Response; bytes: Uint8Array<ArrayBuffer> }> {
  const response = await fetch(`${server.url}/api/files/${id}?size=${size}`, { headers: { Authorization: `Bearer ${token}` } });
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
}
const pixels = async (bytes: Uint8Array<ArrayBuffer>) => (await codecs()).decode.jpeg(bytes);
/** Colour of a point, given in parts of width and height. */
function colourAt({ data, width, height }: { data: Uint8ClampedArray; width: number; height: number }, x: number, y: number): 'red' | 'blue' {
  const at = (Math.floor(y * height) * width + Math.floor(x * width)) * 4;
  return (data[at] ?? 0) > (data[at + 2] ?? 0) ? 'red' : 'blue';
}

test.each([
  ['JPEG', () => aJpeg()],
  ['PNG', () => aPng()],
  ['WebP', () => aWebp()],
])('%s is taken in and comes back as a JPEG, which only its owner reads while it is part of nothing', async (_kind, make) => {
  const kept = await upload(await make());
  expect(kept).toMatchObject({ status: 200, body: { id: expect.stringMatching(/^file_/), width: 80, height: 60 } });
  const { response, bytes } = await read(kept.body.id, someone.token);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('image/jpeg');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-disposition')).toBe(`inline; filename="${kept.body.id}.jpg"`);
  expect(response.headers.get('cache-control')).toMatch(/^private/);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await pixels(bytes)).toMatchObject({ width: 80, height: 60 });
  const stranger = await aPerson(server.db);
  expect((await read(kept.body.id, stranger.token)).response.status).toBe(404);
});

test.each([
  [1, { width: 80, height: 40 }, [0.25, 0.25]],
  [3, { width: 80, height: 40 }, [0.75, 0.75]],
  [6, { width: 40, height: 80 }, [0.75, 0.25]],
  [8, { width: 40, height: 80 }, [0.25, 0.75]],
] as const)('a photo of a camera held as tag %i says is kept upright, without position and maker', async (orientation, size, [x, y]) => {
  const kept = await upload(await aJpeg({ width: 80, height: 40, exif: exifOf(orientation) }));
  expect(kept.body).toMatchObject(size);
  const { bytes } = await read(kept.body.id, someone.token);
  expect(Buffer.from(bytes).includes('SECRETMAKER')).toBe(false);
  expect(Buffer.from(bytes).includes('Exif')).toBe(false);
  expect(colourAt(await pixels(bytes), x, y)).toBe('red');
});

test('a large photo is kept at 2048 pixels and shown in lists at 360; a small one is not blown up', async () => {
  const kept = await upload(await aJpeg({ width: 3000, height: 1500 }));
  expect(kept.body).toMatchObject({ width: 2048, height: 1024 });
  expect(await pixels((await read(kept.body.id, someone.token, 'small')).bytes)).toMatchObject({ width: 360, height: 180 });
  expect((await upload(await aJpeg({ width: 12, height: 9 }))).body).toMatchObject({ width: 12, height: 9 });
});

test('what is see-through in a PNG lies on white', async () => {
  const kept = await upload(await aPng({ alpha: 0 }));
  const { data } = await pixels((await read(kept.body.id, someone.token)).bytes);
  expect(data[0]).toBeGreaterThan(250);
});

const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1')]);
/** A PNG of 60,000 by 60,000 pixels in a hundred bytes: 14 GB when decoded. */
const bomb = async () => {
  const png = Buffer.from(await aPng());
  png.writeUInt32BE(60_000, 16);
  png.writeUInt32BE(60_000, 20);
  return png;
};
/** A photo whose frame header (SOF0, ITU T.81 B.2.2) says another size than it has. */
async function jpegOfSize(width: number, height: number): Promise<Buffer> {
  const jpeg = Buffer.from(await aJpeg());
  const frame = jpeg.findIndex((byte, at) => byte === 0xff && [0xc0, 0xc1, 0xc2].includes(jpeg[at + 1] ?? 0));
  jpeg.writeUInt16BE(height, frame + 5);
  jpeg.writeUInt16BE(width, frame + 7);
  return jpeg;
}
/** The head of a WebP that moves: canvas of one pixel, animation flag, no frame. */
const animatedWebp = Buffer.concat([
  Buffer.from('RIFF\x24\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\0\0\0\0\0\0', 'latin1'),
  Buffer.from('ANIM\x06\0\0\0\0\0\0\0\0\0', 'latin1'),
]);
/** A PNG with a text of 200 MB that takes 200 KB as it is written. */
async function pngWithLongText(): Promise<Buffer> {
  const png = Buffer.from(await aPng());
  const text = Buffer.concat([Buffer.from('zTXtComment\0\0', 'latin1'), deflateSync(Buffer.alloc(200_000_000))]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(text.length - 4);
  check.writeUInt32BE(crc32(text));
  return Buffer.concat([png.subarray(0, 33), length, text, check, png.subarray(33)]);
}
test.each([
  ['an empty file', () => new Uint8Array(), 422, 'photo_empty'],
  ['a GIF', () => gif, 415, 'photo_kind'],
  ['an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 415, 'photo_kind'],
  ['a page called a photo', () => Buffer.from('<!doctype html><script>alert(1)</script>'), 415, 'photo_kind'],
  ['a PDF', () => Buffer.from('%PDF-1.7\n'), 415, 'photo_kind'],
  ['a HEIC, told how', () => heic, 415, 'photo_heic'],
  ['half a JPEG', async () => (await aJpeg({ width: 400, height: 300 })).subarray(0, 900), 422, 'photo_broken'],
  ['a JPEG without its end', async () => (await aJpeg()).subarray(0, -2), 422, 'photo_broken'],
  ['half a PNG', async () => (await aPng()).subarray(0, 60), 422, 'photo_broken'],
  ['half a WebP', async () => (await aWebp()).subarray(0, 40), 422, 'photo_broken'],
  ['a PNG whose pixels are damaged', async () => Buffer.from(await aPng()).fill(7, 45, 60), 422, 'photo_broken'],
  ['only the first bytes of a JPEG', () => Buffer.from([0xff, 0xd8, 0xff]), 422, 'photo_broken'],
  ['a bomb of pixels', bomb, 422, 'photo_pixels'],
  ['a JPEG whose head says 100 megapixels', () => jpegOfSize(10_000, 10_000), 422, 'photo_pixels'],
  ['a JPEG whose head says all there is', () => jpegOfSize(65_535, 65_535), 422, 'photo_pixels'],
  ['a JPEG whose head says nothing', () => jpegOfSize(0, 0), 422, 'photo_broken'],
  ['a GIF in front of a JPEG', async () => Buffer.concat([gif, await aJpeg()]), 415, 'photo_kind'],
  [
    'a page in front of a JPEG',
    async () => Buffer.concat([Buffer.from('<!--'), await aJpeg(), Buffer.from('--><script>alert(1)</script>')]),
    415,
    'photo_kind',
  ],
  ['an archive in front of a JPEG', async () => Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), await aJpeg()]), 415, 'photo_kind'],
  ['an animated WebP', () => animatedWebp, 422, 'photo_broken'],
])('%s is refused by name', async (_what, make, status, code) => {
  const refused = await upload(await make());
  expect(refused).toMatchObject({ status, error: { code, message: errorWords[code as keyof typeof errorWords] } });
});

test('25 megapixels are taken and one row more is not, looked at before a pixel is decoded', async () => {
  const header = async (width: number, height: number) => {
    const png = Buffer.from(await aPng());
    png.writeUInt32BE(width, 16);
    png.writeUInt32BE(height, 20);
    return png;
  };
  expect((await upload(await header(5000, 5000))).error?.code).toBe('photo_broken');
  expect((await upload(await header(5000, 5001))).error?.code).toBe('photo_pixels');
  expect((await upload(await header(12_001, 1))).error?.code).toBe('photo_pixels');
});

test('10 MB are taken and one byte more is not', async () => {
  const jpeg = await aJpeg();
  const padded = (size: number) => Buffer.concat([jpeg, Buffer.alloc(size - jpeg.length)]);
  expect((await upload(padded(photoLimits.bytes))).status).toBe(200);
  expect(await upload(padded(photoLimits.bytes + 1))).toMatchObject({ status: 413, error: { code: 'too_large' } });
});

test('a page hidden behind the end of a photo does not survive', async () => {
  const polyglot = Buffer.concat([await aJpeg(), Buffer.from('<script>alert(1)</script>PK\x03\x04')]);
  const kept = await upload(polyglot);
  expect(kept.status).toBe(200);
  expect(Buffer.from((await read(kept.body.id, someone.token)).bytes).includes('script')).toBe(false);
});

test('a page in the comment of a photo, and a text that swells, are left behind', async () => {
  const jpeg = Buffer.from(await aJpeg());
  const words = Buffer.from('%PDF-1.7 <?php system($_GET[0]); ?><script>alert(1)</script>');
  const head = Buffer.from([0xff, 0xfe, 0, words.length + 2]);
  for (const file of [Buffer.concat([jpeg.subarray(0, 2), head, words, jpeg.subarray(2)]), await pngWithLongText()]) {
    const kept = await upload(file);
    expect(kept).toMatchObject({ status: 200, body: { width: 80, height: 60 } });
    const { bytes } = await read(kept.body.id, someone.token);
    expect(bytes.length).toBeLessThan(5_000);
    for (const left of ['script', 'php', '%PDF', 'Comment']) expect(Buffer.from(bytes).includes(left)).toBe(false);
  }
});

test('what a file is called, and said to be, is not believed', async () => {
  const form = (content: Uint8Array<ArrayBuffer>) => {
    const body = new FormData();
    body.append('file', new Blob([content], { type: 'image/svg+xml' }), '../../a.php');
    return body;
  };
  const send = (content: Uint8Array<ArrayBuffer>) =>
    fetch(`${server.url}/api/files`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${someone.token}`, 'Idempotency-Key': randomUUID() },
      body: form(content),
    });
  const kept = await send(await aJpeg());
  expect(kept.status).toBe(200);
  const { id } = (await kept.json()) as { id: string };
  const { headers } = (await read(id, someone.token)).response;
  expect([headers.get('content-type'), headers.get('content-disposition')]).toEqual(['image/jpeg', `inline; filename="${id}.jpg"`]);
});

test('an upload wants a form with one file, a session and a key', async () => {
  const send = (body: BodyInit, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api/files`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${someone.token}`, 'Idempotency-Key': randomUUID(), ...headers },
      body,
    });
  const code = async (response: Promise<Response>) => ((await (await response).json()) as { error: { code: string } }).error.code;
  const form = (...files: string[]) => {
    const made = new FormData();
    for (const name of files) made.append(name, new Blob(['x']));
    return made;
  };
  expect(await code(send('{}', { 'Content-Type': 'application/json' }))).toBe('wrong_content_type');
  expect(await code(send(form()))).toMatch(/invalid_input|bad_json/);
  expect(await code(send('no form', { 'Content-Type': 'multipart/form-data; boundary=x' }))).toBe('bad_json');
  expect(await code(send(form('other')))).toBe('invalid_input');
  expect(await code(send(form('file', 'file')))).toBe('invalid_input');
  const more = form('file');
  more.append('noSuchField', '1');
  expect(await code(send(more))).toBe('invalid_input');
  expect(await code(send(form('file'), { 'Idempotency-Key': 'short' }))).toBe('idempotency_key_missing');
  expect(await code(send(form('file'), { Authorization: 'Bearer never-was-a-token-of-anybody' }))).toBe('session_expired');
});

test('a repeated upload is the same photo; another photo under the same key is refused', async () => {
  const key = randomUUID();
  const jpeg = await aJpeg();
  const first = await upload(jpeg, someone.token, key);
  const second = await upload(jpeg, someone.token, key);
  expect(second.text).toBe(first.text);
  expect((await upload(await aPng(), someone.token, key)).error?.code).toBe('idempotency_key_reused');
  const [row] = await server.db`select count(*) as files from stored_file where owner_id = ${someone.id}`;
  expect(row?.files).toBe(1);
});

test('the 41st photo that is part of nothing waits until some are used or taken back', async () => {
  await server.db`
    insert into stored_file (id, owner_id, upload_key, state, created_at)
    select 'file_waiting_' || n || ${someone.id}, ${someone.id}, 'key-' || n, 'arriving', ${server.clock.now()} from generate_series(1, ${photoLimits.waiting - 1}) n`;
  expect((await upload(await aJpeg())).status).toBe(200);
  expect((await upload(await aJpeg())).error?.code).toBe('photos_waiting');
});

test('a photo taken back is gone at once, and its content after the next round of the jobs', async () => {
  const kept = await upload(await aJpeg());
  const stranger = await aPerson(server.db);
  expect((await server.call('files.remove', { id: kept.body.id }, stranger.token)).status).toBe(404);
  expect((await server.call('files.remove', { id: kept.body.id }, someone.token)).status).toBe(200);
  expect((await read(kept.body.id, someone.token)).response.status).toBe(404);
  await runJobs(server.room);
  expect(await server.room.ports.files.get(`${kept.body.id}.jpg`)).toMatchObject({ ok: false, refusal: 'missing' });
  expect(await server.room.ports.files.get(`${kept.body.id}-small.jpg`)).toMatchObject({ ok: false, refusal: 'missing' });
  expect((await server.db`select 1 from stored_file where id = ${kept.body.id}`).length).toBe(0);
});

test('a photo that becomes part of nothing goes after 24 hours, not before, and one of a request stays', async () => {
  const loose = await upload(await aJpeg(), town.employee.token);
  const used = await upload(await aJpeg(), town.employee.token);
  await file([used.body.id]);
  const start = server.clock.now();
  server.clock.set(new Date(Date.parse(start) + 24 * 3_600_000).toISOString());
  await runJobs(server.room);
  expect((await server.db`select 1 from stored_file where id = ${loose.body.id}`).length).toBe(1);
  server.clock.set(new Date(Date.parse(start) + 24 * 3_600_000 + 1).toISOString());
  await runJobs(server.room);
  server.clock.set(start);
  expect((await server.db`select 1 from stored_file where id = ${loose.body.id}`).length).toBe(0);
  expect((await server.room.ports.files.get(`${used.body.id}.jpg`)).ok).toBe(true);
});

const file = (photos: string[], token = town.employee.token) =>
  server.call(
    'cases.file',
    { enterpriseId: town.enterpriseId, category: 'safety_guidance', title: '厂门口路口没有信号灯', body: '早晚高峰货车右转很危险，请看照片', photos },
    token,
  );

test('photos filed with a request are seen by those who see the request, in the order they were given', async () => {
  const photos = [await aJpeg({ width: 30 }), await aJpeg({ width: 31 })];
  const ids = [];
  for (const photo of photos) ids.unshift((await upload(photo, town.employee.token)).body.id);
  const filed = await file(ids);
  expect(filed.body.timeline[0]?.photos.map(({ id }) => id)).toEqual(ids);
  const [id = ''] = ids;
  for (const reader of [town.employee, town.colleague, town.liaison, town.handler, town.unitHead, town.supervisor]) {
    expect((await read(id, reader.token)).response.status).toBe(200);
  }
  for (const other of [town.outsider, town.strangerHandler, town.strangerHead, town.officer, town.administrator]) {
    expect((await read(id, other.token)).response.status).toBe(404);
  }
});

test("somebody else's photo, one used already, one taken back and one that never was cannot be filed", async () => {
  const others = await upload(await aJpeg());
  const used = await upload(await aJpeg(), town.employee.token);
  await file([used.body.id]);
  const gone = await upload(await aJpeg(), town.employee.token);
  await server.call('files.remove', { id: gone.body.id }, town.employee.token);
  for (const id of [others.body.id, used.body.id, gone.body.id, `file_${'0'.repeat(26)}`]) {
    expect(await file([id])).toMatchObject({ status: 422, error: { code: 'photo_missing' } });
  }
});

test('a request filed again after a lost answer has its photos once', async () => {
  const { id } = (await upload(await aJpeg(), town.employee.token)).body;
  const input = {
    enterpriseId: town.enterpriseId,
    category: 'handling',
    title: '集中办居住证',
    body: '12 人想一起办，材料见照片',
    photos: [id],
  } as const;
  const key = randomUUID();
  const first = await server.call('cases.file', { ...input, photos: [...input.photos] }, town.employee.token, key);
  const again = await server.call('cases.file', { ...input, photos: [...input.photos] }, town.employee.token, key);
  expect(again.text).toBe(first.text);
});
