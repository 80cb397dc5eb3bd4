/** The cells of a story on the default policy. A cell that is not ours is refused: a story under other rules proves nothing. */
import * as v from 'valibot'
import { HospitalPolicy, policyCells } from '../../domain/policy/policy.ts'

/** Names of the documents that are not the names of our cells. `~`: described without a name. */
const names: Readonly<Record<string, string>> = {
  'child.consent': 'children.consent',
  'child.atTwelve': 'children.atTwelve',
  atTwelve: 'children.atTwelve',
  courtTerm: 'representative.courtTerm',
  widerFamily: 'representative.widerFamily',
  'set.days': 'set.days',
  '~setDays': 'set.days',
  '~form16to17': 'young.route',
  '~approverChild': 'approver.child',
  '~approverYoung': 'approver.young',
  '~approverAdult': 'approver.voluntary',
  '~approverIncapable': 'approver.representative',
}

/** Values that the documents name otherwise, by our cell. */
const values: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'young.route': { none: 'refer', default: 'form' },
  'representative.courtTerm': { rulingEnd: { kind: 'rulingEnd' } },
}

export class UnknownCell extends Error {
  override readonly name = 'UnknownCell'
}

type Value = string | number | boolean | null

/** Our cell of this name; throws {@link UnknownCell}. */
function cellOf(name: string): readonly [group: string, key: string] {
  const known = names[name] ?? name
  const groups = Object.entries(policyCells)
  const [group, key] = known.includes('.') ? known.split('.') : [null, known]
  const found = groups.filter(([one, { entries }]) => (group ?? one) === one && Object.hasOwn(entries, key ?? ''))
  const [only, ...more] = found
  if (only === undefined || more.length > 0) throw new UnknownCell(`there is no cell ${name}`)
  return [only[0], key ?? '']
}

/** The policy with this cell; throws {@link UnknownCell} for a name or a value that is none. */
export function withCell(policy: HospitalPolicy, name: string, value: Value): HospitalPolicy {
  const [group, key] = cellOf(name)
  const said = values[`${group}.${key}`]
  const ours = said === undefined ? value : (said[String(value)] ?? said['default'] ?? value)
  const before = v.parse(v.record(v.string(), v.unknown()), Object.entries(policy).find(([one]) => one === group)?.[1])
  const read = v.safeParse(HospitalPolicy, { ...policy, [group]: { ...before, [key]: ours } })
  if (!read.success) throw new UnknownCell(`${name} has no value ${String(value)}`)
  return read.output
}

/** The default with the story's cells, under which it begins. "all, then applicant": the first; the other one is published by an event. */
export function policyOf(base: HospitalPolicy, cells: Readonly<Record<string, Value>>): HospitalPolicy {
  return Object.entries(cells).reduce(
    (policy, [name, value]) =>
      withCell(policy, name, typeof value === 'string' ? (value.split(', then ')[0] ?? value) : value),
    base,
  )
}
