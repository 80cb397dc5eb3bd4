/**
 * Whether acts that came from several visits are one signed form: each by its own visit's key, about its own content, all
 * about one request, by the people whom the decision asks for and nobody else. Asked before the house composes, and of the
 * sealed file by anybody.
 */
import * as v from 'valibot'
import { isMarkedAsSaid, isOwnWitness, isSignedBy } from '../../document/steps.ts'
import type { Hash, SignedStep, VerifyEs256 } from '../../document/steps.ts'
import { mayBeOnePerson } from '../../identity/name-as-text.ts'
import { ActGives, ActRole, actHash, dutchOf, isOneRequest } from './act-content.ts'
import type { SignedAct, ActSet } from './act-set.ts'

/** Why acts are no signed form. A set with a no or a later never becomes paper: `notYes`. */
export const actsProblems = ['signers', 'notYes', 'otherRequest', 'order', 'content', 'signature', 'witness'] as const
export type ActsProblem = (typeof actsProblems)[number]

export interface ActsVerdict {
  readonly problem: ActsProblem
  /** Number of the act, from 1; 0: the set as a whole. */
  readonly at: number
}

/** The signers whom a decision asks for; a decision says more. */
const Asked = v.looseObject({
  signers: v.pipe(
    v.array(v.looseObject({ role: ActRole, gives: ActGives, alone: v.boolean() })),
    v.minLength(1),
    v.maxLength(4),
  ),
})
type Asked = v.InferOutput<typeof Asked>['signers'][number]

/** Null: all is well. Ink and visit certificates are looked at by whoever has the means. */
export async function actsProblem(input: {
  readonly acts: ActSet
  /** As it stands beside them. */
  readonly decision: unknown
  readonly sha256: Hash
  readonly verify: VerifyEs256
}): Promise<ActsVerdict | null> {
  const { set, acts } = input.acts
  const asked = v.safeParse(Asked, input.decision)
  if (!asked.success || asked.output.signers.length !== acts.length) return { problem: 'signers', at: 0 }
  if (!areDifferentPeople(acts)) return { problem: 'signers', at: 0 }
  const steps = acts.map(({ step }) => step)
  for (const [i, act] of acts.entries()) {
    const signer = asked.output.signers[i]
    const problem =
      signer === undefined
        ? 'signers'
        : (partProblem(act, signer) ??
          placeProblem(act, { set, seq: i + 1, of: acts.length, first: acts[0] ?? act }) ??
          stepProblem(act.step, steps, act))
    if (problem !== null) return { problem, at: i + 1 }
    const { claims } = act.step
    if (claims.formHash !== (await actHash(act.content, input.sha256))) return { problem: 'content', at: i + 1 }
    if (!(await isSignedBy(act.step, { key: act.key, verify: input.verify })))
      return { problem: 'signature', at: i + 1 }
  }
  return null
}

/** Nobody signs for two: two acts with one document are one person. */
function areDifferentPeople(acts: readonly SignedAct[]): boolean {
  const numbers = acts.flatMap(({ step }) => step.claims.identity.documentNumber ?? [])
  return new Set(numbers).size === numbers.length
}

function partProblem({ content }: SignedAct, { role, gives, alone }: Asked): ActsProblem | null {
  if (content.role !== role || content.gives !== gives) return 'signers'
  return content.answer === (alone ? 'yes' : null) ? null : 'notYes'
}

function placeProblem(
  { content, step: { claims } }: SignedAct,
  of: { readonly set: string; readonly seq: number; readonly of: number; readonly first: SignedAct },
): ActsProblem | null {
  if (content.set !== of.set || claims.set !== of.set || !isOneRequest(content, of.first.content)) return 'otherRequest'
  return claims.seq === of.seq && claims.of === of.of && claims.previous === null ? null : 'order'
}

/** The step is about this content, by the person whom the content names, marked as it says, with a witness who is one. */
function stepProblem({ claims }: SignedStep, steps: readonly SignedStep[], { content }: SignedAct): ActsProblem | null {
  const { form, language } = content
  const same = claims.formUrl === form.url && claims.formVersion === form.version && claims.language === language
  const { signer, patient } = dutchOf(content)
  const said = (value: string): boolean => signer.some((fact) => fact.value === value)
  if (!same || !said(claims.name) || !said(claims.role) || !isMarkedAsSaid(claims)) return 'content'
  const { witness } = claims
  if (witness === undefined) return null
  const isPatient = patient.some(({ value }) => mayBeOnePerson(value, witness.name))
  return isPatient || isOwnWitness(claims, steps) ? 'witness' : null
}
