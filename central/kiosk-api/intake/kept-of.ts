/** What of a form is kept for whoever of the hospital answers it: the rules are asked again then, and the visit is forgotten. */
import * as v from 'valibot'
import { KeptDecision } from '../../../domain/requests/sets/waiting.ts'
import type { Commit } from '../../requests/request-store.ts'
import { decidableRecord } from '../../visits/papers.ts'
import { everybody } from '../../visits/person.ts'
import type { Accepted } from './examine.ts'

/** Nothing of what is no form, or is only kept because today's rules refuse it: nobody can approve that. */
export function keptOf(
  accepted: Pick<Accepted, 'payload' | 'row' | 'patient' | 'ruled' | 'outdated'>,
): Pick<Commit, 'keeps'> {
  const { payload, row, patient, ruled, outdated } = accepted
  const { claim } = row.record
  if (payload.kind !== 'form' || outdated !== null || ruled === null || claim === null) return {}
  const staff = everybody(row).flatMap(({ identifiedBy, enteredBy }) => [identifiedBy, enteredBy])
  return {
    keeps: {
      envelope: payload.id,
      patient: patient.reference,
      claim,
      record: decidableRecord(row),
      decision: v.parse(KeptDecision, payload.decision),
      clerks: [...new Set(staff.flatMap((one) => one?.name ?? []))],
      signedAt: payload.times.signedAt,
      policy: ruled.policy.version,
    },
  }
}
