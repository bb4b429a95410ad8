/** How somebody who has no phone of ours told staff what they then took down. */
export const tellingWays = ['phone', 'window', 'visit', 'wechat_group'] as const;
export type TellingWay = (typeof tellingWays)[number];

/**
 * Whether somebody who has proven a phone number may be the one whom staff wrote down with it. A number can be a family's or have had another
 * owner: where the account's name is verified, it must be the same or begin with the same surname (王女士, 王丽).
 */
export function mayBeCaller(verifiedName: string | null, writtenName: string | null): boolean {
  if (verifiedName === null || writtenName === null) return true;
  return [...verifiedName.trim()][0] === [...writtenName.trim()][0];
}
