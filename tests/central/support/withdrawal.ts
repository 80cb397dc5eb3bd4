/** Somebody of the training people who stops a mandate: through the screens, or as an envelope that can be altered. */
import { randomUUID } from 'node:crypto'
import { decodeJwt } from 'jose'
import type { Consent, Patient } from '@medplum/fhirtypes'
import * as v from 'valibot'
import type { Central } from '../../../central/compose.ts'
import { thumbprintOf } from '../../../central/keys/house-key.ts'
import type { Person } from '../../../central/training/cast.ts'
import { Keyset } from '../../../domain/contract/device/keyset.ts'
import { VisitCertificate } from '../../../domain/contract/device/visit-certificate.ts'
import type { Stoppable } from '../../../domain/contract/gateway/stoppable.ts'
import { IdentityClaim } from '../../../domain/contract/gateway/visit-record.ts'
import { InkPath } from '../../../domain/contract/messages/parts.ts'
import { CompactJws, Instant, Milliseconds, VisitId } from '../../../domain/ids.ts'
import type { EnvelopeId } from '../../../domain/ids.ts'
import { anchoredClock } from '../../../session/arm/clock.ts'
import { makeVisitKey } from '../../../session/arm/visit-key.ts'
import { signWithdrawal } from '../../../session/signing/sign-withdrawal.ts'
import type { Mark } from '../../../domain/requests/signing-set/signing-set.ts'
import { assets, icc } from '../../document/sealed.ts'
import { inkOf } from '../../document/people.ts'
import type { TestKiosk } from './kiosk.ts'
import { certificateOf } from './stage.ts'
import type { Stage } from './stage.ts'
import { castOf } from './visit.ts'
import type { Envelope } from './visit.ts'

export const clerk = { id: 'clerk-1', name: 'Marloes Kuiper' }

export type MandateRole = 'giver' | 'viewer' | 'teen' | 'teenParent'

export function peopleOf(data: string): Readonly<Record<MandateRole, Person>> {
  const { giver, viewer, teen, teenParent } = castOf(data).later ?? {}
  if (giver === undefined || viewer === undefined || teen === undefined || teenParent === undefined)
    throw new Error('a training cast of today has mandates')
  return { giver, viewer, teen, teenParent }
}

/** Of a person who is a patient here. */
export function patientOf(central: Central, { bsn }: Person): Patient & { readonly id: string } {
  const found = central.store
    .all('Patient')
    .find((one) => one.resourceType === 'Patient' && one.identifier?.some(({ value }) => value === bsn))
  if (found?.resourceType !== 'Patient') throw new Error('no such patient')
  return found
}

/** Every mandate of a patient as it is now, the oldest first. */
export function mandatesOf(central: Central, patient: Person): readonly (Consent & { readonly id: string })[] {
  const reference = `Patient/${patientOf(central, patient).id}`
  return central.store
    .all('Consent')
    .filter((one): one is Consent & { id: string } => one.resourceType === 'Consent')
    .filter(({ patient: about, provision }) => about?.reference === reference && provision?.actor !== undefined)
}

/** Up to the list, or to whatever stands instead of it. */
export async function toList(
  central: Central,
  stage: Stage,
  of: { readonly scene: string; readonly record: 'own' | 'other'; readonly patient: Person; readonly unknown?: true },
): Promise<void> {
  const mrz = central.samples.find(({ scene }) => scene === of.scene)?.mrz.join('\n') ?? ''
  await stage.at('language')
  stage.tap({ kind: 'language', language: 'nl' })
  await stage.at('forWhom')
  stage.tap({ kind: 'door', door: 'stopMandate' })
  await stage.at('relation')
  stage.tap({ kind: 'journey', journey: of.record === 'own' ? 'stop' : 'stop-other' })
  await stage.at('document')
  stage.tap({ kind: 'mrz', text: mrz, overflow: false })
  await stage.at('desk')
  const { claim } = (await central.visits.find(stage.visit))?.record ?? { claim: null }
  const identified = await central.visits.identify(stage.visit, claim?.document.number.slice(-4) ?? '', clerk)
  if (!identified.ok) throw new Error(identified.refusal)
  if (of.record === 'other') {
    await stage.at('findPatient')
    const { birthDate, bsn } = of.patient
    stage.tap({ kind: 'findPatient', birthDate, bsn })
  }
  if (of.unknown === true) return
  await stage.at('confirmPatient')
  stage.tap({ kind: 'confirmPatient', yes: true })
}

export interface WithdrawalPlan {
  readonly by: MandateRole
  readonly record: 'own' | 'other'
  readonly patient: MandateRole
  readonly stop: Stoppable
  readonly urgent?: boolean
  /** What the desk does not do. */
  readonly without?: 'identity' | 'binding'
  readonly mark?: Mark
  /** Somebody else whom the desk identified in the same visit, and who signs in the visitor's place. */
  readonly signedBy?: MandateRole
}

/** A visit on the central's side, then signed by the session's code; the envelope is not delivered. */
export async function makeWithdrawal(
  central: Central,
  data: string,
  kiosk: TestKiosk,
  plan: WithdrawalPlan,
): Promise<Envelope> {
  const people = peopleOf(data)
  const [person, about] = [people[plan.by], people[plan.patient]]
  const patient = patientOf(central, about)
  const at = v.parse(Instant, new Date().toISOString())
  const [visit, key] = [v.parse(VisitId, randomUUID()), await makeVisitKey()]
  const claim = claimOf(person, plan.record)
  const certificate = v.parse(CompactJws, await certificateOf(central, kiosk, { visit, key: key.public }))
  const { build } = v.parse(VisitCertificate, decodeJwt(certificate))
  const keyThumbprint = await thumbprintOf(key.public)
  await central.visits.begin({ visit, device: kiosk.device, keyThumbprint, build })
  await central.visits.claim(visit, claim)
  if (plan.without !== 'identity') {
    await central.visits.identify(visit, claim.document.number.slice(-4), clerk)
    if (plan.without !== 'binding') await central.visits.bind(visit, `Patient/${patient.id}`, null)
  }
  const signer = plan.signedBy === undefined ? claim : claimOf(people[plan.signedBy], plan.record)
  if (signer !== claim) {
    const other = { guard: { person: 1 } }
    await central.visits.claim(visit, signer, { as: 'coHolder' })
    const identified = await central.visits.identify(visit, signer.document.number.slice(-4), clerk, other)
    if (!identified.ok) throw new Error(identified.refusal)
  }
  const { bundle, policy } = central.content
  const signing = {
    hospital: { content: bundle, policy, forms: [] },
    keyset: v.parse(Keyset, decodeJwt(central.house.keyset)),
    key,
    clock: anchoredClock({ at, uncertainty: v.parse(Milliseconds, 20) }, () => performance.now()),
    certificate,
    visit,
    device: kiosk.device,
    assets,
    icc,
  }
  let made: { id: EnvelopeId; jwe: string } | null = null
  await signWithdrawal(
    signing,
    {
      of: {
        patient: {
          reference: `Patient/${patient.id}`,
          birthDate: about.birthDate,
          given: about.given,
          family: about.family,
          bsn: about.bsn,
          deceased: false,
        },
        mandates: { existing: [], blocked: false, suspended: false },
        stop: plan.stop,
        stops: [plan.stop],
        urgent: plan.urgent ?? false,
      },
      mark: plan.mark ?? { method: 'ink', ink: v.parse(InkPath, inkOf(7)) },
      at: signing.clock.now(),
      claim: signer,
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
  return { ...(made as { id: EnvelopeId; jwe: string }), visit, key }
}

function claimOf({ document, family, given, birthDate }: Person, record: WithdrawalPlan['record']): IdentityClaim {
  return v.parse(IdentityClaim, {
    document: {
      kind: document?.kind === 'card' ? 'identityCard' : 'passport',
      issuer: 'NLD',
      number: document?.number,
      expires: document?.expires,
    },
    family: family.toUpperCase(),
    given: given.toUpperCase(),
    birthDate,
    journey: record === 'own' ? 'stop' : 'stop-other',
  })
}

/** What the gateway would say of the newest mandate of this patient. */
export function stopOf(central: Central, patient: Person, by: Stoppable['by']): Stoppable {
  const mandate = mandatesOf(central, patient).at(-1)
  if (mandate === undefined) throw new Error('no mandate')
  return {
    mandate: `Consent/${mandate.id}`,
    status: mandate.status === 'proposed' ? 'proposed' : 'active',
    grantee: by === 'patient' ? { is: 'named', name: 'MARJOLEIN PRINS' } : { is: 'you' },
    since: null,
    by,
  }
}

/** The mandate holds again, as if it had just been given: the next test begins with it. */
export async function given(central: Central, patient: Person): Promise<Stoppable['mandate']> {
  const last = mandatesOf(central, patient).at(-1)
  if (last === undefined) throw new Error('no mandate')
  const { id: _id, meta: _meta, identifier: _identifier, ...mandate } = last
  const period = { start: mandate.provision?.period?.start ?? '' }
  const made: Consent = await central.store.create<Consent>({
    ...mandate,
    status: 'active',
    provision: { ...mandate.provision, period },
  })
  return `Consent/${made.id ?? ''}`
}
