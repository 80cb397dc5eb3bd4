/**
 * What a medicine's modifiers say: that its use ended, pauses or never began (StopType of Nictiz' medication process), or that
 * its dosage goes round in a cycle. Any other modifier changes the meaning in a way that nobody here knows.
 */
import * as v from 'valibot'
import type { GroupName } from '../read/line.ts'
import { Concept, Quantity, type Coding, type Extension, type Resource } from '../read/shapes.ts'
import { isSnomed } from '../read/systems.ts'
import { clean } from '../read/words-of.ts'
import type { states } from '../words/labels.ts'

/** `unclear`: it was stopped in a way that cannot be read. */
export type Stop = 'none' | 'stopped' | 'paused' | 'cancelled' | 'unclear'

export interface Modifiers {
  readonly stop: Stop
  /** After how long the dosage begins anew; `unclear` when that cannot be read; null: it does not. */
  readonly cycle: Quantity | 'unclear' | null
}

const isStop = ({ url }: Extension): boolean => /nictiz\.nl\/fhir\/StructureDefinition\/.*StopType/i.test(url)
const isCycle = ({ url }: Extension): boolean =>
  /nictiz\.nl\/fhir\/StructureDefinition\/.*RepeatPeriodCyclicalSchedule/i.test(url)

/** Null: one of the modifiers is not known. */
export function modifiersOf(resource: Resource): Modifiers | null {
  const modifiers = resource.modifierExtension ?? []
  if (!modifiers.every((one) => isStop(one) || isCycle(one))) return null
  // Older profiles have the same as extensions that are no modifiers.
  const all = [...modifiers, ...(resource.extension ?? [])]
  const stops = new Set(all.filter(isStop).map(stopOf))
  const [stop = 'none', ...others] = stops
  const cycle = all.find(isCycle)
  return { stop: others.length > 0 ? 'unclear' : stop, cycle: cycle === undefined ? null : cycleOf(cycle) }
}

const stopTypes: ReadonlyMap<string, Stop> = new Map([
  // SNOMED CT, as of medication process 9 version 3: onderbroken, stopgezet, geannuleerd.
  ['385655000', 'paused'],
  ['410546004', 'stopped'],
  ['89925002', 'cancelled'],
  // Version 2: tijdelijk gestopt, definitief gestopt.
  ['113381000146106', 'paused'],
  ['113371000146109', 'stopped'],
])
/** The first versions had a list of their own. */
const firstStopTypes: ReadonlyMap<string, Stop> = new Map([
  ['1', 'paused'],
  ['2', 'stopped'],
])
const firstSystem = 'urn:oid:2.16.840.1.113883.2.4.3.11.60.20.77.5.2.1'
const words: readonly (readonly [Stop, RegExp])[] = [
  ['paused', /tijdelijk|onderbr[eo]k|pauze|gepauzeerd|opgeschort|temporar|suspend|paused|on hold/iu],
  ['cancelled', /geannuleerd|annulering|niet doorgegaan|cancel/iu],
  ['stopped', /definitief|stopgezet|gestopt|gestaakt|be[eë]indigd|permanent|stopped|discontinued|aborted/iu],
]

function stopOf(extension: Extension): Stop {
  const concept = v.safeParse(Concept, extension['valueCodeableConcept'])
  if (!concept.success) return 'unclear'
  const { coding = [], text } = concept.output
  const coded = new Set(coding.flatMap((one) => codedStop(one) ?? []))
  const [first, ...others] = coded
  if (first !== undefined) return others.length > 0 ? 'unclear' : first
  const said = [text, ...coding.map(({ display }) => display)].flatMap((one) => clean(one) ?? [])
  return said.map((one) => words.find(([, form]) => form.test(one))?.[0]).find((one) => one !== undefined) ?? 'unclear'
}

function codedStop({ system, code = '' }: Coding): Stop | undefined {
  if (system === firstSystem) return firstStopTypes.get(code) ?? stopTypes.get(code)
  return system === undefined || isSnomed(system)
    ? (stopTypes.get(code) ?? (system === undefined ? firstStopTypes.get(code) : undefined))
    : undefined
}

export interface Standing {
  readonly group: GroupName
  readonly state: keyof typeof states | null
}

/**
 * How a medicine stands by its stop type; null where there is none, or where the status says all. A status that is another
 * than the stop type leaves open what holds.
 */
export function stopping(status: string, stop: Stop): Standing | null {
  if (stop === 'none' || !['active', 'on-hold', 'stopped', 'unknown'].includes(status)) return null
  const unclear = { group: 'unclear', state: 'unknownUse' } as const
  switch (stop) {
    case 'paused':
      return status === 'stopped' ? unclear : { group: 'paused', state: 'paused' }
    case 'stopped':
      return status === 'on-hold' ? unclear : { group: 'stopped', state: 'stopped' }
    case 'cancelled':
      return status === 'on-hold' ? unclear : { group: 'stopped', state: 'cancelledOrder' }
    case 'unclear':
      return status === 'on-hold' || status === 'stopped' ? null : unclear
  }
}

function cycleOf(extension: Extension): Quantity | 'unclear' {
  const length = v.safeParse(Quantity, extension['valueDuration'] ?? extension['valueQuantity'])
  return length.success ? length.output : 'unclear'
}
