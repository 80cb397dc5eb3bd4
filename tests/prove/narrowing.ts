/**
 * Narrowing one cell of a policy never grants more: for every two values of which the cell's order calls one narrower,
 * both are decided upon in the same run over the same symbols, and the two outcomes are compared. Two numbers are two
 * symbols with one constraint, and a part of a set is a symbol too, so no value is picked out.
 */
import * as v from 'valibot'
import type { CalendarDay } from '../../domain/ids.ts'
import { purposes } from '../../domain/policy/kinds.ts'
import { comparisons, everyCell, type Comparison, type Side } from '../../domain/policy/narrow.ts'
import { outlineOf } from '../../domain/rules/outline-of.ts'
import type { Case, Outline, PolicyIn } from '../../domain/rules/basis/outline.ts'
import type { Relation } from '../../domain/rules/basis/relations.ts'
import { grantsMore, setLost, type Granted } from './granted.ts'
import { spaceOn, type Space } from './symbols.ts'
import { asked, symbolic, type Count, type Kinds, type Symbols } from './terms.ts'

/** Cells that no outcome of the rules depends on, with the test of their order. */
export const comparedElsewhere: Readonly<Record<string, string>> = {
  'policy.approval.signatureLevel':
    'tests/document/approval.test.ts: a lower level than the policy asks is refused, and levels are in order',
  'policy.identity.withdraw':
    'tests/prove/withdrawals.ts: whoever may withdraw with the higher level may with the lower',
  'policy.preview.route': 'tests/gateway/gateway.test.ts: where it is not offered, the central gives nothing of a file',
  'policy.preview.sensitive':
    'tests/cases/dossier-truth.test.ts: what is labelled as sensitive is not shown, unless the policy says so',
  'policy.identity.otherDocuments': 'tests/cases/identity-documents.test.ts: the same zones under both values',
  'policy.preview.minimumIdentity': 'tests/gateway/gateway.test.ts: no preview below the level',
  'policy.privacy.penMovement':
    'tests/central/escrow.test.ts: without the policy a movement is refused; with it nobody gets more access',
  'policy.privacy.representativeBsn': 'no code keeps the number of a representative',
  'policy.times.consentReviewDays': 'tests/cases/rules-small.test.ts: the physician answers within so many days',
  'policy.times.capacityLostReviewDays':
    'tests/rules/lifecycle.test.ts: the physician’s answer is due after so many days',
}

/**
 * Cells that only a gate reads: a question with the answer "refused" or "go on", the same for every relation, after which nothing
 * depends on them. They are compared in the smaller relations that pass the gate, and not once more in the two largest.
 */
const gateCells: ReadonlySet<string> = new Set([
  'policy.rollout.departments',
  'policy.times.renewalMonths',
  'policy.authority.rulingCopy',
  'policy.children.comesFirst',
  'policy.voluntary.together',
])
const largest: readonly Relation[] = ['guardian', 'otherHolderOfAuthority']

export type Grown = { readonly path: string; readonly wide: Side; readonly narrow: Side; readonly why: string }
export type Narrowed = {
  /** Pairs of classes compared, by cell. */
  readonly compared: ReadonlyMap<string, number>
  readonly grown: readonly Grown[]
}

/**
 * Days that a person or a paper names are added to both outcomes alike, whatever the cell, so there are none here. Only the
 * last day of a ruling about an adult stays: where there is none, the policy's term takes its place.
 */
function heldFor(relation: Relation): Readonly<Record<string, unknown>> {
  return {
    'facts.relation': relation,
    'facts.request.from': null,
    'facts.request.until': null,
    'facts.applicant.organisation.until': null,
    'facts.patient.finding.until': null,
    ...(relation === 'curator' || relation === 'mentor' ? {} : { 'facts.evidence.ruling.until': null }),
  }
}

type Rules = (it: Case<Symbols>) => Outline<Symbols>

/** Every comparison of every cell that this relation ever reads. `rules` is replaced only by tests, to see red. */
export function narrowing(today: CalendarDay, relation: Relation, rules: Rules = outlineOf): Narrowed {
  const read = cellsRead(today, relation, rules)
  const results = comparisons()
    .filter(({ path }) => read.has(path) || purposeOf(path) !== undefined)
    .filter(({ path }) => !largest.includes(relation) || !gateCells.has(path))
    .map((comparison) => compare(today, relation, comparison, rules))
  const compared = new Map<string, number>()
  for (const { path, pairs } of results) compared.set(path, (compared.get(path) ?? 0) + pairs)
  return { compared, grown: results.flatMap(({ grown }) => grown ?? []) }
}

function compare(
  today: CalendarDay,
  relation: Relation,
  { path, wide, narrow, narrower }: Comparison,
  rules: Rules,
): { readonly path: string; readonly pairs: number; readonly grown: Grown | null } {
  const space = spaceOn(today, heldFor(relation))
  const reads = { count: 0 }
  const ops = withoutShares(space, path, reads)
  const sides = symbolsOf(space, path)
  const decided = (value: unknown): Granted =>
    granted({ facts: space.facts, policy: withCell(space, path, value, reads), ops, rules, path })
  let pairs = 0
  let grown: Grown | null = null
  space.engine.everyPath(() => {
    reads.count = 0
    if (narrower === 'lower' && !ops.fewer(sides.narrowCount, sides.wideCount)) return undefined
    if (narrower === 'higher' && !ops.fewer(sides.wideCount, sides.narrowCount)) return undefined
    const wider = decided(sides.of(wide, 'wide'))
    if (reads.count === 0) return undefined
    pairs++
    const why = grantsMore(wider, decided(sides.of(narrow, 'narrow')), { notAfter: ops.notAfter, beyond: setLost })
    if (why === null) return undefined
    grown = { path, wide, narrow, why: `${why}: ${space.engine.cells.map((cell) => cell.said()).join(' ')}` }
    return false
  })
  return { path, pairs, grown }
}

/** The cells of a policy that a decision for this relation reads on any path. */
function cellsRead(today: CalendarDay, relation: Relation, rules: Rules): ReadonlySet<string> {
  const space = spaceOn(today, heldFor(relation))
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
  const ops = withoutShares(space, '')
  space.engine.everyPath(() => void granted({ facts: space.facts, policy, ops, rules, path: '' }))
  return read
}

/** The outcome with its approver named, as `decide` fills it in. */
function granted(of: {
  readonly facts: Space['facts']
  readonly policy: PolicyIn<Symbols>
  readonly ops: Case<Symbols>['ops']
  readonly rules: Rules
  readonly path: string
}): Granted {
  const { facts, policy, ops, rules, path } = of
  const outline = rules({ facts, policy, ops, cite: () => undefined })
  if (outline.kind === 'refusal') return outline
  return {
    ...outline,
    approvedBy: outline.approver === 'physician' ? 'physician' : policy.approver[outline.approver],
    // Settled, and so the same for both, unless it is the cell that differs.
    minimumIdentity: path === 'policy.identity.sign' ? policy.identity.sign : 'identified',
  }
}

const purposeOf = (path: string) => purposes.find((name) => path === `policy.scope.${name}`)

/**
 * A settled question keeps its answer for both outcomes, unless it is about the cell that differs. One that reads this cell
 * and does not say so here would hide a difference, so it is thrown.
 */
function withoutShares({ engine }: Space, path: string, reads = { count: 0 }): Case<Symbols>['ops'] {
  // With the cells that decide what it is asked about, beside those that it reads itself.
  const about: Readonly<Record<string, readonly string[]>> = {
    identity: ['policy.identity.'],
    extract: ['policy.authority.extractMaxAgeMonths', 'policy.authority.parentEvidence', 'policy.authority.guardianEvidence'], // prettier-ignore
    coHolder: ['policy.authority.required'],
    rulingPaper: ['policy.authority.rulingCopy'],
    phase: ['policy.rollout.'],
    existing: ['policy.times.'],
    patientDocument: ['policy.representative.patientDocument'],
  }
  const answers = new Map<string, { readonly epoch: number; readonly answer: unknown }>()
  const ops = symbolic(engine)
  const purpose = purposeOf(path)
  const isThis = purpose === undefined ? null : asked(engine)
  return {
    ...ops,
    // Elsewhere one question about all purposes; here the purpose of this cell is told apart from the others.
    isOpen: (of, cells) => {
      if (purpose === undefined || isThis === null || !isThis()) return ops.isOpen(of, cells)
      return cells[purpose] === 'allowed'
    },
    settle: <T>(name: string, question: () => T): T => {
      if (about[name.split(' ')[0] ?? name]?.some((cell) => path.startsWith(cell))) return question()
      const known = answers.get(name)
      if (known?.epoch === engine.epoch) return known.answer as T
      const before = reads.count
      const answer = engine.settle(question, () => 0)
      if (reads.count !== before) throw new Error(`${name} reads ${path}`)
      answers.set(name, { epoch: engine.epoch, answer })
      return answer as T
    },
  }
}

/** The two sides of a comparison as symbols. */
function symbolsOf({ engine }: Space, path: string) {
  const [least, most] = rangeOf(path)
  const count = (side: string): Count => ({ kind: 'count', of: engine.variable(`${path} ${side}`, least, most) })
  const counts = { wide: count('wide'), narrow: count('narrow') }
  const set: Kinds = { kind: 'kinds', names: [path] }
  const part: Kinds = { kind: 'kinds', names: [path, `${path} part`] }
  return {
    wideCount: counts.wide,
    narrowCount: counts.narrow,
    of: (side: Side, which: 'wide' | 'narrow'): unknown => {
      switch (side.is) {
        case 'value':
          return side.value
        case 'number':
          return counts[which]
        case 'years':
          return { kind: 'years', years: counts[which] }
        case 'set':
          return which === 'wide' ? set : part
        default: {
          const never: never = side
          throw new Error(`no side ${String(never)}`)
        }
      }
    },
  }
}

/** Least and most of the numbers that a cell, or the years of its term, can have. */
function rangeOf(path: string): readonly [number, number] {
  const cell = everyCell().find((one) => one.path === path)?.cell
  if (cell === undefined) throw new Error(`no cell ${path}`)
  const fits = Array.from({ length: 100 }, (_, n) => n).filter(
    (n) => v.is(cell, n) || v.is(cell, { kind: 'years', years: n }),
  )
  return [fits[0] ?? 0, fits.at(-1) ?? 0]
}

/** The policy with one cell replaced, and a count of how often that cell is read. */
function withCell(space: Space, path: string, value: unknown, reads: { count: number }): PolicyIn<Symbols> {
  const [, group = '', name = ''] = path.split('.')
  const cells = Reflect.get(space.policy, group) as object
  const changed = new Proxy(cells, {
    get: (of, key) => (key === name ? (reads.count++, value) : (Reflect.get(of, key) as unknown)),
  })
  return new Proxy(space.policy, { get: (of, key) => (key === group ? changed : Reflect.get(of, key)) as unknown })
}
