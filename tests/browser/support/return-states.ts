import { paths } from '../../../miniprogram/paths';
import { staffPaths } from '../../../miniprogram/staff/paths';
import type { TestServer } from '../../support/server';
import type { LivedIn } from './lived-in';
import type { PageState } from './states';

/** The closed request is on the telephone list of the head, who called once in vain. */
export async function returnLife(server: TestServer, { cases }: LivedIn): Promise<{ visit: string; closed: string }> {
  const now = server.clock.now();
  const [visit] = await server.db<{ id: string }[]>`
    update return_visit v set status = 'listed', asked_at = ${now}, list_at = ${now}, listed_at = ${now},
      returner_id = (select id from person where name = '谭正')
    from rating_occasion o where o.id = v.occasion_id and o.subject_id = ${cases.completed} returning v.id`;
  if (!visit) throw new Error('a closed request has no return visit');
  return { visit: visit.id, closed: cases.completed };
}

/** Every page of the question that follows a closed request. */
export function returnStates({ visit, closed }: Awaited<ReturnType<typeof returnLife>>): PageState[] {
  return [
    { name: 'return-question', who: '苏晓彤', path: paths.returnVisit(visit), act: (phone) => phone.choose('没有解决'), sees: '您的问题解决了吗' },
    { name: 'return-on-request', who: '苏晓彤', path: paths.request(closed), sees: '回访：问题解决了吗' },
    { name: 'return-list', who: '谭正', path: staffPaths.returns, sees: '想请民警来讲一次反诈' },
    { name: 'return-call', who: '谭正', path: paths.deskReturn(visit), act: (phone) => phone.choose('没有解决'), sees: '记下结果' },
    { name: 'return-on-case', who: '罗承', path: staffPaths.case(closed), sees: '待电话回访' },
  ];
}
