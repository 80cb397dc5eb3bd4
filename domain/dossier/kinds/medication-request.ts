/** MedicationRequest (R4): in use only when nothing says otherwise. */
import * as v from 'valibot'
import { leftOut, lineOf, type Around, type Detail, type Read } from '../read/line.ts'
import { Dosage } from '../read/dosage-shapes.ts'
import { momentInWords, orderOf } from '../read/moments.ts'
import { isPatient, sourceOf, timeOr } from '../read/people.ts'
import { Concept, Period, Reference, type Resource, resourceParts } from '../read/shapes.ts'
import { wordsOrAsk } from '../read/words-of.ts'
import { states } from '../words/labels.ts'
import {
  detail,
  isEmptyMedicine,
  isStrangeMedicine,
  medicineName,
  medicineParts,
  noMedicine,
  remarks,
  usesInWords,
} from './medicine.ts'
import { modifiersOf, stopping, type Modifiers, type Standing } from './stop-type.ts'
import { periodOfUse, useInWords, useOf } from './use-period.ts'

const MedicationRequest = v.looseObject({
  resourceType: v.literal('MedicationRequest'),
  ...resourceParts,
  ...medicineParts,
  status: v.string(),
  statusReason: v.optional(Concept),
  intent: v.string(),
  doNotPerform: v.optional(v.boolean()),
  subject: Reference,
  authoredOn: v.optional(v.string()),
  requester: v.optional(Reference),
  recorder: v.optional(Reference),
  performer: v.optional(Reference),
  reportedReference: v.optional(Reference),
  reasonCode: v.optional(v.array(Concept)),
  dosageInstruction: v.optional(v.array(Dosage)),
})
/** What of it is read. */
export const medicationRequestKeys: readonly string[] = Object.keys(MedicationRequest.entries)
type MedicationRequest = v.InferOutput<typeof MedicationRequest>

/** Intents that are an order to use something; all others are ideas or plans. */
const orders: ReadonlySet<string> = new Set([
  'order',
  'original-order',
  'reflex-order',
  'filler-order',
  'instance-order',
])

export function readMedicationRequest(resource: Resource, around: Around): Read {
  const parsed = v.safeParse(MedicationRequest, resource)
  if (!parsed.success) return leftOut('unreadable')
  const one = parsed.output
  if (one.status === 'entered-in-error') return leftOut('error')
  if (!isPatient(one.subject, around)) return leftOut('otherPatient')
  if (one.status === 'draft' || !orders.has(one.intent)) return leftOut('notFinal')
  const modifiers = modifiersOf(one)
  const stands = modifiers === null ? null : standing(one, modifiers, around)
  if (modifiers === null || stands === null) return leftOut('unreadable')
  if (isStrangeMedicine(one, around)) return leftOut('unreadable')
  const none = noMedicine(one, around)
  // What was once not known is no news: only today's "none" may be said.
  if (none !== null && stands.group !== 'inUse') return leftOut('contradicted')
  const title = none ?? medicineName(one, around)
  const uses = one.dosageInstruction ?? []
  if (title === null) return leftOut(isEmptyMedicine(one) && uses.length === 0 ? 'error' : 'noName')
  const { language } = around
  return {
    line: lineOf(
      {
        subject: 'medication',
        group: none === null ? stands.group : 'noneKnown',
        title,
        state: stands.state === null ? null : states[stands.state][language],
        source: sourceOf([one.requester, one.recorder, one.reportedReference], one, around),
        order: orderOf(one.authoredOn),
      },
      {
        time: () => timeOr(momentInWords(one.authoredOn, language), language),
        details: () => (none === null ? detailsOf(one, modifiers, around) : []),
      },
      language,
    ),
  }
}

function detailsOf(one: MedicationRequest, { cycle }: Modifiers, around: Around): readonly Detail[] {
  const { language } = around
  const not = one.doNotPerform === true
  return [
    ...(not ? [] : usesInWords(one, one.dosageInstruction ?? [], cycle, around)),
    ...detail('period', useInWords(one.extension, periodFor(one), language), around),
    ...detail(not ? 'whyStopped' : 'reason', wordsOrAsk(one.reasonCode, language, one), around),
    ...detail(
      'whyStopped',
      wordsOrAsk(one.statusReason === undefined ? [] : [one.statusReason], language, one),
      around,
    ),
    ...remarks(one.note, around),
  ]
}

/** The period of use: Nictiz' extension, or the bounds of a dosage when all dosages have the same. */
function periodFor(one: MedicationRequest): Period | null {
  const own = periodOfUse(one.extension)
  if (own !== null) return own
  const bounds = (one.dosageInstruction ?? []).map(({ timing }) => timing?.repeat?.boundsPeriod)
  const [first] = bounds
  return first !== undefined && bounds.every((other) => other?.start === first.start && other?.end === first.end)
    ? first
    : null
}

function standing(one: MedicationRequest, { stop, cycle }: Modifiers, around: Around): Standing | null {
  if (one.doNotPerform === true) {
    if (!['active', 'on-hold', 'unknown', 'completed', 'stopped', 'cancelled'].includes(one.status)) return null
    return one.status === 'active'
      ? { group: 'notToTake', state: 'doNotPerform' }
      : { group: 'stopped', state: 'cancelledOrder' }
  }
  const stopped = stopping(one.status, stop)
  if (stopped !== null) return stopped
  switch (one.status) {
    case 'active': {
      const use = useOf(
        {
          period: periodOfUse(one.extension),
          extensions: one.extension,
          dosages: one.dosageInstruction ?? [],
          written: one.authoredOn,
          cyclic: cycle !== null,
        },
        around,
      )
      if (use === 'unclear') return { group: 'unclear', state: 'unknownUse' }
      if (use === 'over') return { group: 'stopped', state: 'ended' }
      return use === 'later' ? { group: 'startsLater', state: 'startsLater' } : { group: 'inUse', state: null }
    }
    case 'on-hold':
      return { group: 'paused', state: 'paused' }
    case 'stopped':
      return { group: 'stopped', state: null }
    case 'cancelled':
      return { group: 'stopped', state: 'cancelledOrder' }
    case 'completed':
      return { group: 'stopped', state: 'completed' }
    case 'unknown':
      return { group: 'unclear', state: 'unknownUse' }
    default:
      return null
  }
}
