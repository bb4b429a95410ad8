// What the commands say to an operator when they cannot go on, and the exit code of each. Plain JavaScript: scripts/ reads it before anything
// is installed. The same table for people is in docs/operations.md.

/** @type {import('./operator.mjs').OperatorRefusals} */
export const operatorRefusals = {
  usage: { exit: 2, zh: (d) => `命令用法不对：${d}`, en: (d) => `Wrong usage: ${d}` },
  install_failed: { exit: 10, zh: (d) => `依赖没有装好：${d}`, en: (d) => `Packages could not be installed: ${d}` },
  build_failed: { exit: 11, zh: (d) => `页面没有构建成功：${d}`, en: (d) => `The build failed: ${d}` },
  node_too_old: { exit: 12, zh: (d) => `Node 版本不合适（${d}），请用 20、22 或 24。`, en: (d) => `Node ${d} does not fit; use 20, 22 or 24.` },
  port_in_use: {
    exit: 20,
    zh: (d) => `端口 ${d} 已被别的程序占用，请关掉它，或换一个端口（PORT=8081 npm start）。`,
    en: (d) => `Port ${d} is in use: stop the other program or choose another (PORT=8081 npm start).`,
  },
  no_disk_space: {
    exit: 21,
    zh: (d) => `磁盘空间不足（${d}），请腾出至少 200 MB 再试。`,
    en: (d) => `No space left on the disk (${d}): free at least 200 MB and try again.`,
  },
  data_folder_broken: {
    exit: 22,
    zh: (d) => `数据文件夹已损坏或不是数据库的文件夹：${d}。请从备份恢复，或移走它，或用 DATA_DIR 指定别的文件夹。`,
    en: (d) => `The data folder is damaged or is not a database folder: ${d}. Restore it from a backup, move it away, or set DATA_DIR.`,
  },
  data_folder_version: {
    exit: 23,
    zh: (d) => `数据文件夹属于另一个版本的数据库（${d}）。请用原来的版本，或先导出再导入。`,
    en: (d) => `The data folder belongs to another Postgres version (${d}): use that version, or dump and restore.`,
  },
  data_folder_access: {
    exit: 24,
    zh: (d) => `数据文件夹无法读写：${d}。请换一个位置（DATA_DIR），或改用普通用户运行。`,
    en: (d) => `The data folder cannot be used: ${d}. Choose another place (DATA_DIR) or run as an ordinary user.`,
  },
  database_binaries: {
    exit: 25,
    zh: (d) => `这台机器没有可用的内置数据库程序（${d}）。请用 DATABASE_URL 指定一个 Postgres 15 以上的数据库。`,
    en: (d) => `No built-in Postgres for this machine (${d}): set DATABASE_URL to a Postgres 15 or newer.`,
  },
  database_not_started: {
    exit: 26,
    zh: (d) => `数据库没有启动成功：${d}`,
    en: (d) => `Postgres did not start: ${d}`,
  },
  database_unreachable: {
    exit: 27,
    zh: (d) => `连不上数据库（${d}），请检查 DATABASE_URL 和网络。`,
    en: (d) => `The database cannot be reached (${d}): check DATABASE_URL and the network.`,
  },
  migration_failed: { exit: 28, zh: (d) => `数据库升级失败，数据未改动：${d}`, en: (d) => `The migration failed and changed nothing: ${d}` },
  catalogue_broken: { exit: 30, zh: (d) => `事项目录有误，没有装载：${d}`, en: (d) => `The catalogue has faults and was not loaded: ${d}` },
  catalogue_refused: { exit: 31, zh: (d) => `事项目录没有装载：${d}`, en: (d) => `The catalogue was not loaded: ${d}` },
  content_failed: { exit: 29, zh: (d) => `示范城市的数据没有装载成功：${d}`, en: (d) => `The demo city could not be loaded: ${d}` },
  database_role: {
    exit: 32,
    zh: (d) =>
      `服务连接数据库的账号权限过大（${d}），不提供服务。请按 docs/operations.md “The two roles of the database” 给 DATABASE_URL 换一个账号。`,
    en: (d) =>
      `The database role of the service has powers it must not have (${d}): give DATABASE_URL a role of its own, see docs/operations.md, “The two roles of the database”.`,
  },
};

/** A command that cannot go on, for a reason an operator can mend. Prints as one sentence in each language. */
export class OperatorRefusal extends Error {
  /**
   * @param {import('./operator.mjs').OperatorRefusalCode} code
   * @param {string} detail
   */
  constructor(code, detail) {
    const refusal = operatorRefusals[code];
    super(`${refusal.zh(detail)}\n${refusal.en(detail)}`);
    this.name = 'OperatorRefusal';
    this.code = code;
    this.exitCode = refusal.exit;
  }
}
