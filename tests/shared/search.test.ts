import { readCatalogue, readWordGroups } from '../../db/content/catalogue';
import { searchEntry } from '../../db/content/search-entry';
import { search } from '../../shared/rules/search';
import { searchKey } from '../../shared/rules/text-keys';

const items = readCatalogue(['guancheng', 'songshanhu', 'humen']);
const entries = items.map(searchEntry);
const groups = readWordGroups();
const found = (words: string) => search(entries, searchKey(words), groups).map((hit) => hit.code);

describe('search', () => {
  it.each([
    ['户口本丢了', 'household-book-reissue'],
    ['户口簿不见了怎么办', 'household-book-reissue'],
    ['我的身份证掉了', 'id-card-lost'],
    ['身份证被偷了要怎么办理', 'id-card-lost'],
    ['身份证快到期', 'id-card-renew'],
    ['办暂住证', 'residence-permit-apply'],
    ['居住证弄丢了', 'residence-permit-reissue'],
    ['居住证过期', 'residence-permit-endorse'],
    ['老婆的户口迁过来', 'household-spouse-move-in'],
    ['夫妻投靠', 'household-spouse-move-in'],
    ['给宝宝上户口', 'household-birth'],
    ['改名字', 'household-rename'],
    ['老人去世销户', 'household-death'],
    ['护照丢了', 'exit-entry-passport'],
    ['去香港玩', 'exit-entry-hk-mo-permit'],
    ['澳门通行证', 'exit-entry-hk-mo-permit'],
    ['老外续签证', 'exit-entry-foreigner-residence'],
    ['驾照丢了', 'traffic-licence-lost'],
    ['驾驶证到期换证', 'traffic-licence-renew'],
    ['新车上牌照', 'traffic-vehicle-register'],
    ['二手车过户', 'traffic-vehicle-transfer'],
    ['车牌掉了', 'traffic-plate-reissue'],
    ['公章丢了重新刻', 'public-order-seal'],
    ['开民宿要什么证', 'public-order-hotel'],
    ['无犯罪记录', 'public-order-no-crime'],
    ['保安证', 'public-order-guard'],
    ['办演唱会', 'public-order-event'],
  ])('“%s” finds %s among the first three', (words, code) => {
    expect(found(words).slice(0, 3)).toContain(code);
  });

  it.each([
    ['hukoubu', 'household-book-reissue'],
    ['juzhuzheng', 'residence-permit-apply'],
    ['jzzsl', 'residence-permit-apply'],
    ['sfzdl', 'id-card-lost'],
    ['hkbdl', 'household-book-reissue'],
    ['hkb', 'household-book-reissue'],
    ['HuZhao', 'exit-entry-passport'],
    ['guohu', 'traffic-vehicle-transfer'],
  ])('the letters “%s” find %s', (letters, code) => {
    expect(found(letters).slice(0, 3)).toContain(code);
  });

  it.each([
    ['生孩子', 'household-birth'],
    ['结婚', 'household-spouse-move-in'],
    ['买车', 'traffic-vehicle-register'],
    ['开公司', 'public-order-seal'],
    ['招外籍员工', 'exit-entry-foreigner-residence'],
  ])('the life event “%s” finds %s', (event, code) => {
    expect(found(event)).toContain(code);
  });

  it('the name itself comes first', () => {
    for (const item of items) expect(found(item.name)[0]).toBe(item.code);
  });

  it.each(['户口本丢了', '身份证快到期', '孩子上学', '驾照丢了'])('“%s” does not bring what shares only a word with it', (words) => {
    expect(found(words).length).toBeLessThanOrEqual(8);
  });

  it('finds nothing for nothing, for empty words, and for what nobody offers', () => {
    for (const words of ['', '   ', '？！', '怎么办理', '我想要', '量子纠缠', 'zzzzqq', '<script>']) expect(found(words)).toEqual([]);
  });

  it('answers within 50 ms over a thousand items', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => ({
      ...(entries[index % entries.length] as (typeof entries)[number]),
      code: `item-${index}`,
    }));
    search(many, '户口本丢了', groups);
    const times = Array.from({ length: 9 }, () => {
      const start = performance.now();
      search(many, '户口本丢了怎么办', groups);
      return performance.now() - start;
    }).sort((a, b) => a - b);
    expect(times[2]).toBeLessThan(50);
  });
});
