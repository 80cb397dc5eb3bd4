/** The one ordered list of checks (domain/contract/envelope/receipt.ts): the first that fails names the reason. */
import type { Bundle } from '@medplum/fhirtypes'
import { dayAt } from '../../../domain/days/amsterdam.ts'
import type { EnvelopeId } from '../../../domain/ids.ts'
import type { EnvelopePayload } from '../../../domain/contract/intake/payload.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import type { AtApproval } from '../../../domain/rules/at-approval.ts'
import type { EnrolledDevice } from '../../devices/device-table.ts'
import type { VisitRow } from '../../visits/visits.ts'
import type { Checked, Refused } from './checks/checked.ts'
import { peopleOf } from '../../../domain/requests/signing-set/people.ts'
import type { Identified } from '../../../domain/requests/signing-set/signing-set.ts'
import { good, refuse } from './checks/checked.ts'
import { bundle } from './checks/bundle.ts'
import type { SignedForm } from './checks/bundle.ts'
import { certificate } from './checks/certificate.ts'
import type { Certified } from './checks/certificate.ts'
import { device } from './checks/device.ts'
import { document } from './checks/document.ts'
import { escrow } from './checks/escrow.ts'
import { form } from './checks/form.ts'
import type { Answered } from './checks/form.ts'
import { identity } from './checks/identity.ts'
import { malformed } from './checks/malformed.ts'
import { manifest } from './checks/manifest.ts'
import { open } from './checks/open.ts'
import { pages } from './checks/pages.ts'
import { patient } from './checks/patient.ts'
import { policy } from './checks/policy.ts'
import type { BoundPatient } from './checks/patient.ts'
import { rules } from './checks/rules.ts'
import { seal } from './checks/seal.ts'
import { steps } from './checks/steps.ts'
import { visit } from './checks/visit.ts'
import { orAway, reading } from '../../store/fhir/reading.ts'
import { isOfVisit, mayBeOutdated, outdatedBundle } from './outdated.ts'
import type { IntakePorts } from './ports.ts'

/** What may be stored, and whose it is. */
export interface Accepted {
  readonly bundle: Bundle
  readonly payload: EnvelopePayload
  readonly row: VisitRow
  readonly patient: BoundPatient
  /** The rules at signing, and what those in force would approve of it; null for an acceptance. */
  readonly ruled: { readonly policy: HospitalPolicy; readonly now: AtApproval } | null
  /** The check that today's rules fail; null: nothing is wrong with it. */
  readonly outdated: string | null
  /** Turn of the patient's requests, read before anything was judged by them. */
  readonly turn: number
}

export async function examine(
  ports: IntakePorts,
  input: { readonly id: EnvelopeId; readonly jwe: string; readonly sender: EnrolledDevice },
): Promise<Checked<Accepted>> {
  const { house, devices, visits, requests } = ports
  const store = reading(ports.store)
  const now = ports.now()
  const opened = await open({ jwe: input.jwe, id: input.id, key: house.intake })
  if (!opened.ok) return opened
  const parsed = malformed(opened.value)
  if (!parsed.ok) return parsed
  const payload = parsed.value
  const from = await device({ payload, sender: input.sender, devices })
  if (!from.ok) return from
  const audiences = (await ports.origins()).map((origin) => `${origin}/token`)
  const certified = await certificate({ payload, device: from.value, audiences, now })
  if (!certified.ok) return certified
  const whole = await manifest(payload, certified.value)
  if (!whole.ok) return whole
  const known = await visit({ certified: certified.value, device: from.value, visits })
  if (!known.ok) return known
  const who = identity(known.value, certified.value.signedAt)
  if (!who.ok) return who
  const whose = await patient({ payload, row: known.value, store, on: dayAt(certified.value.signedAt) })
  if (!whose.ok) return whose
  const { reference } = whose.value
  const found: Found = {
    payload,
    device: from.value,
    certified: certified.value,
    row: known.value,
    claim: who.value,
    people: peopleOf(known.value.record),
    patient: whose.value,
    // Before the mandates that there are: one that comes in between is noticed at the commit.
    turn: await orAway(() => requests.turnOf(reference)),
    now,
  }
  const judged = await judge(ports, found)
  return judged.ok || !mayBeOutdated(payload, judged) ? judged : await outdated(ports, found, judged)
}

/** What is known of an envelope once it is clear who sent it, in which visit, about whom. */
interface Found {
  readonly payload: EnvelopePayload
  readonly device: EnrolledDevice
  readonly certified: Certified
  readonly row: VisitRow
  readonly claim: NonNullable<VisitRow['record']['claim']>
  readonly people: readonly Identified[]
  readonly patient: BoundPatient
  readonly turn: number
  readonly now: Date
}

/** Whether it is what forms, rules and record say that it must be. */
async function judge(ports: IntakePorts, found: Found): Promise<Checked<Accepted>> {
  const { payload, row, patient, device, turn } = found
  const answered = form(payload, ports.content.shown())
  if (!answered.ok) return answered
  const signed = answered.value === null ? good(null) : await signedForm(ports, { ...found, answered: answered.value })
  if (!signed.ok) return signed
  const built = bundle({ ...found, device: device.device, hospital: ports.hospital, form: signed.value })
  if (!built.ok) return built
  const ruled = signed.value === null ? null : { policy: signed.value.policy, now: signed.value.now }
  return good({ bundle: built.value, payload, row, patient, ruled, outdated: null, turn })
}

/** Kept although it is refused, when seal, signer, patient and visit on the paper hold: only the rules were changed. */
async function outdated(ports: IntakePorts, found: Found, refused: Refused): Promise<Checked<Accepted>> {
  const { payload, row, patient, turn } = found
  let pdf: Uint8Array | null = null
  if (payload.kind === 'form') {
    const { sealCa, timeCa } = ports.house
    const sealed = await seal({ ...found, sealCa: sealCa.certificate, timeCa: timeCa.certificate })
    if (!sealed.ok) return sealed
    if (!isOfVisit(sealed.value.contents, found)) return refuse('document', 'visit')
    pdf = sealed.value.bytes
  }
  const because = `${refused.reason} ${refused.detail}`
  const built = outdatedBundle({ payload, patient: patient.reference, pdf })
  return good({ bundle: built, payload, row, patient, ruled: null, outdated: because, turn })
}

/** Steps, seal, document and rules: what a form has and an acceptance has not. */
async function signedForm(
  { house, content, store: record }: IntakePorts,
  input: Found & { readonly answered: Answered },
): Promise<Checked<SignedForm & { readonly now: AtApproval }>> {
  const store = reading(record)
  const acts = await steps(input)
  if (!acts.ok) return acts
  const { payload, certified } = input
  const under = policy({ payload, certified, content, hospital: content.policy.hospital.id })
  if (!under.ok) return under
  const pen = escrow({ payload: input.payload, steps: acts.value, policy: under.value, key: house.escrow })
  if (!pen.ok) return pen
  const sealed = await seal({ ...input, sealCa: house.sealCa.certificate, timeCa: house.timeCa.certificate })
  if (!sealed.ok) return sealed
  const paper = document({ ...input, sealed: sealed.value, steps: acts.value })
  if (!paper.ok) return paper
  const inForce = content.policy
  const decided = await rules({ ...input, steps: acts.value, policy: under.value, inForce, store })
  if (!decided.ok) return decided
  const drawn = await pages({ ...input, sealed: sealed.value, policy: under.value })
  if (!drawn.ok) return drawn
  const { bytes } = sealed.value
  const { answered, people } = input
  return good({ answered, people, ...decided.value, steps: acts.value, policy: under.value, pdf: bytes })
}
