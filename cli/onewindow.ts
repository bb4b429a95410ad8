import { OperatorRefusal } from '../shared/text/operator.mjs';
import { admin } from './admin';
import { audit } from './audit';
import { catalogue } from './catalogue';
import { showDataMap } from './data-map';
import { deadline } from './deadline';
import { doctor } from './doctor';
import { enterprises } from './enterprises';
import { keys } from './keys';
import { migrateCommand } from './migrate';
import { seed } from './seed';

interface Command {
  /** One line for the list of commands. */
  does: string;
  run(words: readonly string[]): Promise<number>;
}

const commands: Record<string, Command> = {
  migrate: { does: '把数据库升级到最新版本 · bring the database to the newest version', run: migrateCommand },
  seed: { does: '装载示范城市 · load the demo city', run: seed },
  catalogue: { does: '检查、装载、比较事项目录（check、load、history、promote、diff） · check and load the catalogue', run: catalogue },
  deadline: { does: '说明一个期限怎样算出 · explain a deadline line by line', run: deadline },
  enterprises: { does: '导入、导出重点企业名录（import、export） · the register of key enterprises as an Excel list', run: enterprises },
  admin: { does: '管理员（create、code、list、revoke） · administrators and their binding codes', run: admin },
  audit: { does: '核验审计记录（verify） · verify the chain of the audit log', run: audit },
  keys: { does: '加密密钥（status、rotate） · the keys that seal personal numbers', run: keys },
  'data-map': { does: '个人信息目录（--write 写入文档） · which column holds which personal data', run: showDataMap },
  doctor: { does: '检查运行环境 · check this machine and the database', run: doctor },
};

const usage = [
  '用法 · usage: onewindow <command>',
  ...Object.entries(commands).map(([name, { does }]) => `  ${name.padEnd(12)}${does}`),
  '数据库地址取自环境变量 · the database comes from DATABASE_URL',
].join('\n');

const [name = 'help', ...words] = process.argv.slice(2);
const command = commands[name];

// Whoever reads may close the pipe when it has enough (`| head`): then there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

if (!command) {
  const asked = ['help', '--help', '-h'].includes(name);
  (asked ? process.stdout : process.stderr).write(asked ? `${usage}\n` : `${new OperatorRefusal('usage', name).message}\n${usage}\n`);
  process.exitCode = asked ? 0 : 2;
} else {
  process.exitCode = await command.run(words).catch((error: unknown) => {
    process.stderr.write(`${error instanceof OperatorRefusal ? error.message : (error as Error).stack}\n`);
    return error instanceof OperatorRefusal ? error.exitCode : 1;
  });
}
