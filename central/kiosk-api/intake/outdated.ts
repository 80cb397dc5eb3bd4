/**
 * What an older kiosk signed honestly and the mended rules would not have asked for: it is kept in the record, gives
 * nobody anything, and a person of the hospital is asked to look. It is never quarantined for being older.
 */
import { createHash } from 'node:crypto'
import type { Bundle } from '@medplum/fhirtypes'
import { canonicalJson } from '../../../domain/bytes/canonical.ts'
import { referenceOf } from '../../../domain/contract/envelope/reference.ts'
import { keyed, keyOf, transaction, urn } from '../../../domain/fhir/entry.ts'
import { consentForm, loinc } from '../../../domain/coding/systems.ts'
import { payloadFormat } from '../../../domain/contract/intake/payload.ts'
import type { EnvelopePayload } from '../../../domain/contract/intake/payload.ts'
import type { EnvelopeId, Instant } from '../../../domain/ids.ts'
import type { Contents } from '../../../domain/verify/contents.ts'
import type { Refused } from './checks/checked.ts'
import type { Certified } from './checks/certificate.ts'
import { isAbout } from './checks/document.ts'
import type { BoundPatient } from './checks/patient.ts'
import { isBy } from '../../../domain/requests/signing-set/by-whom.ts'
import type { Identified } from '../../../domain/requests/signing-set/signing-set.ts'
import { lookTask } from '../../requests/look-task.ts'
import { uuidFrom } from '../../requests/uuid-from.ts'

/**
 * What forms, paper and the record's coding say today may change: these checks age. Of the paper only how it is worded and
 * laid out. Who signed, about whom, in which visit, and whether anything was changed since, never does. Rules say their
 * age themselves, in any format (domain/rules/rejudge.ts).
 */
const ages: ReadonlySet<string> = new Set([
  'form response',
  'form unknown',
  'form questions',
  'form answers',
  'form terms',
  'document language',
  'document answers',
  'document evidence',
  'document pages',
  'steps name',
])

/**
 * Whether a refusal may come of age alone. A payload that says nothing of its format is of the first, a decision without
 * a number of the first rules: a kiosk's session can claim both, and gets no more by it than that somebody looks at what
 * is else kept apart.
 */
export function mayBeOutdated(payload: EnvelopePayload, { reason, detail, outdated }: Refused): boolean {
  const old = payload.format < payloadFormat
  return outdated === true || (old && (reason === 'bundle' || ages.has(`${reason} ${detail}`)))
}

/** Whether the sealed paper is one of this visit, by the person whom the desk identified, about the bound patient. */
export function isOfVisit(
  { form, steps, visit, page }: Contents,
  { payload, certified, people, patient }: Binding,
): boolean {
  return (
    visit !== null &&
    canonicalJson(visit.certificate) === canonicalJson(certified.certificate) &&
    (page === null || page.reference === referenceOf(payload.id)) &&
    steps.length > 0 &&
    steps.every(({ claims }) => claims.set === payload.id && people.some((person) => isBy(claims, person))) &&
    isAbout(form, patient)
  )
}

interface Binding {
  readonly payload: EnvelopePayload
  readonly certified: Certified
  readonly people: readonly Identified[]
  readonly patient: BoundPatient
}

/** The sealed form for the record, and the task for staff. An acceptance has no form: then the task alone. */
export function outdatedBundle(input: {
  readonly payload: EnvelopePayload
  /** `Patient/<id>` */
  readonly patient: string
  /** The sealed PDF; null for an acceptance. */
  readonly pdf: Uint8Array | null
}): Bundle {
  const { payload, patient, pdf } = input
  const { id, times } = payload
  const [document, task] = [uuidFrom(id, 'document'), uuidFrom(id, 'task')]
  const base64 = pdf === null ? '' : Buffer.from(pdf).toString('base64')
  const paper = keyed(document, {
    resourceType: 'DocumentReference',
    identifier: [keyOf(document)],
    status: 'current',
    docStatus: 'preliminary',
    type: { coding: [{ system: loinc, code: consentForm, display: 'Patient Consent' }] },
    subject: { reference: patient },
    date: times.signedAt,
    description: 'Getekend onder eerdere regels',
    content: [
      {
        attachment: {
          contentType: 'application/pdf',
          data: base64,
          size: pdf?.length ?? 0,
          hash: createHash('sha1')
            .update(pdf ?? new Uint8Array())
            .digest('base64'),
          creation: times.signedAt,
        },
      },
    ],
  })
  const look = lookTask({
    uuid: task,
    reference: referenceOf(id),
    patient,
    at: times.signedAt,
    status: 'outdated',
    text: 'Opnieuw beoordelen: getekend onder eerdere regels',
    description:
      'Dit is eerder getekend dan onze regels zijn verbeterd. Onder de regels van nu kan het zo niet. Niemand krijgt hierdoor toegang. Bekijk het formulier en vraag zo nodig om opnieuw te tekenen.',
    focus: pdf === null ? null : urn(document),
  })
  return transaction(pdf === null ? [keyed(task, look)] : [paper, keyed(task, look)])
}

/**
 * The task for staff where a set that several people sign became outdated by one more act: what was signed stays with the set. It
 * names neither who signed nor what anybody answered; one for each set.
 */
export function outdatedSetBundle({ set, patient, at }: OutdatedSet): Bundle {
  const uuid = uuidFrom(set, 'outdated')
  const look = lookTask({
    uuid,
    reference: referenceOf(set),
    patient,
    at,
    status: 'outdated',
    text: 'Opnieuw beoordelen: de aanvraag kan zo niet verder',
    description:
      'Deze aanvraag is op verschillende dagen getekend. Op een latere dag vroegen de regels of de bewijzen iets anders. Niemand krijgt hierdoor toegang. Wat is getekend, is bewaard. Vraag zo nodig om opnieuw te tekenen.',
    focus: null,
  })
  return transaction([keyed(uuid, look)])
}

interface OutdatedSet {
  readonly set: EnvelopeId
  /** `Patient/<id>` */
  readonly patient: string
  /** When this was found out. */
  readonly at: Instant
}
