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
      /** Regular expressions; a material whose name one of them describes is refused. Without any, the name itself. */
      match: z.optional(z.array(words)),
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

function isProof(name: string, proof: AbolishedProofs['proofs'][number]): boolean {
  const plain = (text: string) => text.replace(/[\s（）()“”"、，,]/g, '');
  if (!proof.match) return plain(name) === plain(proof.name);
  return proof.match.some((form) => new RegExp(form, 'u').test(plain(name)));
}
