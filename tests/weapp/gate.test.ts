import { builtWeapp } from './dist';
import { findSeededDefect, gateChecks, isProduction, sizeLine } from './gate';
import { openBuild } from './gate/build';
import { unreachableAddresses } from './gate/code';

const root = builtWeapp();
const build = openBuild(root);

describe('the weapp build', () => {
  for (const check of gateChecks(isProduction())) {
    test(check.name, () => {
      expect(check.find(build)).toEqual([]);
    });
  }

  test('tells its sizes', () => {
    process.stdout.write(`weapp: ${sizeLine(build)}\n`);
    expect(sizeLine(build)).toMatch(/^main \d+ KB.*total \d+ KB$/);
  });
});

describe('each check goes red on its own seeded defect', () => {
  for (const check of gateChecks(isProduction())) {
    test(check.name, () => {
      const before = check.find(build);
      expect(findSeededDefect(check, root).filter((problem) => !before.includes(problem))).not.toEqual([]);
    });
  }
});

describe('addresses of a production build', () => {
  test('a build for release may not name the development server', () => {
    const check = gateChecks(true).find((each) => each.name.startsWith('no address'));
    expect(findSeededDefect({ ...check!, spoil: () => undefined }, root)).toEqual(
      isProduction() ? [] : [expect.stringContaining('http://127.0.0.1:8080')],
    );
  });

  test.each([
    ['var api="http://police.example.cn/api"', ['http://police.example.cn/api']],
    ["fetch('https://localhost:8080/x')", ['https://localhost:8080/x']],
    ['"https://192.168.1.4/api"', ['https://192.168.1.4/api']],
    ['"ws://example.cn"', ['ws://example.cn']],
    ['"https://onewindow.example.gov.cn/api"', []],
    ['xmlns="http://www.w3.org/2000/svg"', []],
  ])('%s', (text, found) => {
    expect(unreachableAddresses(text)).toEqual(found);
  });
});
