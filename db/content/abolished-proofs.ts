import * as z from 'zod/mini';
import type { ContentProblem } from './content-error';

const words = z.string().check(z.trim(), z.minLength(1));

/** Proofs that may no longer be asked for (B2). `expected` is how many the bureau's own list has; what is missing must be filled in by the bureau. */
export const abolishedFile = z.strictObject({
  expected: z.int().check(z.minimum(0)),
  verify: z.array(z.strictObject({ about: words, reason: words })),
  proofs: z.array(
    z.strictObject({
      name: words,
      /** Who used to give it: 派出所, or 村（居）民委员会、社区. */
      by: z.enum(['police', 'committee']),
      /** What it proved, in each way it is said: “亲属关系”. A material of that name, by whoever gave it, is refused. */
      proves: z.array(words).check(z.minLength(1)),
      source: words,
      /** What takes its place. */
      instead: words,
      verify: z.optional(words),
    }),
  ),
});
export type AbolishedProofs = z.output<typeof abolishedFile>;

/** Reports every material that is an abolished proof; `materials` are pairs of the place in the file and the material. */
export function reportAbolished(
  file: string,
  materials: Iterable<readonly [string, { name?: string | undefined }]>,
  { proofs }: AbolishedProofs,
  problems: ContentProblem[],
): void {
  for (const [path, { name }] of materials) {
    const proof = name === undefined ? undefined : proofs.find((one) => isProof(name, one));
    if (proof) {
      problems.push({
        file,
        path: `${path}.name`,
        problem: `“${name}”属于已取消的证明（${proof.name}，${proof.source}）`,
        fix: `请删去这样材料，改为：${proof.instead}`,
      });
    }
  }
}

const committee = /村[（(]?居?[）)]?(民|委)|居民?委|社区/;
const police = /^(由?派出所|由?公安机关)/;
// Words that may stand in a name or not without making it another proof.
const idle = /公民|本人|申请人|居民|人员|状况|情况|信息|之间|间|的|[\s（）()“”"、，,]/g;

function isProof(name: string, proof: AbolishedProofs['proofs'][number]): boolean {
  const bare = (text: string) => text.replace(idle, '');
  if (proof.by === 'committee') return committee.test(name) && proof.proves.some((what) => bare(name).endsWith(`${bare(what)}证明`));
  const alone = bare(name.replace(police, '').replace(/^(出具|开具)/, ''));
  return proof.proves.some((what) => alone === `${bare(what)}证明`);
}
