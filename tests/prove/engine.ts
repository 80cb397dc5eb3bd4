/**
 * Runs one function over every class of inputs. Whenever the function asks something that is not settled yet, the run
 * forks; each run replays the answers of its path and takes the next open one. Nothing is sampled.
 *
 * A path holds a bound for every integer variable (days, ages, terms) and order constraints between two of them. All
 * constraints are monotone, so tightening bounds until nothing changes decides whether anything is left.
 */
/** An integer variable with its full range and what the present path leaves of it. */
export type Variable = {
  readonly id: number
  readonly name: string
  readonly least: number
  readonly most: number
  low: number
  high: number
}

/** `below`: x < table(y); otherwise x ≥ table(y). The table is indexed from y's least value. */
export type Constraint = {
  readonly x: Variable
  readonly y: Variable
  readonly table: Table
  readonly below: boolean
}
export type Table = { readonly key: string; readonly values: Int32Array; readonly rising: boolean }

type Update = { readonly variable: Variable; readonly low: number; readonly high: number }
export type Alternative = {
  readonly value: unknown
  /** Tells it from the other answers of its fork, the same in every walk. */
  readonly name: string
  readonly updates: readonly Update[]
  readonly constraints: readonly Constraint[] | null
  readonly weight: number
}
/** A fork of an earlier walk: what it was about, and what follows each of its answers. */
export type Branch = { readonly about: string; readonly answers: Map<string, Below> }
/** `reads` is a set of bits, one for each cell; no branch: the walk ends here. */
export type Below = { reads: bigint; branch: Branch | null }

/** `at`: where an earlier walk stood here; null: this walk has left it. */
type Fork = {
  readonly about: string
  readonly alternatives: readonly Alternative[]
  index: number
  readonly at: Branch | null
}

/** Leaves out answers that an earlier walk found to lead nowhere of interest, as long as this one goes the same way. */
export type Along = {
  /** The fork at which the earlier walk begins in this one. */
  start: number
  readonly first: Branch | null
  readonly same: () => boolean
  readonly keep: (branch: Branch, about: string, alternatives: readonly Alternative[]) => readonly Alternative[]
}
/** Nothing of interest is left on this path. */
class NothingLeft extends Error {}

/** A cell that was read: it can forget that, refuse to be read again on this path, and say what was read. */
export type Spendable = {
  readonly forget: () => void
  readonly spent: (epoch: number) => void
  readonly said: () => string
}
type Settled = { readonly answer: unknown; readonly cells: readonly Spendable[] }

/** Arithmetic of counts is done modulo a prime below 2^26, so that products stay exact. */
export const prime = 67108859

export const times = (a: number, b: number): number => (a * b) % prime

/** 1 / a modulo the prime (Fermat). */
export function inverse(a: number): number {
  let result = 1
  let base = a % prime
  for (let power = prime - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = times(result, base)
    base = times(base, base)
  }
  return result
}

export class Engine {
  /** Grows with every run; a cell that was read in this run carries it. */
  epoch = 0
  constraints: readonly Constraint[] = []
  /** Cells read and variables touched on this path, in order. */
  touched: Variable[] = []
  weight = 1
  #forks: Fork[] = []
  #position = 0
  #variables: Variable[] = []

  variable(name: string, least: number, most: number): Variable {
    const made = { id: this.#variables.length, name, least, most, low: least, high: most }
    this.#variables.push(made)
    return made
  }

  /** Forks on the path so far; inside a settled question those before it. */
  get depth(): number {
    return this.#outside ?? this.#position
  }

  /** The way of the run that just ended. */
  get way(): readonly { readonly about: string; readonly answer: string }[] {
    return this.#forks.map(({ about, alternatives, index }) => ({
      about,
      answer: alternatives[index]?.name ?? '',
    }))
  }

  /** Was everything on the path so far answered by a fork of an earlier run? Then this prefix is not new. */
  get replaying(): boolean {
    return this.#position < this.#forks.length
  }

  /** Calls `run` once per class; `run` returns false to stop early. */
  everyPath(run: () => boolean | undefined): void {
    this.#forks = []
    for (;;) {
      this.#reset()
      try {
        if (run() === false) return
      } catch (error) {
        if (!(error instanceof NothingLeft)) throw error
      }
      if (!this.#next()) return
    }
  }

  /** Chooses the one alternative in which a raw point lies; null: every alternative is taken, one after another. */
  guide: ((alternatives: readonly Alternative[], question: string) => number) | null = null

  along: Along | null = null
  #outside: number | null = null

  #opened(all: readonly Alternative[], question: string, about: string): Fork {
    const at = this.#branch()
    const alternatives = at === null ? all : (this.along?.keep(at, about, all) ?? all)
    if (alternatives.length === 0) throw new NothingLeft()
    return { about, alternatives, index: this.guide === null ? 0 : this.guide(alternatives, question), at }
  }

  /** Where the earlier walk is at this fork. */
  #branch(): Branch | null {
    if (this.along === null || this.#outside !== null || !this.along.same()) return null
    if (this.#position === this.along.start) return this.along.first
    const before = this.#forks[this.#position - 1]
    const answer = before?.alternatives[before.index]?.name ?? ''
    return before?.at?.answers.get(answer)?.branch ?? null
  }

  /** The answer of this path; `open` is asked only the first time that a path comes here. */
  fork(open: () => readonly Alternative[], question = '', about = question): unknown {
    let fork = this.#forks[this.#position]
    if (fork === undefined) {
      fork = this.#opened(open(), question, about)
      this.#forks.push(fork)
    }
    this.#position++
    const taken = fork.alternatives[fork.index]
    if (taken === undefined) throw new Error('a fork without alternatives')
    for (const { variable, low, high } of taken.updates) this.#bound(variable, low, high)
    if (taken.constraints !== null) this.constraints = taken.constraints
    if (taken.weight !== 1) this.weight = times(this.weight, taken.weight)
    return taken.value
  }

  #bound(variable: Variable, low: number, high: number): void {
    if (variable.low === variable.least && variable.high === variable.most) this.touched.push(variable)
    variable.low = low
    variable.high = high
  }

  #reset(): void {
    for (const variable of this.#variables) {
      variable.low = variable.least
      variable.high = variable.most
    }
    this.constraints = []
    this.touched = []
    this.weight = 1
    this.#position = 0
    this.cells.length = 0
    this.epoch++
  }

  /**
   * Explores one question on its own and forks only on its different answers, each with the share of all that leads to
   * it. What the question reads may not be read again on this path: `reads` tells the cells, to forget and to forbid.
   */
  settle(question: () => unknown, share: () => number, named: (answer: unknown) => string = nameOf): unknown {
    const settled = this.fork(() => this.#answers(question, share, named), 'settled') as Settled
    for (const cell of settled.cells) cell.spent(this.epoch)
    return settled.answer
  }

  /** While peeking, a cell that the path never read is undefined instead of a fork. */
  peeking = false
  readonly cells: Spendable[] = []

  #answers(question: () => unknown, share: () => number, named: (answer: unknown) => string): readonly Alternative[] {
    const outer = {
      forks: this.#forks,
      position: this.#position,
      constraints: this.constraints,
      touched: this.touched,
      weight: this.weight,
      cells: this.cells.length,
    }
    const answers = new Map<string, { readonly answer: unknown; share: number }>()
    const cells = new Set<Spendable>()
    this.#forks = []
    this.#outside = outer.position
    do {
      this.#position = 0
      this.constraints = []
      this.touched = []
      this.weight = 1
      const answer = question()
      const key = nameOf(answer)
      const found = answers.get(key) ?? { answer, share: 0 }
      found.share = (found.share + share()) % prime
      answers.set(key, found)
      for (const variable of this.touched) {
        if (outer.touched.includes(variable)) throw new Error(`${variable.name} is asked in and out of a question`)
        variable.low = variable.least
        variable.high = variable.most
      }
      for (const cell of this.cells.splice(outer.cells)) {
        cell.forget()
        cells.add(cell)
      }
    } while (this.#next())
    this.#forks = outer.forks
    this.#outside = null
    this.#position = outer.position
    this.constraints = outer.constraints
    this.touched = outer.touched
    this.weight = outer.weight
    return [...answers.values()].map(({ answer, share: weight }) => ({
      value: { answer, cells: [...cells] } satisfies Settled,
      name: named(answer),
      updates: [],
      constraints: null,
      weight,
    }))
  }

  /** Moves to the next open alternative; false when there is none. */
  #next(): boolean {
    while (this.#forks.length > 0) {
      const last = this.#forks[this.#forks.length - 1]
      if (last === undefined || ++last.index < last.alternatives.length) return true
      this.#forks.pop()
    }
    return false
  }

  /** x ≤ limit, or x > limit. */
  splitAt(x: Variable, limit: number): boolean {
    if (x.high <= limit) return true
    if (x.low > limit) return false
    return (
      this.fork(
        () => [
          ...this.#tightened(true, new Map([[x, [x.low, limit]]]), this.constraints),
          ...this.#tightened(false, new Map([[x, [limit + 1, x.high]]]), this.constraints),
        ],
        '',
        x.name,
      ) === true
    )
  }

  /** x < table(y), or not. */
  order(x: Variable, y: Variable, table: Table): boolean {
    const known = this.constraints.find((c) => c.x === x && c.y === y && c.table.key === table.key)
    if (known !== undefined) return known.below
    const branch = (below: boolean) => this.#tightened(below, new Map(), [...this.constraints, { x, y, table, below }])
    return this.fork(() => [...branch(true), ...branch(false)], '', x.name) === true
  }

  /** One of the values that the path leaves of a variable. */
  concrete(x: Variable): number {
    if (x.low === x.high) return x.low
    return Number(
      this.fork(
        () => {
          const all: Alternative[] = []
          for (let n = x.low; n <= x.high; n++)
            all.push(...this.#tightened(n, new Map([[x, [n, n]]]), this.constraints))
          return all
        },
        '',
        x.name,
      ),
    )
  }

  #tightened(
    value: boolean | number,
    start: ReadonlyMap<Variable, readonly [number, number]>,
    constraints: readonly Constraint[],
  ): readonly Alternative[] {
    const bounds = new Map(start)
    const lowOf = (v: Variable) => bounds.get(v)?.[0] ?? v.low
    const highOf = (v: Variable) => bounds.get(v)?.[1] ?? v.high
    for (let changed = true; changed;) {
      changed = false
      for (const { x, y, table, below } of constraints) {
        const xNow = [lowOf(x), highOf(x)] as const
        const yNow = [lowOf(y), highOf(y)] as const
        const [xNext, yNext] = tighten(xNow, yNow, y.least, table, below)
        if (xNext[0] > xNext[1] || yNext[0] > yNext[1]) return []
        if (xNext[0] !== xNow[0] || xNext[1] !== xNow[1]) {
          bounds.set(x, xNext)
          changed = true
        }
        if (yNext[0] !== yNow[0] || yNext[1] !== yNow[1]) {
          bounds.set(y, yNext)
          changed = true
        }
      }
    }
    const open = constraints.filter(({ x, y, table, below }) => {
      const at = (n: number) => table.values[n - y.least] ?? 0
      const ends = [at(lowOf(y)), at(highOf(y))]
      return below ? highOf(x) >= Math.min(...ends) : lowOf(x) < Math.max(...ends)
    })
    const updates = [...bounds].map(([variable, [low, high]]) => ({ variable, low, high }))
    // A variable that only meets a constraint counts as touched, so its bounds are repeated.
    for (const { x, y } of open)
      for (const variable of [x, y])
        if (!bounds.has(variable)) updates.push({ variable, low: variable.low, high: variable.high })
    return [{ value, name: String(value), updates, constraints: open, weight: 1 }]
  }
}

const nameOf = (answer: unknown): string => JSON.stringify(answer)

type Range = readonly [number, number]

function tighten(x: Range, y: Range, least: number, table: Table, below: boolean): readonly [Range, Range] {
  const at = (n: number) => table.values[n - least] ?? 0
  const [small, large] = table.rising ? [at(y[0]), at(y[1])] : [at(y[1]), at(y[0])]
  if (below) {
    // x < T(y): y must leave room above x's least value.
    const xNext: Range = [x[0], Math.min(x[1], large - 1)]
    const room = (n: number) => at(n) > x[0]
    return [xNext, table.rising ? [firstWhere(y, room), y[1]] : [y[0], lastWhere(y, room)]]
  }
  const xNext: Range = [Math.max(x[0], small), x[1]]
  const room = (n: number) => at(n) <= x[1]
  return [xNext, table.rising ? [y[0], lastWhere(y, room)] : [firstWhere(y, room), y[1]]]
}

/** The least n in the range for which a rising condition holds, or one past the range. */
export function firstWhere([low, high]: Range, holds: (n: number) => boolean): number {
  let [a, b] = [low, high + 1]
  while (a < b) {
    const middle = Math.floor((a + b) / 2)
    if (holds(middle)) b = middle
    else a = middle + 1
  }
  return a
}

/** The greatest n in the range for which a falling condition holds, or one before the range. */
export function lastWhere(range: Range, holds: (n: number) => boolean): number {
  return firstWhere(range, (n) => !holds(n)) - 1
}
