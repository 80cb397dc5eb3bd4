/** Who signed an act: one whom the desk identified in this visit, and who may take this part. */
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import type { SignedStep } from '../../../../domain/document/steps.ts'
import { isBy } from '../../../../domain/requests/signing-set/by-whom.ts'
import type { VisitRow } from '../../../visits/visits.ts'
import { peopleIn } from '../../../visits/people-in.ts'
import { detachedStep } from './steps.ts'
import { dayAt } from '../../../../domain/days/amsterdam.ts'
import { nameOnDocument, samePerson } from '../../../../domain/identity/same-person.ts'
import { meets } from '../../../../domain/identity/assurance.ts'
import { isOwn, journeyOf } from '../../../../domain/journeys/index.ts'
import type { ActRole } from '../../../../domain/requests/acts/act-content.ts'
import type { Identified } from '../../../../domain/requests/signing-set/signing-set.ts'
import type { SentAct } from './act.ts'
import type { Certified } from './certificate.ts'
import { good, refuse, tolerance } from './checked.ts'
import type { Checked } from './checked.ts'
import type { BoundPatient } from './patient.ts'

/** `visitor`: whoever came; what the desk recorded in the visit is about him. */
export type ActSigner = Identified & {
  readonly visitor: boolean
  /** What he signed; whose signature it is, and over what, is another check. */
  readonly step: SignedStep
}

export function actSigner(input: {
  readonly act: SentAct
  readonly payload: EnvelopePayload
  readonly row: VisitRow
  readonly patient: BoundPatient
  readonly certified: Certified
}): Checked<ActSigner> {
  const { act, payload, row, patient, certified } = input
  const step = detachedStep(payload.steps[0])
  if (step === null) return refuse('steps', 'malformed')
  const person = peopleIn(row).find((one) => isBy(step.claims, one))
  if (person === undefined || !meets(person.assurance, 'identified')) return refuse('steps', 'person')
  const day = dayAt(certified.signedAt)
  if (person.claim.document.expires < day) return refuse('identity', 'expired')
  if (person.identifiedAt === null || Date.parse(person.identifiedAt) > certified.signedAt + tolerance)
    return refuse('steps', 'notIdentifiedYet')
  const visitor = person.part === 'visitor'
  if (!mayBe(act.content.role, { person, visitor, patient, day })) return refuse('steps', 'part')
  return good({ ...person, visitor, step })
}

interface Taking {
  readonly person: Identified
  readonly visitor: boolean
  readonly patient: BoundPatient
  readonly day: ReturnType<typeof dayAt>
}

/** A patient's part is the patient's alone; nobody else's part is. Whoever came for himself takes no other part. */
function mayBe(role: ActRole, { person, visitor, patient, day }: Taking): boolean {
  const own = isOwn(journeyOf(person.claim.journey))
  const { birthDate, given, family } = patient.facts
  const record = { name: [{ family, given: [given] }], birthDate: birthDate ?? undefined }
  const same = samePerson(record, nameOnDocument(person.claim), day).answer === 'same'
  // In a visit of his own the patient was bound by his document, or by the clerk.
  if (role === 'patient') return visitor ? own : person.part === 'patient' && same
  if (same || (visitor && own)) return false
  return visitor || person.part === (role === 'coHolder' ? 'coHolder' : 'grantee')
}
