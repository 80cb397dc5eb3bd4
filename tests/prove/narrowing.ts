/**
 * Narrowing one cell of a policy never grants more: for every cell with an order, the wider and the next narrower value
 * are decided upon in the same run over the same symbols, and the two outcomes are compared.
 */
import type { CalendarDay } from '../../domain/ids.ts'
import { ladders } from '../../domain/policy/narrow.ts'
import { outlineOf } from '../../domain/rules/outlineOf.ts'
import type { Case, FormOutline, Outline, PolicyIn } from '../../domain/rules/outline.ts'
import type { Relation } from '../../domain/rules/relations.ts'
import { spaceOn, type Space } from './symbols.ts'
import { symbolic, type Symbols } from './terms.ts'

/** Relations that together reach every row; the others share their code and their cells. */
export const narrowedRelations: readonly Relation[] = [
  'parentWithAuthority',
  'guardian',
  'voluntaryProxy',
  'curator',
  'mentor',
  'writtenProxy',
  'sibling',
  'grandparent',
  'carer',
]

/** No cell of a policy is about these, so they stay at one value here. */
const held = {
  'facts.request.from': null,
  'facts.request.until': null,
  'facts.mandates.samePair': 'none',
  'facts.request.act': 'grant',
  'facts.applicant.identity.documentValidUntil': null,
  'facts.applicant.organisation': null,
  'facts.patient.capacityDoubted': false,
  'facts.patient.suspended': false,
}

/** The policy's cells that the rules ever read for this relation. */
function cellsRead(today: CalendarDay, relation: Relation): ReadonlySet<string> {
  const space = spaceOn(today, { ...held, 'facts.relation': relation })
  const read = new Set<string>()
  const policy = new Proxy(space.policy, {
    get: (groups, group) =>
      new Proxy(Reflect.get(groups, group) as object, {
        get: (cells, cell) => (
          read.add(`policy.${String(group)}.${String(cell)}`),
          Reflect.get(cells, cell) as unknown
        ),
      }),
  })
  const ops = symbolic(space.engine)
  space.engine.everyPath(() => void outlineOf({ facts: space.facts, policy, ops, cite: () => undefined }))
  return read
}

export type Grown = { readonly path: string; readonly wide: unknown; readonly narrow: unknown; readonly why: string }

/** Pairs compared, and each pair in which the narrower value grants more. */
export function narrowing(
  today: CalendarDay,
  relation: Relation,
  rules: (it: Case<Symbols>) => Outline<Symbols> = outlineOf,
): { readonly compared: number; readonly grown: readonly Grown[] } {
  let compared = 0
  const grown: Grown[] = []
  const read = cellsRead(today, relation)
  for (const { path, values } of ladders().filter((ladder) => read.has(ladder.path))) {
    for (const step of stepsOf(values.length)) {
      const [wide, narrow] = [values[step - 1], values[step]]
      const space = spaceOn(today, { ...held, 'facts.relation': relation })
      const reads = { count: 0 }
      const ops = { ...symbolic(space.engine), settle: <T>(question: () => T) => question() }
      const decided = (value: unknown) =>
        rules({ facts: space.facts, policy: withCell(space, path, value, reads), ops, cite: () => undefined })
      space.engine.everyPath(() => {
        const before = reads.count
        const wider = decided(wide)
        if (reads.count === before) return undefined
        compared++
        const why = grantsMore(wider, decided(narrow), ops)
        if (why === null) return undefined
        grown.push({ path, wide, narrow, why })
        return false
      })
    }
  }
  return { compared, grown }
}

/** Every step of a short ladder; of a long one, which only counts months or persons, the first and the last. */
const stepsOf = (length: number): readonly number[] =>
  length <= 4 ? Array.from({ length: length - 1 }, (_, i) => i + 1) : [1, length - 1]

/** The policy with one cell replaced, and a count of how often that cell is read. */
function withCell(space: Space, path: string, value: unknown, reads: { count: number }): PolicyIn<Symbols> {
  const [, group = '', name = ''] = path.split('.')
  const symbol =
    typeof value === 'number' ? { kind: 'count', of: space.engine.variable(`${path}=${value}`, value, value) } : value
  const cells = Reflect.get(space.policy, group) as object
  const changed = new Proxy(cells, {
    get: (of, key) => (key === name ? (reads.count++, symbol) : (Reflect.get(of, key) as unknown)),
  })
  return new Proxy(space.policy, { get: (of, key) => (key === group ? changed : Reflect.get(of, key)) as unknown })
}

const strength = { noObjection: 0, consent: 1, signature: 2 } as const

function grantsMore(wide: Outline<Symbols>, narrow: Outline<Symbols>, ops: Case<Symbols>['ops']): string | null {
  if (narrow.kind === 'refusal') return null
  if (wide.kind === 'refusal') return `${wide.id} became a form`
  const fewer = wide.signers.find(
    (signer) =>
      !narrow.signers.some(
        ({ role, gives, alone }) =>
          role === signer.role && strength[gives] >= strength[signer.gives] && alone === signer.alone,
      ),
  )
  if (fewer !== undefined) return `${fewer.role} need not sign any more`
  if (wide.approver === 'physician' && narrow.approver !== 'physician') return 'the physician need not approve any more'
  const longer = wide.ends.find((end) => !narrow.ends.some((other) => ops.notAfter(other.day, end.day)))
  if (longer !== undefined) return `${longer.reason} does not end it any more`
  return missing(wide, narrow)
}

function missing(wide: FormOutline<Symbols>, narrow: FormOutline<Symbols>): string | null {
  const set = wide.scope.names.find((name) => !narrow.scope.names.includes(name))
  return set === undefined ? null : `${set} does not limit the scope any more`
}
