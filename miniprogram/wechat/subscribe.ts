import Taro from '@tarojs/taro';

/** WeChat asks for at most three templates at a time, and only inside a tap. */
const mostTemplates = 3;

/**
 * Asks, inside a tap, for one message each of up to three templates; the service enters the grants in its ledger.
 * Resolves with the templates that were granted: an empty list after a refusal, an error or a switched-off main switch.
 * Without a grant the inbox and the call list carry the notice, so nobody is asked twice.
 */
export async function askForMessages(templateIds: string[]): Promise<string[]> {
  const asked = templateIds.slice(0, mostTemplates);
  if (asked.length === 0) return [];
  try {
    const answer: Record<string, unknown> = { ...(await Taro.requestSubscribeMessage({ tmplIds: asked, entityIds: [] })) };
    return asked.filter((id) => answer[id] === 'accept');
  } catch {
    return [];
  }
}
