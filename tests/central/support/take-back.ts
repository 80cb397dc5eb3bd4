/** Somebody who takes back his own part of a set, in a visit of his own, signed by the session's code; not delivered. */
import { decodeJwt } from 'jose'
import * as v from 'valibot'
import type { Central } from '../../../central/compose.ts'
import { Keyset } from '../../../domain/contract/device/keyset.ts'
import { partToStop } from '../../../domain/contract/gateway/stoppable.ts'
import type { OwnPart } from '../../../domain/contract/gateway/stoppable.ts'
import { dayAt } from '../../../domain/days/amsterdam.ts'
import { Milliseconds } from '../../../domain/ids.ts'
import type { EnvelopeId } from '../../../domain/ids.ts'
import { knownPatient } from '../../../domain/identity/known-patient.ts'
import { anchoredClock } from '../../../session/arm/clock.ts'
import { signWithdrawal } from '../../../session/signing/sign-withdrawal.ts'
import { assets, icc } from '../../document/sealed.ts'
import { instantOf } from './acts.ts'
import type { Came, Signed } from './acts.ts'

export async function takeBack(
  central: Central,
  came: Came,
  part: OwnPart,
  more: { readonly urgent?: boolean } = {},
): Promise<Signed> {
  const { bundle, policy } = central.content
  const at = { at: instantOf(came.now), uncertainty: v.parse(Milliseconds, 20) }
  const clock = anchoredClock(at, () => performance.now())
  const reference = (await central.visits.find(came.visit))?.record.patient ?? ''
  const stored = await central.store.read(reference)
  const known = stored?.resourceType === 'Patient' ? knownPatient(stored, dayAt(came.now.getTime())) : null
  if (known === null) throw new Error('no patient')
  const stop = partToStop(part)
  let made: { id: EnvelopeId; jwe: string } | null = null
  await signWithdrawal(
    {
      hospital: { content: bundle, policy, forms: [] },
      keyset: v.parse(Keyset, decodeJwt(central.house.keyset)),
      key: came.key,
      clock,
      certificate: came.certificate,
      visit: came.visit,
      device: came.kiosk.device,
      assets,
      icc,
    },
    {
      of: {
        patient: { ...known, reference, birthDate: known.birthDate ?? '' },
        mandates: { existing: [], blocked: false, suspended: false },
        stop,
        stops: [stop],
        ...more,
      },
      mark: { method: 'typed' },
      at: clock.now(),
      claim: came.claim,
      record: { assurance: 'identified' },
      language: 'nl',
    },
    {
      seal: () => Promise.resolve(null),
      store: ({ envelope, jwe }) => {
        made = { id: envelope, jwe }
        return Promise.resolve(true)
      },
    },
  )
  if (made === null) throw new Error('nothing was signed')
  return { ...(made as { id: EnvelopeId; jwe: string }), came }
}
