/**
 * What an older kiosk signed honestly and the mended rules would not have asked for: it is kept in the record, gives
 * nobody anything, and a person of the hospital is asked to look. It is never quarantined for being older.
 */
import { createHash } from 'node:crypto'
import type { Bundle } from '@medplum/fhirtypes'
import { referenceOf } from '../../../domain/envelope/reference.ts'
import type { QuarantineReason } from '../../../domain/envelope/receipt.ts'
import { keyed, keyOf, transaction, urn } from '../../../domain/fhir/entry.ts'
import { consentForm, loinc, referenceSystem, taskCode } from '../../../domain/fhir/systems.ts'
import { formatOf, payloadFormat } from '../../../domain/intake/payload.ts'
import type { EnvelopePayload } from '../../../domain/intake/payload.ts'
import type { Refused } from './checked.ts'
import { uuidFrom } from './uuid-from.ts'

/**
 * The checks that ask what the forms and the record's coding say today. All others ask who signed, where, and whether
 * anything was changed since: they do not age. Rules say their age themselves, in any format (domain/rules/rejudge.ts).
 */
const ages: ReadonlySet<QuarantineReason> = new Set(['form', 'document', 'bundle'])

/**
 * Whether a refusal may come of age alone. A payload that says nothing of its format is of the first, a decision without
 * a number of the first rules: a kiosk's session can claim both, and gets no more by it than that somebody looks at what
 * is else kept apart.
 */
export function mayBeOutdated(payload: EnvelopePayload, { reason, detail, outdated }: Refused): boolean {
  // How a name is written is a rule too; the chain of the steps was verified before it is asked.
  const name = reason === 'steps' && detail === 'person'
  return outdated === true || (formatOf(payload) < payloadFormat && (name || ages.has(reason)))
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
  const look = keyed(task, {
    resourceType: 'Task',
    identifier: [keyOf(task), { system: referenceSystem, value: referenceOf(id) }],
    status: 'requested',
    intent: 'order',
    priority: 'routine',
    code: {
      coding: [{ system: taskCode, code: 'fulfill', display: 'Fulfill the focal request' }],
      text: 'Opnieuw beoordelen: getekend onder eerdere regels',
    },
    businessStatus: { text: 'outdated' },
    description:
      'Dit is eerder getekend dan onze regels zijn verbeterd. Onder de regels van nu kan het zo niet. Niemand krijgt hierdoor toegang. Bekijk het formulier en vraag zo nodig om opnieuw te tekenen.',
    ...(pdf === null ? {} : { focus: { reference: urn(document) } }),
    for: { reference: patient },
    authoredOn: times.signedAt,
    lastModified: times.signedAt,
    performerType: [{ text: 'staff' }],
  })
  return transaction(pdf === null ? [look] : [paper, look])
}
