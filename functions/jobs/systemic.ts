import { lockIssue, markCaseTold, untoldCases, wasTold } from '../../db/queries/systemic';
import type { Room } from '../call';
import { tellSolution } from '../cases/systemic';

const batch = 200;

/**
 * Tells those who asked that a systemic issue is solved (D12): each request in its own transaction, which marks it as told under the issue's
 * lock. So any number of runs at once tell each requester and each owner once.
 */
export async function solutions({ database }: Pick<Room, 'database'>, now: string): Promise<{ solutionsTold: number }> {
  let solutionsTold = 0;
  for (const { issueId, caseId } of await untoldCases(database, batch)) {
    const told = await database.begin(async (tx) => {
      const issue = await lockIssue(tx, issueId);
      if (!issue || !(await markCaseTold(tx, issueId, caseId, now))) return false;
      const before = {
        requester: (id: string) => wasTold(tx, issueId, caseId, id, 'requester_id'),
        owner: (id: string) => wasTold(tx, issueId, caseId, id, 'owner_id'),
      };
      await tellSolution(tx, issue, caseId, before, now);
      return true;
    });
    if (told) solutionsTold += 1;
  }
  return { solutionsTold };
}
