/** What was signed in one visit as a set: everybody whom the decision asks for, and their acts in the order they came. */
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import { EnvelopeId } from '../../domain/ids.ts'
import { journeyOf } from '../../domain/journeys/index.ts'
import { participantsOf, partOf } from '../../domain/requests/signing-set/people.ts'
import type { Identified } from '../../domain/requests/signing-set/signing-set.ts'
import { openSet, withAct } from '../../domain/requests/signing-set/signing-set.ts'
import type { SigningSet } from '../../domain/requests/signing-set/signing-set.ts'
import type { FormCase, Signature } from '../flow/state.ts'

/** Throws when these are not the people whom the decision asks for, each once and each in his turn. */
export function completeSet(input: {
  readonly of: FormCase
  readonly record: Pick<VisitRecord, 'assurance' | 'others'>
  readonly signatures: readonly Signature[]
}): SigningSet<FormCase> {
  const { of, record, signatures } = input
  const { decision } = of
  const visitor = signatures.find(({ part }) => part === 'visitor')
  if (visitor === undefined) throw new Error('the visitor signs')
  const parts = decision.signers.map((signer) => partOf(signer, journeyOf(visitor.claim.journey)))
  const acceptances = parts.flatMap((part) => signatures.find((one) => one.part === part)?.acceptance ?? [])
  const people = signatures.map(({ part, claim }) => ({ part, claim, assurance: assuranceOf(record, part) }))
  const participants = participantsOf({ decision, people, acceptances })
  if (participants === null) throw new Error('others sign than the decision asks for')
  const id = v.parse(EnvelopeId, randomUUID())
  return signatures.reduce(
    (set, { part, at, language, mark }) => {
      const next = withAct(set, { by: parts.indexOf(part), at, language, mark })
      if (next === null) throw new Error('nobody signs before his turn')
      return next
    },
    openSet({ id, case: of, participants }),
  )
}

function assuranceOf(
  { assurance, others }: Pick<VisitRecord, 'assurance' | 'others'>,
  part: Identified['part'],
): Identified['assurance'] {
  return part === 'visitor' ? assurance : (others.find((one) => one.part === part)?.assurance ?? 'claimed')
}
