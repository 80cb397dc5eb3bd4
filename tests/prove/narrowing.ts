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
import { Readings } from './readings.ts'
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
  const readings = readingsOf(today, relation, rules)
  const results = comparisons()
    .filter(({ path }) => readings.cells.has(path))
    .filter(({ path }) => !largest.includes(relation) || !gateCells.has(path))
    .map((comparison) => compare({ today, relation, rules, readings }, comparison))
  const compared = new Map<string, number>()
  for (const { path, pairs } of results) compared.set(path, (compared.get(path) ?? 0) + pairs)
  return { compared, grown: results.flatMap(({ grown }) => grown ?? []) }
}

type Comparing = {
  readonly today: CalendarDay
  readonly relation: Relation
  readonly rules: Rules
  readonly readings: Readings
}

function compare(
  { today, relation, rules, readings }: Comparing,
  { path, wide, narrow, narrower: order }: Comparison,
): { readonly path: string; readonly pairs: number; readonly grown: Grown | null } {
  const space = spaceOn(today, heldFor(relation))
  const sides = symbolsOf(space, path)
  const plain = symbolic(space.engine)
  const beyond = () =>
    order === null ||
    (order === 'lower' ? plain.fewer(sides.narrowCount, sides.wideCount) : plain.fewer(sides.wideCount, sides.narrowCount)) // prettier-ignore
  const turn = firstTurn()
  const ops = withoutShares(space, path, turn, beyond)
  const values = { wide: sides.of(wide, 'wide'), narrow: sides.of(narrow, 'narrow') }
  // Two numbers that only a settled question reads are set against each other inside of it.
  const settles = Object.keys(readIn).some((name) => among(readIn, name, path))
  const policy = withCell(space, path, () => {
    if (turn.settling) return values[turn.side]
    if (settles && order !== null) throw new Error(`${path} is read in and out of a question`)
    turn.differs++
    return values[turn.side]
  })
  const decided = (side: Turn['side']): Granted => {
    turn.side = side
    return granted({ facts: space.facts, policy, ops, rules, path })
  }
  let pairs = 0
  let grown: Grown | null = null
  const along = {
    start: 0,
    first: readings.first,
    same: () => turn.differs === 0 && !turn.away,
    keep: readings.under.bind(readings, path),
  }
  space.engine.along = along
  space.engine.everyPath(() => {
    turn.differs = 0
    turn.away = true
    if (!settles && !beyond()) return undefined
    turn.away = false
    along.start = space.engine.depth
    const narrower = decided('narrow')
    if (turn.differs === 0) return undefined
    pairs++
    // A refusal grants nothing, so the wider side need not be followed.
    if (narrower.kind === 'refusal') return undefined
    const why = grantsMore(decided('wide'), narrower, { notAfter: ops.notAfter, beyond: setLost })
    if (why === null) return undefined
    grown = { path, wide, narrow, why: `${why}: ${space.engine.cells.map((cell) => cell.said()).join(' ')}` }
    return false
  })
  return { path, pairs, grown }
}

/** Where a decision for this relation reads which cell of the policy. */
function readingsOf(today: CalendarDay, relation: Relation, rules: Rules): Readings {
  const space = spaceOn(today, heldFor(relation))
  const readings = new Readings()
  const read = (cell: string) => readings.read(`policy.${cell}`, space.engine.depth)
  const policy = new Proxy(space.policy, {
    get: (groups, group) =>
      new Proxy(Reflect.get(groups, group) as object, {
        get: (cells, cell) => (read(`${String(group)}.${String(cell)}`), Reflect.get(cells, cell) as unknown),
      }),
  })
  const shared = withoutShares(space, '')
  const isOpen: typeof shared.isOpen = (of, cells) => {
    purposes.forEach((purpose) => read(`scope.${purpose}`))
    return shared.isOpen(of, cells)
  }
  space.engine.everyPath(() => {
    const outcome = granted({ facts: space.facts, policy, ops: { ...shared, isOpen }, rules, path: '' })
    if (outcome.kind !== 'refusal') read('identity.sign')
    readings.end(space.engine.way)
    return undefined
  })
  return readings
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

/** Settled questions that read the cell that differs: each is asked for both sides at once, and forks on both answers. */
const readIn: Readonly<Record<string, readonly string[]>> = {
  identity: ['policy.identity.'],
  extract: ['policy.authority.extractMaxAgeMonths'],
  coHolder: ['policy.authority.required'],
  rulingPaper: ['policy.authority.rulingCopy'],
  phase: ['policy.rollout.'],
  existing: ['policy.times.'],
  patientDocument: ['policy.representative.patientDocument'],
}

/** Questions that the cell decides what they are asked about: the two sides ask differently, so they are not settled. */
const askedBy: Readonly<Record<string, readonly string[]>> = {
  extract: ['policy.authority.parentEvidence', 'policy.authority.guardianEvidence'],
  patientSeen: ['policy.identity.'],
}

const among = (table: Readonly<Record<string, readonly string[]>>, name: string, path: string): boolean =>
  table[name.split(' ')[0] ?? name]?.some((cell) => path.startsWith(cell)) === true

const wayOf = (name: string, path: string): 'open' | 'both' | 'once' =>
  among(askedBy, name, path) ? 'open' : among(readIn, name, path) ? 'both' : 'once'

/**
 * Which side decides now, whether inside a question for both, how often what was read can have made a difference, and whether
 * the run has left the way of the walk that found the readings.
 */
type Turn = { side: 'wide' | 'narrow'; settling: boolean; differs: number; away: boolean }
const firstTurn = (): Turn => ({ side: 'narrow', settling: false, differs: 0, away: false })

/**
 * A settled question keeps its answer for both outcomes, unless it reads the cell that differs: then each side has its own answer
 * of one exploration. One that reads the cell and does not say so above would hide a difference, so it is thrown.
 */
function withoutShares(
  { engine }: Space,
  path: string,
  turn: Turn = firstTurn(),
  beyond: () => boolean = () => true,
): Case<Symbols>['ops'] {
  const answers = new Map<string, { readonly epoch: number; readonly wide: unknown; readonly narrow: unknown }>()
  const ways = new Map<string, ReturnType<typeof wayOf>>()
  const ops = symbolic(engine)
  const purpose = purposeOf(path)
  const isThis = purpose === undefined ? null : asked(engine)
  const once = (name: string, question: () => unknown) => {
    const before = turn.differs
    const answer = engine.settle(question, () => 0)
    if (turn.differs !== before) throw new Error(`${name} reads ${path}`)
    return { epoch: engine.epoch, wide: answer, narrow: answer }
  }
  const forBoth = (question: () => unknown) => {
    const { side } = turn
    turn.settling = true
    const answered = engine.settle(
      () => {
        const ask = (of: Turn['side']) => ((turn.side = of), question())
        // Two numbers of which the narrow one does not lie beyond the wide one are no comparison: nothing differs.
        const compared = beyond()
        const narrow = ask('narrow')
        return { narrow, wide: compared ? ask('wide') : narrow }
      },
      () => 0,
      (answer) => {
        const { wide, narrow } = answer as { readonly wide: unknown; readonly narrow: unknown }
        const [ofWide, ofNarrow] = [JSON.stringify(wide), JSON.stringify(narrow)]
        return ofWide === ofNarrow ? ofWide : `${ofWide}, ${ofNarrow}`
      },
    ) as { readonly wide: unknown; readonly narrow: unknown }
    turn.side = side
    turn.settling = false
    if (JSON.stringify(answered.wide) !== JSON.stringify(answered.narrow)) turn.differs++
    return { epoch: engine.epoch, ...answered }
  }
  return {
    ...ops,
    // Elsewhere one question about all purposes; here the purpose of this cell is told apart from the others.
    isOpen: (of, cells) => {
      if (purpose === undefined || isThis === null) return ops.isOpen(of, cells)
      turn.away = true
      if (!isThis()) return ops.isOpen(of, cells)
      return cells[purpose] === 'allowed'
    },
    settle: <T>(name: string, question: () => T): T => {
      const how = ways.get(name) ?? wayOf(name, path)
      ways.set(name, how)
      if (how === 'open') {
        turn.away = true
        return question()
      }
      const known = answers.get(name)
      const answered = known?.epoch === engine.epoch ? known : how === 'both' ? forBoth(question) : once(name, question)
      answers.set(name, answered)
      return answered[turn.side] as T
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

/** The policy with one cell replaced by what `read` says. */
function withCell(space: Space, path: string, read: () => unknown): PolicyIn<Symbols> {
  const [, group = '', name = ''] = path.split('.')
  const cells = Reflect.get(space.policy, group) as object
  const changed = new Proxy(cells, {
    get: (of, key) => (key === name ? read() : (Reflect.get(of, key) as unknown)),
  })
  return new Proxy(space.policy, { get: (of, key) => (key === group ? changed : Reflect.get(of, key)) as unknown })
}
