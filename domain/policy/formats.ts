/**
 * From a file of any format to a policy with every cell, and back. A cell that a format did not know yet has the value of
 * the behaviour of its time; what was read from an old file is written as that old file again, so kiosks and signatures
 * of that time go on.
 */
import * as v from 'valibot'
import { aboutOf, policyFormats, type PolicyFormat } from './cell.ts'
import { policyCells, type HospitalPolicy } from './policy.ts'

type Groups = Readonly<Record<string, Readonly<Record<string, unknown>>>>

const cells: readonly { readonly group: string; readonly key: string; readonly cell: v.GenericSchema }[] =
  Object.entries(policyCells).flatMap(([group, schema]) =>
    Object.entries<v.GenericSchema>(schema.entries).map(([key, cell]) => ({ group, key, cell })),
  )

/** What a file of this format does not say yet, with the value that it means. */
function unsaidIn(format: PolicyFormat): Groups {
  const unsaid: Record<string, Record<string, unknown>> = {}
  for (const { group, key, cell } of cells) {
    const { added } = aboutOf(cell)
    if (added === undefined || policyFormats.indexOf(added.in) <= policyFormats.indexOf(format)) continue
    unsaid[group] = { ...unsaid[group], [key]: added.before }
  }
  return unsaid
}

const Format = v.looseObject({ format: v.picklist(policyFormats) })

/** The format that a file names; null when it is none of ours. */
export function formatOf(raw: unknown): PolicyFormat | null {
  return v.is(Format, raw) ? raw.format : null
}

/** A key that the format of this file does not have, as "group.key" or "group"; null when there is none. */
export function keyOfLaterFormat(raw: unknown, format: PolicyFormat): string | null {
  for (const [group, unsaid] of Object.entries(unsaidIn(format))) {
    const said = member(raw, group)
    if (said === undefined) continue
    const key = Object.keys(unsaid).find((name) => member(said, name) !== undefined)
    if (key !== undefined || isNew(group, unsaid)) return key === undefined ? group : `${group}.${key}`
  }
  return null
}

/** The raw file with every cell that its format did not know. */
export function withEveryCell(raw: unknown, format: PolicyFormat): unknown {
  if (!isObject(raw)) return raw
  const groups = Object.entries(unsaidIn(format)).map(([group, unsaid]) => {
    const said = member(raw, group)
    return [group, isObject(said) ? { ...said, ...unsaid } : isNew(group, unsaid) ? unsaid : said]
  })
  return { ...raw, ...Object.fromEntries(groups) }
}

/** The policy as a file of the format that it was read from. */
export function writtenPolicy(policy: HospitalPolicy): object {
  const unsaid = unsaidIn(policy.format)
  return Object.fromEntries(
    Object.entries(policy).flatMap(([name, value]: readonly [string, unknown]) => {
      const without = unsaid[name]
      if (without === undefined || !isObject(value)) return [[name, value]]
      const left = Object.entries(value).filter(([key]) => !Object.hasOwn(without, key))
      return left.length === 0 ? [] : [[name, Object.fromEntries(left)]]
    }),
  )
}

/** A group whose every cell is later than the format. */
const isNew = (group: string, unsaid: object): boolean =>
  cells.filter((cell) => cell.group === group).length === Object.keys(unsaid).length

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const member = (value: unknown, name: string): unknown =>
  isObject(value) ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined
