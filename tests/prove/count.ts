/**
 * How many points a leaf stands for, as a share of the whole space, modulo a prime. Variables that constraints tie
 * together are counted together: pendant ones are summed away; two starts that share ends are summed by the later one.
 */
import { inverse, prime, times, type Constraint, type Engine, type Variable } from './engine.ts'

/** The share of the space that the present path covers; null when its constraints form a shape that is not counted. */
export function shareOf(engine: Engine): number | null {
  const { constraints } = engine
  let share = engine.weight
  for (const variable of new Set(engine.touched)) {
    share = times(share, inverseOf(variable.most - variable.least + 1))
    const tied = constraints.some(({ x, y }) => x === variable || y === variable)
    if (!tied) share = times(share, variable.high - variable.low + 1)
  }
  for (const component of components(constraints)) {
    const points = counted(component)
    if (points === null) return null
    share = times(share, points)
  }
  return share
}

const inverses = new Map<number, number>()
function inverseOf(size: number): number {
  const found = inverses.get(size)
  if (found !== undefined) return found
  const made = inverse(size)
  inverses.set(size, made)
  return made
}

function components(constraints: readonly Constraint[]): readonly (readonly Constraint[])[] {
  if (constraints.length < 2) return constraints.length === 0 ? [] : [constraints]
  const groups: { readonly variables: Set<Variable>; readonly constraints: Constraint[] }[] = []
  for (const constraint of constraints) {
    const joined = groups.filter(({ variables }) => variables.has(constraint.x) || variables.has(constraint.y))
    for (const group of joined) groups.splice(groups.indexOf(group), 1)
    groups.push({
      variables: new Set([constraint.x, constraint.y, ...joined.flatMap(({ variables }) => [...variables])]),
      constraints: [constraint, ...joined.flatMap((group) => group.constraints)],
    })
  }
  return groups.map((group) => group.constraints)
}

const memory = new Map<string, number | null>()

function counted(constraints: readonly Constraint[]): number | null {
  const key = constraints
    .map(
      ({ x, y, table, below }) =>
        `${x.id}:${x.low}:${x.high}${below ? '<' : '>'}${table.key}@${y.id}:${y.low}:${y.high}`,
    )
    .sort()
    .join(' ')
  const found = memory.get(key)
  if (found !== undefined) return found
  const made = count(constraints)
  memory.set(key, made)
  return made
}

/** Weights of the values of a variable, from its low to its high. */
type Weights = Map<Variable, Float64Array>

function count(constraints: readonly Constraint[]): number | null {
  const weights: Weights = new Map()
  for (const variable of constraints.flatMap(({ x, y }) => [x, y]))
    weights.set(variable, new Float64Array(variable.high - variable.low + 1).fill(1))
  return countWeighted(weights, constraints)
}

const degree = (open: readonly Constraint[], variable: Variable): number =>
  open.filter(({ x, y }) => x === variable || y === variable).length

const total = (weights: Float64Array): number => weights.reduce((sum, weight) => (sum + weight) % prime, 0)

/** sums[i] = the weights before index i. */
function prefix(weights: Float64Array): Float64Array {
  const sums = new Float64Array(weights.length + 1)
  weights.forEach((weight, i) => (sums[i + 1] = ((sums[i] ?? 0) + weight) % prime))
  return sums
}

function sumAwayX(weights: Weights, { x, y, table, below }: Constraint): void {
  const own = weights.get(x) ?? new Float64Array()
  const sums = prefix(own)
  const whole = sums[own.length] ?? 0
  const onto = weights.get(y) ?? new Float64Array()
  weights.delete(x)
  weights.set(
    y,
    onto.map((weight, i) => {
      const limit = Math.min(Math.max((table.values[y.low + i - y.least] ?? 0) - x.low, 0), own.length)
      const under = sums[limit] ?? 0
      return times(weight, below ? under : (whole - under + prime) % prime)
    }),
  )
}

function sumAwayY(weights: Weights, constraint: Constraint): void {
  const onto = weights.get(constraint.x) ?? new Float64Array()
  const room = roomAbove(weights, constraint)
  weights.delete(constraint.y)
  weights.set(
    constraint.x,
    onto.map((weight, i) => times(weight, room[i] ?? 0)),
  )
}

/** For each x from its low: the weight of the y that the constraint leaves. */
function roomAbove(weights: Weights, { x, y, table, below }: Constraint): Float64Array {
  const own = weights.get(y) ?? new Float64Array()
  const sums = prefix(own)
  const whole = sums[own.length] ?? 0
  const room = new Float64Array(x.high - x.low + 1)
  // table(y) > x holds for a run of y that starts (rising) or stops (falling) at a border which moves with x.
  let border = table.rising ? 0 : own.length
  const at = (i: number) => table.values[y.low + i - y.least] ?? 0
  for (let i = 0; i < room.length; i++) {
    if (table.rising) while (border < own.length && at(border) <= x.low + i) border++
    else while (border > 0 && at(border - 1) <= x.low + i) border--
    const before = sums[border] ?? 0
    const above = table.rising ? (whole - before + prime) % prime : before
    room[i] = below ? above : (whole - above + prime) % prime
  }
  return room
}

/** Two starts a and b before shared ends: the later of the two decides. A failing pair is counted by its complement. */
function twoStarts(weights: Weights, open: readonly Constraint[]): number | null {
  const failing = open.find(({ below }) => !below)
  if (failing !== undefined) {
    const others = open.filter((constraint) => constraint !== failing)
    const again = (constraints: readonly Constraint[]) => countWeighted(new Map(weights), constraints)
    const [without, within] = [again(others), again([...others, { ...failing, below: true }])]
    return without === null || within === null ? null : (without - within + prime) % prime
  }
  const [a, b, ...more] = [...new Set(open.map(({ x }) => x))]
  if (a === undefined || b === undefined || more.length > 0) return null
  const low = Math.min(a.low, b.low)
  const high = Math.max(a.high, b.high)
  const shared = new Float64Array(high - low + 1).fill(1)
  for (const y of new Set(open.map((constraint) => constraint.y))) {
    const [first, second] = open.filter((constraint) => constraint.y === y)
    if (first === undefined || second === undefined || first.table.key !== second.table.key) return null
    const wide = { ...first, x: { ...a, low, high } }
    roomAbove(weights, wide).forEach((room, i) => (shared[i] = times(shared[i] ?? 0, room)))
  }
  const of = (variable: Variable) => {
    const own = weights.get(variable) ?? new Float64Array()
    return shared.map((_, i) => own[low + i - variable.low] ?? 0)
  }
  const [wa, wb] = [of(a), of(b)]
  const [sa, sb] = [prefix(wa), prefix(wb)]
  return shared.reduce((sum, room, i) => {
    const aIsLater = times(wa[i] ?? 0, sb[i + 1] ?? 0)
    const bIsLater = times(wb[i] ?? 0, sa[i] ?? 0)
    return (sum + times(room, (aIsLater + bIsLater) % prime)) % prime
  }, 0)
}

function countWeighted(weights: Weights, constraints: readonly Constraint[]): number | null {
  let open = [...constraints]
  for (;;) {
    const pendant = open.find(({ x, y }) => degree(open, x) === 1 || degree(open, y) === 1)
    if (pendant === undefined) break
    if (degree(open, pendant.x) === 1) sumAwayX(weights, pendant)
    else sumAwayY(weights, pendant)
    open = open.filter((constraint) => constraint !== pendant)
  }
  if (open.length === 0) return [...weights.values()].reduce((product, of) => times(product, total(of)), 1)
  return twoStarts(weights, open)
}
