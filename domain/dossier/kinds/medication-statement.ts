/** MedicationStatement (R4): what somebody said that is used. */
import * as v from 'valibot'
import { leftOut, lineOf, type Around, type Detail, type GroupName, type Read } from '../read/line.ts'
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
import { periodOfUse, useInWords, useOf, whenUsed } from './use-period.ts'

const MedicationStatement = v.looseObject({
  resourceType: v.literal('MedicationStatement'),
  ...resourceParts,
  ...medicineParts,
  status: v.string(),
  statusReason: v.optional(v.array(Concept)),
  subject: Reference,
  effectiveDateTime: v.optional(v.string()),
  effectivePeriod: v.optional(Period),
  dateAsserted: v.optional(v.string()),
  informationSource: v.optional(Reference),
  reasonCode: v.optional(v.array(Concept)),
  dosage: v.optional(v.array(Dosage)),
})
/** What of it is read. */
export const medicationStatementKeys: readonly string[] = Object.keys(MedicationStatement.entries)
type MedicationStatement = v.InferOutput<typeof MedicationStatement>

export function readMedicationStatement(resource: Resource, around: Around): Read {
  const parsed = v.safeParse(MedicationStatement, resource)
  if (!parsed.success) return leftOut('unreadable')
  const one = parsed.output
  if (one.status === 'entered-in-error') return leftOut('error')
  if (!isPatient(one.subject, around)) return leftOut('otherPatient')
  const modifiers = modifiersOf(one)
  const stands = modifiers === null ? null : standing(one, modifiers, around)
  if (modifiers === null || stands === null) return leftOut('unreadable')
  if (isStrangeMedicine(one, around)) return leftOut('unreadable')
  const none = noMedicine(one, around)
  // What was once not known is no news: only today's "none" may be said.
  if (none !== null && stands.group !== 'inUse') return leftOut('contradicted')
  const title = none ?? medicineName(one, around)
  if (title === null) return leftOut(isEmptyMedicine(one) && one.dosage === undefined ? 'error' : 'noName')
  const { language } = around
  const period = periodIn(one)
  return {
    line: lineOf(
      {
        subject: 'medication',
        group: none === null ? stands.group : 'noneKnown',
        title,
        state: stands.state === null ? null : states[stands.state][language],
        source: sourceOf([one.informationSource], one, around),
        order: orderOf(one.dateAsserted) ?? orderOf(one.effectiveDateTime) ?? orderOf(period?.start),
      },
      {
        time: () =>
          timeOr(
            momentInWords(one.dateAsserted, language) ??
              momentInWords(one.effectiveDateTime, language) ??
              momentInWords(period?.start, language),
            language,
          ),
        details: () => detailsOf(one, stands.group, modifiers, around),
      },
      language,
    ),
  }
}

function detailsOf(
  one: MedicationStatement,
  group: GroupName,
  { cycle }: Modifiers,
  around: Around,
): readonly Detail[] {
  const { language } = around
  return [
    ...(group === 'notToTake' ? [] : usesInWords(one, one.dosage ?? [], cycle, around)),
    ...detail('period', useInWords(one.extension, periodIn(one), language), around),
    ...detail('reason', wordsOrAsk(one.reasonCode, language, one), around),
    ...detail('whyStopped', wordsOrAsk(one.statusReason, language, one), around),
    ...remarks(one.note, around),
  ]
}

function periodIn({ effectivePeriod, extension }: MedicationStatement): Period | null {
  return effectivePeriod ?? periodOfUse(extension)
}

function standing(one: MedicationStatement, { stop, cycle }: Modifiers, around: Around): Standing | null {
  const { effectiveDateTime: then, dateAsserted, extension } = one
  // A single time says that it was used then, not that it began or ended: only a later one changes anything.
  const single = then === undefined ? 'now' : whenUsed({ start: then }, around)
  const parts = { period: periodIn(one), extensions: extension, dosages: one.dosage ?? [], cyclic: cycle !== null }
  const used = single === 'now' ? useOf({ ...parts, written: then ?? dateAsserted }, around) : single
  const stopped = stopping(one.status, stop)
  if (stopped !== null) return stopped
  switch (one.status) {
    case 'active':
      if (used === 'unclear') return { group: 'unclear', state: 'unknownUse' }
      if (used === 'over') return { group: 'stopped', state: 'ended' }
      return used === 'later' ? { group: 'startsLater', state: 'startsLater' } : { group: 'inUse', state: null }
    case 'intended':
      return used === 'over' ? { group: 'unclear', state: 'unknownUse' } : { group: 'startsLater', state: 'intended' }
    case 'completed':
      return { group: 'stopped', state: 'completed' }
    case 'stopped':
      return { group: 'stopped', state: null }
    case 'on-hold':
      return { group: 'paused', state: 'paused' }
    case 'not-taken':
      return { group: 'notToTake', state: 'notTaken' }
    case 'unknown':
      return { group: 'unclear', state: 'unknownUse' }
    default:
      return null
  }
}
