import type { Relation } from '../rules/relatives';

export const relationWords: Record<Relation, string> = {
  spouse: '配偶',
  child: '子女',
  parent: '父母',
  grandparent: '祖父母、外祖父母',
  grandchild: '孙子女、外孙子女',
  sibling: '兄弟姐妹',
  ward: '被监护人',
  other: '其他家人',
};
