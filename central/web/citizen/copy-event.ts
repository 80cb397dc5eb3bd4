/** What the access log says of copies: each fetch, and each try by somebody else. */
import type { Purpose } from '../../access-log/codes.ts'
import type { EventOf } from '../../access-log/list.ts'
import type { Citizen } from './accounts.ts'

/** In whose name somebody asked: of himself, of a relative, as appointed representative, or in nobody's that we know of. */
export type Standing = 'patient' | 'family' | 'representative' | 'stranger'

/** Who has nothing to do with this patient had no reason: a made-up one would tell the patient that family asked. */
const purposes = {
  patient: 'PATRQT',
  family: 'FAMRQT',
  representative: 'PWATRNY',
  stranger: null,
} as const satisfies Readonly<Record<Standing, Purpose | null>>

/** `signer` null: refused. Who was let in is in the record already; who was not is named by what he logged in with. */
export function copyEvent(input: {
  readonly citizen: Citizen
  readonly standing: Standing
  readonly document: string
  readonly patient: string
  readonly signer: string | null
}): EventOf<'copyGiven'> | EventOf<'copyRefused'> {
  const { citizen, standing, document, patient, signer } = input
  const about = { document, patient, purpose: purposes[standing] }
  return signer === null
    ? { kind: 'copyRefused', ...about, citizen: { is: 'citizen', bsn: citizen.bsn } }
    : { kind: 'copyGiven', ...about, signer: { is: 'known', reference: signer } }
}
