/** Which of the people whom the desk identified took which step of a form: by document and assurance, each one once. */
import type { StepClaims } from '../../document/steps.ts'
import type { Identified } from './signing-set.ts'

/** Whether this person took this step; how a name is spelled is another question. */
export function isBy({ identity }: Pick<StepClaims, 'identity'>, { claim, assurance }: Identified): boolean {
  return identity.assurance === assurance && identity.documentNumber === claim.document.number
}

/** Per step the index of the person who took it; null: somebody else took one, or one person two. */
export function byWhom(
  steps: readonly Pick<StepClaims, 'identity'>[],
  people: readonly Identified[],
): readonly number[] | null {
  const found = steps.map((step) => people.findIndex((person) => isBy(step, person)))
  return found.includes(-1) || new Set(found).size !== found.length ? null : found
}
