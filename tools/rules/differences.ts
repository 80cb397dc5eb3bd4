/** Where two hospitals differ, as two tables that a person reads: their choices in words, and what comes of each case. */
import * as v from 'valibot'
import type { CalendarDay } from '../../domain/ids.ts'
import { aboutOf } from '../../domain/policy/cell.ts'
import { everyKind } from '../../domain/policy/kinds.ts'
import { policyCells, type HospitalPolicy } from '../../domain/policy/policy.ts'
import { inOneLine } from './first-page.ts'
import { tableCases } from './table-cases.ts'
import { valueInWords } from './values.ts'

/** Every cell of a policy with its value in words. */
export function everyChoice(policy: HospitalPolicy): readonly {
  readonly path: string
  /** Dutch. */
  readonly title: string
  readonly value: string
}[] {
  return Object.entries(policyCells).flatMap(([group, schema]) => {
    const values: unknown = Object.entries(policy).find(([name]) => name === group)?.[1]
    return Object.entries<v.GenericSchema>(schema.entries).map(([key, cell]) => {
      const { title, unit } = aboutOf(cell)
      const value: unknown = entriesOf(values).find(([name]) => name === key)?.[1]
      const [dutch = title] = title.split(' / ')
      return { path: `${group}.${key}`, title: dutch, value: valueInWords(`${group}.${key}`, value, unit) }
    })
  })
}

/** Markdown. `as`: what the two are called in the heads of the columns; "Geen." where nothing differs. */
export function differences(
  a: HospitalPolicy,
  b: HospitalPolicy,
  of: { readonly day: CalendarDay; readonly as?: readonly [string, string] },
): readonly string[] {
  const { day, as: [first, second] = [a.hospital.name, b.hospital.name] } = of
  const choicesOfB = new Map(everyChoice(b).map((choice) => [choice.path, choice.value]))
  const choices = everyChoice(a).flatMap(({ path, title, value }) => {
    const other = choicesOfB.get(path) ?? ''
    return value === other ? [] : [`| ${title} | ${value} | ${other} |`]
  })
  // Each with the papers that its own hospital asks for, at the ages of the first.
  const casesOfB = tableCases(day, everyKind, { ...b, ages: a.ages })
  const cases = tableCases(day, everyKind, a).flatMap((one, index) => {
    const other = casesOfB[index] ?? one
    const [ofA, ofB] = [inOneLine(one, a), inOneLine(other, b)]
    return ofA === ofB ? [] : [`| ${one.who}, ${one.patient} | ${ofA} | ${ofB} |`]
  })
  if (choices.length + cases.length === 0) return ['Geen.']
  return [
    ...table('Keuze', [first, second], choices),
    ...(cases.length === 0
      ? ['', 'Geen geval komt anders uit.']
      : ['', ...table('Wie vraagt', [first, second], cases)]),
  ]
}

const table = (what: string, heads: readonly string[], rows: readonly string[]): readonly string[] => [
  `| ${what} | ${heads.join(' | ')} |`,
  '|---|---|---|',
  ...rows,
]

const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : []
