import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { oneLineForm } from '../../../shared/rules/one-line';
import { aCaseTown } from '../../support/case-town';
import { freshDatabase } from '../../support/database';
import { aJpeg } from '../../support/pictures';
import { liftRateLimits } from '../../support/rate-limits';
import { apiCaller } from '../../support/server';
import { testNow } from '../../support/test-city';
import { aUscc } from '../../support/uscc';
import { startService } from '../slots/start-service';
import { beginsFormula, hostileCells } from './hostile';

/** The exports of the product: what a person takes along (A9), the register (A6), and the list that a firm fills in (D9). */
export const exportNames = ['copy', 'register', 'template'] as const;
export type ExportName = (typeof exportNames)[number];
/** Where each was saved, and every word that must stand in a cell of it, whole. */
export type Exported = Record<ExportName, { file: string; words: string[] }>;

const itemCode = 'residence-permit-apply';
/** What the service keeps of typed words; the ends of lines as XML reads them. */
const typed = (word: string) => word.trim();
const read = (word: string) => word.replace(/\r\n?/g, '\n');
/** The copy leaves out what XML cannot hold, a carriage return too. */
const inCopy = (word: string) => word.replaceAll('\r', '');

/**
 * Has people type every hostile word where the product lets them, over HTTP into the service of this source, on a database of its own, and saves
 * every export in `folder`. Words that the service trims are put before its back as well, as something else may have stored them.
 */
export async function exportsOf(source: string, folder: string): Promise<Exported> {
  const { url, db, drop } = await freshDatabase();
  const service = await startService(source, url);
  try {
    await service.setClock(testNow);
    await liftRateLimits(db);
    const town = await aCaseTown(db);
    const { call } = apiCaller(`http://127.0.0.1:${service.port}`);
    const done = async <Answer extends { status: number; text: string }>(answer: Promise<Answer>) => {
      const said = await answer;
      if (said.status !== 200) throw new Error(`a hostile word was not taken: ${said.text}`);
      return said;
    };
    const [me, reviewer] = [town.employee.token, town.unitHead.token];
    for (const word of Object.values(hostileCells)) {
      const photo = await done(call('files.upload', { file: new Uint8Array(await aJpeg()) }, me));
      const filing = { enterpriseId: town.enterpriseId, category: 'handling' as const, title: word, body: word, photos: [] };
      const { body: filed } = await done(call('cases.file', filing, me));
      await done(call('cases.remark', { id: filed.id, text: word, photos: [] }, me));
      await db`update service_case set place = ${word} where id = ${filed.id}`;
      // a name is one line of signs that are seen; what else a list may have brought in before that was asked is put there
      const isOneLine = oneLineForm.test(word);
      const claim = {
        uscc: aUscc(),
        name: isOneLine ? word : '一行名称',
        town: town.town,
        capacity: 'authorised' as const,
        legalRepresentative: '法人',
        licenceIssuedOn: '2020-01-01',
      };
      const { body: claimed } = await done(call('claims.file', { ...claim, photos: [photo.body.id] }, me));
      await done(call('claims.decide', { id: claimed.id, approve: true, reason: word }, reviewer));
      if (!isOneLine) await db`update enterprise set name = ${typed(word)} where uscc = ${claim.uscc}`;
      const [firm] = await db<{ id: string }[]>`select id from enterprise where uscc = ${claim.uscc}`;
      await done(call('register.act', { id: firm?.id ?? '', action: 'file', reason: word, tier: 'town' }, reviewer));
    }
    const words = Object.values(hostileCells);
    const question = { why: '', help: '', kind: 'choice', when: { all: [] }, fact: null, known: [] };
    const questions = words.map((word, index) => ({ ...question, id: `q${index}`, text: word, options: [{ value: 'a', text: word }] }));
    await db.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update service_item set content = jsonb_set(content, '{interview,questions}', ${tx.json(questions)}) where code = ${itemCode}`;
    });

    mkdirSync(folder, { recursive: true });
    const at = (name: ExportName) => join(folder, `${name}.xlsx`);
    const save = (name: ExportName, base64: string) => writeFileSync(at(name), Buffer.from(base64, 'base64'));
    save('copy', (await done(call('stored.export', {}, me))).body.base64);
    save('template', (await done(call('groups.template', { itemCode }, me))).body.base64);
    exportRegister(source, url, at('register'));
    return {
      copy: { file: at('copy'), words: [...words.map(typed), ...words].map(inCopy) },
      register: { file: at('register'), words: words.map((word) => guarded(read(typed(word)))) },
      template: { file: at('template'), words: words.map(read) },
    };
  } finally {
    service.child.kill('SIGKILL');
    await drop();
  }
}

/** As `enterprises export` protects what is likely to be saved as CSV. */
const guarded = (word: string) => (beginsFormula(word) ? `'${word}` : word);

function exportRegister(source: string, databaseUrl: string, file: string): void {
  const words = ['--import', 'tsx', 'cli/onewindow.ts', 'enterprises', 'export', file];
  const { status, stderr } = spawnSync(process.execPath, words, {
    cwd: source,
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  if (status !== 0) throw new Error(`the register was not exported: ${stderr}`);
  readFileSync(file);
}
