/**
 * From what the central knows of a visit to the facts that the rules decide on. The session uses it before somebody
 * signs and the central uses it again on what was sent, so the two decide on the same.
 */
import type { CalendarDay } from '../ids.ts'
import type { Facts } from '../rules/basis/facts.ts'
import type { Relation } from '../rules/basis/relations.ts'
import { lastDayAsked } from '../forms/request.ts'
import type { MandateRequest } from '../forms/request.ts'
import { coHolderOf } from './co-holder.ts'
import { isThePatient } from './is-the-patient.ts'
import type { IdentityClaim, MandateFacts, VisitRecord } from '../contract/gateway/visit-record.ts'
import { withFinding, type Finding } from './record-finding.ts'
import { coHolderIn, findingIn, namingPatient, organisationIn, othersIn, papersIn } from './recorded.ts'

/** What the rules need of the bound patient's record. */
export interface PatientFacts {
  readonly birthDate: CalendarDay
  readonly deceased: boolean
  readonly bsn: string | null
  readonly given: string
  readonly family: string
  /** What the record says that a physician found, today; null: nothing. Absent: as whoever asks was told with the papers. */
  readonly finding?: Finding | null
}

/** What is known when the rules are asked. */
export interface Known {
  readonly record: Pick<VisitRecord, 'assurance' | 'evidence' | 'declined' | 'others' | 'documentDoubtful'>
  readonly claim: IdentityClaim
  readonly patient: PatientFacts
  readonly mandates: MandateFacts
  readonly request: MandateRequest
  readonly today: CalendarDay
}

/** The facts of a visitor who stands in this relation to the patient. What nobody recorded is said to be absent. */
export function factsOf(known: Known, relation: Relation): Facts {
  const { record, claim, patient, mandates, request } = known
  const seen = namingPatient(papersToday(known), patient)
  const own = mandates.existing.filter(({ sameGrantee }) => sameGrantee)
  // A change that waits stands in the way of the next one.
  const waits = own.some(({ status }) => status === 'proposed')
  const changes = request.change !== undefined && !waits
  const identity = { level: record.assurance, documentValidUntil: claim.document.expires }
  const isPatient = relation === 'self'
  return {
    today: known.today,
    relation,
    request: {
      act: changes ? 'change' : 'grant',
      kinds: request.kinds,
      purpose: request.purpose,
      from: null,
      until: lastDayAsked(request, known.today),
    },
    patient: {
      birth: patient.birthDate,
      deceased: patient.deceased,
      suspended: false,
      numberKnown: patient.bsn !== null,
      present: isPatient,
      identity: isPatient ? identity : { level: 'none', documentValidUntil: null },
      finding: findingIn(seen),
      capacityDoubted: false,
      answer: 'notAsked',
    },
    applicant: {
      birth: claim.birthDate,
      deceased: false,
      suspended: mandates.suspended,
      blocked: mandates.blocked,
      sameAsPatient: isThePatient(claim, patient, known.today),
      underCuratele: false,
      hasDigid: false,
      identity,
      organisation: organisationIn(seen),
    },
    coHolder: coHolder(known, coHolderIn(seen)),
    evidence: papersIn(seen),
    others: othersIn(seen),
    mandates: {
      samePair: samePair(own, request),
      voluntary: 0,
    },
    checks: { documentDoubtful: isDoubtful(record), staffIsParty: false },
  }
}

/** Where the record can be asked, it speaks for itself, and not as it was when the visit began. */
function papersToday({ record: { evidence }, patient: { finding } }: Known): Known['record']['evidence'] {
  return finding === undefined ? evidence : withFinding(evidence, finding)
}

/** Whoever wants to change what holds is told what waits; whoever asks anew is told what holds. */
function samePair(own: MandateFacts['existing'], { change }: MandateRequest): 'active' | 'requested' | 'none' {
  const has = (status: 'active' | 'proposed') => own.some((one) => one.status === status)
  const waitsFirst = change !== undefined && has('proposed')
  if (has('active') && !waitsFirst) return 'active'
  return own.length > 0 ? 'requested' : 'none'
}

/** A paper, or the document of anybody who signs: then nothing goes on. */
function isDoubtful({ declined, documentDoubtful, others }: Known['record']): boolean {
  return declined || documentDoubtful || others.some((one) => one.declined && one.part !== 'witness')
}

/** That he refuses is said of somebody who is here, too; whoever is here to sign need not be left out. */
function coHolder({ record, claim, patient, today }: Known, recorded: Facts['coHolder']): Facts['coHolder'] {
  if (recorded?.standing === 'refused') return recorded
  return coHolderOf({ others: record.others, claim, patient, today }) ?? recorded
}
