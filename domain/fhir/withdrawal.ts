/**
 * A withdrawal in the record (R4). The kiosk sends its line of the access log and nothing else: it never holds a mandate. The
 * central ends the mandate, says who did it and how that was checked, and tells staff where somebody has to look.
 */
import type {
  AuditEvent,
  Bundle,
  Consent,
  Patient,
  Period,
  Provenance,
  Reference,
  RelatedPerson,
  Task,
} from '@medplum/fhirtypes'
import * as v from 'valibot'
import { dayAt, startOfDay } from '../days/amsterdam.ts'
import { CalendarDay } from '../ids.ts'
import type { Instant } from '../ids.ts'
import { moved, stoppedBy } from '../lifecycle/life.ts'
import type { StoppedBy } from '../lifecycle/life.ts'
import type { WithdrawalDecision } from '../rules/withdrawal.ts'
import type { Coding } from '../coding/journey-coding.ts'
import { provenanceParticipant, referenceSystem, signatureTypeSystem, taskCode } from '../coding/systems.ts'
import { auditOf } from './audit.ts'
import { isGiven, lifeOf, withLife, withNotices } from './mandate-life.ts'
import { methodOf } from './provenance.ts'
import type { SaidOfMark } from './provenance.ts'
import { keyOf, tagged, tagOf, transaction } from './entry.ts'

/** Text of `Task.businessStatus` where a mandate was stopped, and of a request to approve that was taken back. */
export const withdrawnStatus = 'withdrawn'

/** The same where nobody answered in time. */
export const lapsedStatus = 'lapsed'

export interface WithdrawalBundleInput {
  /** UUID of the one entry. */
  readonly audit: string
  /** `Patient/<id>` */
  readonly patient: string
  readonly reason: Coding['reason']
  readonly device: string
  readonly hospital: string
  readonly at: Instant
}

/** What the kiosk sends: that somebody at it changed something of this patient, never what. */
export function withdrawalBundle({ audit, patient, reason, device, hospital, at }: WithdrawalBundleInput): Bundle {
  const event: AuditEvent = auditOf({
    uuid: audit,
    representative: null,
    patient,
    reason,
    written: [],
    device,
    hospital,
    at,
  })
  // Only the kiosk is named: who stood at it, the step says, and the central's own line.
  const agent = event.agent.slice(1).map((one) => ({ ...one, requestor: true }))
  return transaction([tagged(audit, { ...event, action: 'U', agent })])
}

/**
 * The mandate, ended at this instant. A period that begins later or is over stays as it was signed: the status says that it
 * gives nothing.
 * @param by who is confirmed and who is told; absent: nobody hears of it here.
 */
export function stopped(consent: Consent, at: Instant, by?: StoppedBy): Consent {
  const { start, end } = consent.provision?.period ?? {}
  const now = Date.parse(at)
  const begun = start === undefined || Date.parse(start) <= now
  const over = end !== undefined && Date.parse(end) < now
  const told = toldOfEnd(consent, { at, by })
  const ended = { ...told.provision, period: { ...startBefore(at, start), end: at } }
  return { ...told, status: 'inactive', ...(begun && !over ? { provision: ended } : {}) }
}

/**
 * A day and an instant of that day have no order for FHIR (R4, per-1), and a server that validates refuses the resource:
 * what ends on the day on which it began says of that day where it begins.
 */
function startBefore(at: Instant, start: string | undefined): Period {
  const day = v.safeParse(CalendarDay, start)
  if (day.success && at.startsWith(day.output)) return { start: new Date(startOfDay(day.output)).toISOString() }
  return start === undefined ? {} : { start }
}

/** With the life that it had at its end, and who hears of it. */
function toldOfEnd(
  consent: Consent,
  { at, by }: { readonly at: Instant; readonly by: StoppedBy | undefined },
): Consent {
  const today = dayAt(Date.parse(at))
  const life = lifeOf(consent)
  const isPatient = by === 'patient' || by === 'grantee'
  if (life === null)
    return by !== undefined && isPatient ? withNotices(consent, [{ to: by, what: 'stopConfirm', on: today }]) : consent
  if (by === undefined) return withLife(consent, moved(life, { kind: 'withdrawn' }) ?? life)
  return withLife(consent, stoppedBy(life, { by, today, isGiver: isGiven(consent), wasAgreed: true }))
}

/** A request to approve for which nothing is left to approve. */
export function endedTask(task: Task, { at, because }: { readonly at: Instant; readonly because: string }): Task {
  return { ...task, status: 'cancelled', businessStatus: { text: because }, lastModified: at }
}

export function withdrawalProvenance(input: {
  readonly uuid: string
  /** `Consent/<id>` of each that was ended; none: they were ended before. */
  readonly targets: readonly string[]
  readonly patient: string
  /** Who did it, as the record knows him. */
  readonly who: Reference<Patient | RelatedPerson>
  readonly device: string
  /** Of the act, by the kiosk's account. */
  readonly at: Instant
  /** When the central ended it. */
  readonly recorded: Instant
  /** base64 of the step's compact JWS. */
  readonly step: string
  /** base64 of what the step is over (WithdrawalEvidence). */
  readonly evidence: string
  /** How he signed. */
  readonly said: Pick<SaidOfMark, 'method'>
}): Provenance {
  const { uuid, targets, patient, who, device, at, recorded, step, evidence, said } = input
  const participant = (code: string, display: string) => ({
    coding: [{ system: provenanceParticipant, code, display }],
  })
  return {
    resourceType: 'Provenance',
    meta: { tag: [tagOf(uuid)] },
    contained: [{ resourceType: 'Binary', id: 'evidence', contentType: 'application/json', data: evidence }],
    target: [...targets, patient].map((reference) => ({ reference })),
    occurredDateTime: at,
    recorded,
    activity: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-DataOperation', code: 'UPDATE', display: 'revise' }],
      text: withdrawnStatus,
    },
    agent: [
      { type: participant('author', 'Author'), who },
      { type: participant('assembler', 'Assembler'), who: { display: device } },
    ],
    entity: [{ role: 'source', what: { reference: '#evidence' } }],
    signature: [
      {
        ...methodOf(said),
        // ASTM E1762-95, consent signature; HL7's value set signature-type.
        type: [{ system: signatureTypeSystem, code: '1.2.840.10065.1.12.1.7', display: 'Consent Signature' }],
        when: at,
        who,
        targetFormat: 'application/json',
        sigFormat: 'application/jose',
        data: step,
      },
    ],
  }
}

/** What staff have to do after it; null: nothing. `urgent` stands in the priority and nowhere else. */
export function withdrawalTask(input: {
  readonly uuid: string
  readonly decision: Extract<WithdrawalDecision, { kind: 'stop' }>
  readonly urgent: boolean
  /** `Consent/<id>` */
  readonly targets: readonly string[]
  readonly patient: string
  /** The visitor's number. */
  readonly reference: string
  readonly at: Instant
}): Task | null {
  const { uuid, decision, urgent, targets, patient, reference, at } = input
  const { reviewBy, formAfter } = decision
  if (!urgent && reviewBy === null && !formAfter) return null
  const [focus, ...more] = targets
  const says = [
    ...(urgent
      ? [
          'De bezoeker zegt: het is dringend, of ik voel mij niet veilig. Neem nu contact op. Vertel dit niemand anders.',
        ]
      : []),
    ...(reviewBy === null
      ? []
      : [
          'Een gezagsdrager stopte de toegang van een ander. Een arts beoordeelt dit. Zonder antwoord blijft de toegang gestopt.',
        ]),
    ...(formAfter ? ['De toegang is al gestopt. Het formulier hiervoor volgt nog.'] : []),
  ]
  return {
    resourceType: 'Task',
    identifier: [keyOf(uuid), { system: referenceSystem, value: reference }],
    status: 'requested',
    intent: 'order',
    priority: urgent ? 'urgent' : 'routine',
    code: {
      coding: [{ system: taskCode, code: 'fulfill', display: 'Fulfill the focal request' }],
      text: 'Toegang gestopt',
    },
    businessStatus: { text: withdrawnStatus },
    description: says.join(' '),
    ...(focus === undefined ? {} : { focus: { reference: focus } }),
    for: { reference: patient },
    authoredOn: at,
    lastModified: at,
    performerType: [{ text: reviewBy === null ? 'staff' : 'physician' }],
    ...(reviewBy === null ? {} : { restriction: { period: { end: reviewBy } } }),
    ...(more.length === 0
      ? {}
      : { input: more.map((other) => ({ type: { text: 'mandate' }, valueReference: { reference: other } })) }),
  }
}
