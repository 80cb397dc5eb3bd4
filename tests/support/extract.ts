/** An extract of authority as a clerk records it: of yesterday's builds without whom it names, of today's with. */
import * as v from 'valibot'
import { Evidence, type EvidenceOf } from '../../domain/contract/gateway/evidence.ts'

type ExtractOf = EvidenceOf<'authorityExtract'>

export function extractOf(
  issuedOn: string,
  more: {
    readonly authority?: ExtractOf['authority']
    readonly recordedAt?: string
    /** Whom the paper names; absent: nobody asked. */
    readonly concerns?: { readonly birthDate: string; readonly given: string }
  } = {},
): ExtractOf {
  const { authority = 'sole', recordedAt = '2026-11-23T09:00:00Z', concerns = null } = more
  const made = v.parse(Evidence, { kind: 'authorityExtract', issuedOn, authority, concerns, recordedAt })
  if (made.kind !== 'authorityExtract') throw new Error('an extract is an extract')
  return made
}
