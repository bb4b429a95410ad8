import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testClock } from '../../functions/ports/clock';
import { checkName, type FileStore } from '../../functions/ports/file-store';
import { folderStore } from '../../functions/ports/file-store-folder';
import { fileStoreFromEnv } from '../../functions/ports/file-store-from-env';
import { s3Store, type S3Options } from '../../functions/ports/file-store-s3';
import { s3StandIn } from '../../functions/stand-ins/s3';
import { deadAddress, post, serveApp, type Served } from './stand-in-server';

const name = 'file_01kb000000aaaaaaaaaaaaaaaa.jpg';
const content = Buffer.from([0xff, 0xd8, 1, 2, 3, 0, 255]);
const account = { accessKeyId: 'key-of-the-tests', secretAccessKey: 'secret/of+the=tests', region: 'cn-test-1', bucket: 'photos' };
const now = '2026-11-23T01:00:00.000Z';

let folder: string;
let service: Served;
let s3: FileStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onewindow-files-'));
  service = await serveApp(s3StandIn({ ...account, now: () => Date.parse(now) }));
  s3 = store();
});
afterEach(async () => {
  await service.close();
  await rm(folder, { recursive: true, force: true });
});

const store = (changes: Partial<S3Options> = {}) =>
  s3Store({ base: service.base, ...account, prefix: 'onewindow/', timeoutMs: 500, clock: testClock(now), ...changes });
const fault = (what: Record<string, unknown>) => post(`${service.base}/__stand-in/faults`, { path: '*', ...what });
const stored = async () => (await (await fetch(`${service.base}/__stand-in/objects`)).json()) as { objects: string[]; writes: string[] };

test.each([
  ['a folder', () => folderStore(join(folder, 'new'))],
  ['a store that speaks S3', () => s3],
])('%s gives back byte for byte what was put, replaces it, and forgets it', async (_what, make) => {
  const files = make();
  expect(await files.get(name)).toMatchObject({ ok: false, refusal: 'missing' });
  expect(await files.put(name, content)).toEqual({ ok: true });
  expect(await files.get(name)).toEqual({ ok: true, content: new Uint8Array(content) });
  expect(await files.put(name, Buffer.from('other'))).toEqual({ ok: true });
  expect(await files.get(name)).toMatchObject({ content: new Uint8Array(Buffer.from('other')) });
  expect(await files.remove(name)).toEqual({ ok: true });
  expect(await files.remove(name)).toEqual({ ok: true });
  expect(await files.get(name)).toMatchObject({ refusal: 'missing' });
});

test.each([
  '../../etc/passwd',
  'a/b.jpg',
  'file_1.jpg/..',
  '.hidden.jpg',
  'FILE_AAAA.jpg',
  'file_aaaa\0.jpg',
  '',
  'file_aaaaaaaa',
])('a name that could be a path (%j) reaches no store', async (bad) => {
  expect(() => checkName(bad)).toThrow();
  await expect(folderStore(folder).put(bad, content)).rejects.toThrow();
  await expect(s3.get(bad)).rejects.toThrow();
});

test('a folder holds a file whole or not at all, readable by its owner only', async () => {
  const files = folderStore(folder);
  await Promise.all(Array.from({ length: 20 }, (_, n) => files.put(name, Buffer.alloc(50_000, n))));
  const got = await files.get(name);
  if (!got.ok) throw new Error(got.detail);
  expect(new Set(got.content).size).toBe(1);
  const [inner = ''] = await readdir(folder);
  expect(await readdir(join(folder, inner))).toEqual([name]);
  expect((await stat(join(folder, inner, name))).mode & 0o777).toBe(0o600);
});

test('a folder that cannot be one says so and leaves nothing behind', async () => {
  await writeFile(join(folder, 'file'), 'x');
  expect(await folderStore(join(folder, 'file')).put(name, content)).toMatchObject({ ok: false });
  expect(await readdir(folder)).toEqual(['file']);
});

test('lies under bucket and prefix, path-style', async () => {
  await s3.put(name, content);
  expect((await stored()).objects).toEqual([`onewindow/aa/${name}`]);
});

test.each([
  ['told to slow down', { errcode: 503, errmsg: 'SlowDown' }],
  ['a fault of the store', { errcode: 500, errmsg: 'InternalError' }],
  ['a bare 502', { status: 502 }],
  ['a connection cut before it happened', { dropBeforeEffect: true }],
  ['an answer lost after it happened', { dropAfterEffect: true }],
])('%s is tried again and stores one thing', async (_what, what) => {
  await fault({ ...what, times: 2 });
  expect(await s3.put(name, content)).toEqual({ ok: true });
  expect((await stored()).objects).toHaveLength(1);
  expect(await s3.get(name)).toMatchObject({ content: new Uint8Array(content) });
});

test('a store that goes on failing is given up after three tries, with the reason', async () => {
  await fault({ errcode: 503, errmsg: 'SlowDown', times: 4 });
  expect(await s3.put(name, content)).toEqual({ ok: false, refusal: 'busy', detail: 'HTTP 503 SlowDown' });
  expect(await s3.put(name, content)).toEqual({ ok: true });
});

test('a store that does not answer in time leaves the effect unknown', async () => {
  await fault({ delayMs: 1_000, times: 3 });
  expect(await store({ timeoutMs: 50 }).put(name, content)).toMatchObject({ ok: false, refusal: 'no_answer' });
});

test('a store that is not there is unreachable', async () => {
  expect(await store({ base: await deadAddress() }).get(name)).toMatchObject({ ok: false, refusal: 'unreachable' });
});

test.each([
  ['another secret', { secretAccessKey: 'wrong' }, 'SignatureDoesNotMatch'],
  ['an unknown key', { accessKeyId: 'nobody' }, 'InvalidAccessKeyId'],
  ['another region', { region: 'eu-west-1' }, 'SignatureDoesNotMatch'],
  ['another bucket', { bucket: 'photoz' }, 'NoSuchBucket'],
  ['a clock that is wrong', { clock: testClock('2026-11-23T01:16:00.000Z') }, 'RequestTimeTooSkewed'],
])('%s is for an operator, and is not tried again', async (_what, changes, code) => {
  expect(await store(changes).put(name, content)).toMatchObject({ ok: false, refusal: 'not_accepted', detail: expect.stringContaining(code) });
  expect((await stored()).writes).toEqual([]);
});

test('the signature is the one of the published example of Signature Version 4', async () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, secret and key of its examples
  const { AwsV4Signer } = await import('aws4fetch');
  const signer = new AwsV4Signer({
    method: 'GET',
    url: 'https://examplebucket.s3.amazonaws.com/test.txt',
    service: 's3',
    region: 'us-east-1',
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    datetime: '20130524T000000Z',
    headers: { Range: 'bytes=0-9', 'X-Amz-Content-Sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
    allHeaders: true,
  });
  expect((await signer.sign()).headers.get('authorization')).toContain('Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41');
});

test('the environment chooses: a folder in the data folder, or S3 with everything it needs', async () => {
  const files = fileStoreFromEnv({ DATA_DIR: folder });
  await files.put(name, content);
  expect(await readdir(join(folder, 'files', 'aa'))).toEqual([name]);
  expect(() => fileStoreFromEnv({ FILE_STORE_URL: service.base, FILE_STORE_BUCKET: 'photos' })).toThrow(
    /FILE_STORE_REGION, FILE_STORE_KEY_ID, FILE_STORE_SECRET/,
  );
});
