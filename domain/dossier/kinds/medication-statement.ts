/** MedicationStatement (R4): what somebody said that is used. */
import * as v from 'valibot'
import { leftOut, lineOf, type Around, type Detail, type GroupName, type Read } from '../read/line.ts'
import { dosagesInWords } from '../read/dosages.ts'
import { Dosage } from '../read/dosage-shapes.ts'
import { momentInWords, orderOf, periodInWords } from '../read/moments.ts'
import { isPatient, sourceOf, timeOr } from '../read/people.ts'
import { Concept, Period, Reference, type Resource, resourceParts } from '../read/shapes.ts'
import { allWords } from '../read/words-of.ts'
import { states } from '../words/labels.ts'
import {
  detail,
  isStrangeMedicine,
  medicineName,
  medicineParts,
  noMedicine,
  remarks,
  periodOfUse,
  stopType,
  whenUsed,
} from './medicine.ts'

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
  const stop = stopType(one)
  const stands = stop === 'unknownModifier' ? null : standing(one, stop, around)
  if (stands === null) return leftOut('unreadable')
  if (isStrangeMedicine(one, around)) return leftOut('unreadable')
  const none = noMedicine(one, around)
  // What was once not known is no news: only today's "none" may be said.
  if (none !== null && stands.group !== 'inUse') return leftOut('contradicted')
  const title = none ?? medicineName(one, around)
  if (title === null) return leftOut('noName')
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
        details: () => detailsOf(one, stands.group, around),
      },
      language,
    ),
  }
}

function detailsOf(one: MedicationStatement, group: GroupName, around: Around): readonly Detail[] {
  const { language } = around
  const uses = group === 'notToTake' ? [] : dosagesInWords(one.dosage ?? [], language)
  return [
    ...uses.flatMap((use, at) => (at === 0 ? detail('use', use, around) : [{ label: null, text: use }])),
    ...detail('period', periodInWords(periodIn(one) ?? undefined, language), around),
    ...detail('reason', allWords(one.reasonCode, language, one).join(', '), around),
    ...detail('whyStopped', allWords(one.statusReason, language, one).join(', '), around),
    ...remarks(one.note, around),
  ]
}

function periodIn({ effectivePeriod, extension }: MedicationStatement): Period | null {
  return effectivePeriod ?? periodOfUse(extension)
}

function standing(
  one: MedicationStatement,
  stop: 'none' | 'stopped' | 'paused',
  around: Around,
): { readonly group: GroupName; readonly state: keyof typeof states | null } | null {
  const start = one.effectiveDateTime
  // A single time says that it was used then, not that it ended: only a later one changes anything.
  const used = whenUsed(start === undefined ? periodIn(one) : { start }, around)
  switch (one.status) {
    case 'active':
      if (stop !== 'none')
        return stop === 'paused' ? { group: 'paused', state: 'paused' } : { group: 'stopped', state: 'stopped' }
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
