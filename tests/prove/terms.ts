/** Days, numbers and sets as symbols: the `Ops` of the rules on variables of the engine. */
import { addDays, addMonths, addYears, toNumber } from '../../domain/days/calendar.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import { dataKinds } from '../../domain/policy/kinds.ts'
import type { Ops, World } from '../../domain/rules/basis/world.ts'
import { shareOf } from './count.ts'
import { firstWhere, inverse, times, prime, type Engine, type Table, type Variable } from './engine.ts'

/** The days of the proof: 1890-01-01 to 2100-12-31. */
export const firstDay = Math.round(Date.UTC(1890, 0, 1) / 86_400_000)
export const lastDay = Math.round(Date.UTC(2100, 11, 31) / 86_400_000)

/** A rising function of one variable, as a table over its full range. */
type Function = {
  readonly key: string
  readonly values: Int32Array
  readonly shifted: Map<string, Map<number, Function>>
}

export type Day =
  | { readonly kind: 'fixed'; readonly day: CalendarDay; readonly at: number }
  | { readonly kind: 'one'; readonly of: Variable; readonly by: Function }
  | {
      readonly kind: 'two'
      readonly of: Variable
      readonly count: Variable
      readonly by: (n: number) => Function
      readonly key: string
      /** For a fixed day: up to where the variable may go, by the count. */
      readonly limits: Map<number, Table>
    }
export type Count = { readonly kind: 'count'; readonly of: Variable }
export type Kinds = { readonly kind: 'kinds'; readonly names: readonly string[] }
type Two = Extract<Day, { kind: 'two' }>

export interface Symbols extends World {
  readonly day: Day
  readonly number: Count
  readonly kinds: Kinds
  readonly answer: { readonly kind: 'answer' }
  readonly purpose: { readonly kind: 'purpose' }
}

const functionOf = (key: string, values: Int32Array): Function => ({ key, values, shifted: new Map() })
const identity = functionOf(
  'd',
  table(lastDay - firstDay + 1, (i) => firstDay + i),
)

export const dayOf = (of: Variable): Day => ({ kind: 'one', of, by: identity })
export const fixedDay = (day: CalendarDay): Day => ({ kind: 'fixed', day, at: toNumber(day) })

/** The operations on symbols; every comparison may fork the engine. */
export function symbolic(engine: Engine): Ops<Symbols> {
  const shifted = (day: Day, count: number, unit: Unit): Day => {
    if (day.kind === 'fixed') return fixedDay(unit.add(day.day, count))
    if (day.kind === 'one') return { ...day, by: composed(day.by, count, unit) }
    return shifted(single(day), count, unit)
  }
  const single = (day: Two): Day => ({
    kind: 'one',
    of: day.of,
    by: day.by(engine.concrete(day.count)),
  })
  const shiftedBy = (day: Day, count: Count | number, unit: Unit): Day => {
    if (typeof count === 'number') return shifted(day, count, unit)
    const { of } = count
    if (of.low === of.high) return shifted(day, of.low, unit)
    if (day.kind === 'fixed') return { kind: 'one', of, by: ofCount(day.day, of, unit) }
    if (day.kind === 'two') return shiftedBy(single(day), count, unit)
    return twoOf(day, of, unit)
  }
  const notAfter = (a: Day, b: Day): boolean => {
    if (a.kind === 'two' && a.count.low === a.count.high) return notAfter(single(a), b)
    if (b.kind === 'two' && b.count.low === b.count.high) return notAfter(a, single(b))
    if (a.kind === 'two' && b.kind === 'fixed') return twoNotAfter(engine, a, b.at)
    if (b.kind === 'two' && a.kind === 'fixed') return !twoNotAfter(engine, b, a.at - 1)
    if (a.kind === 'two') return notAfter(single(a), b)
    if (b.kind === 'two') return notAfter(a, single(b))
    if (a.kind === 'fixed') return b.kind === 'fixed' ? a.at <= b.at : !oneNotAfter(engine, b, a.at - 1)
    if (b.kind === 'fixed') return oneNotAfter(engine, a, b.at)
    if (a.of === b.of) return sameVariable(a, b)
    // Starts stand on the left, so that the same question always gives the same constraint.
    return isStart(b.of) && !isStart(a.of)
      ? !engine.order(b.of, a.of, limits(b, a, reaches))
      : engine.order(a.of, b.of, limits(a, b, passes))
  }
  return {
    notAfter,
    addDays: (day, count) => shifted(day, count, days),
    addMonths: (day, count) => shiftedBy(day, count, months),
    addYears: (day, count) => shiftedBy(day, count, years),
    atMost: (a, limit) => engine.splitAt(a.of, limit),
    fewer: (a, b) => engine.order(a.of, b.of, counts(b.of)),
    common: (a, b) => joined(common, a, b, () => [...a.names, ...b.names]),
    // What is left of a set is as free as the set: a symbol of its own, by its name.
    without: (a, b) => joined(rest, a, b, () => [...a.names, ...b.names.map((name) => `!${name}`)]),
    // One of four answers, one of three purposes, one of two values in the purpose's cell; each is asked once a path.
    isNo: once(engine, inverse(4), 'isNo'),
    isToDecide: once(engine, inverse(3), 'isToDecide'),
    isOpen: once(engine, inverse(2), 'isOpen'),
    settle: <T>(_: string, question: () => T) => engine.settle(question, () => shareOf(engine) ?? 0) as T,
    isEmpty: emptySets(engine),
  }
}

/** `add` is the rules' own function; `shift` is the same on day numbers, for tables of many days. */
type Unit = {
  readonly name: string
  readonly add: (day: CalendarDay, count: number) => CalendarDay
  readonly shift: (day: number, count: number) => number
}
const days: Unit = { name: 'd', add: addDays, shift: (day, count) => day + count }
const months: Unit = { name: 'm', add: addMonths, shift: (day, count) => shiftMonths(day, count) }
const years: Unit = { name: 'y', add: addYears, shift: (day, count) => shiftYears(day, count) }

const utc = (year: number, month: number, date: number) => Math.round(Date.UTC(year, month, date) / 86_400_000)

/** As `addMonths` of the calendar; a test compares the two. */
export function shiftMonths(day: number, count: number): number {
  const date = new Date(day * 86_400_000)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + count]
  return Math.min(utc(year, month, date.getUTCDate()), utc(year, month + 1, 1) - 1)
}

/** As `addYears` of the calendar; a test compares the two. */
export function shiftYears(day: number, count: number): number {
  const date = new Date(day * 86_400_000)
  return utc(date.getUTCFullYear() + count, date.getUTCMonth(), date.getUTCDate())
}

function table(length: number, value: (index: number) => number): Int32Array {
  return Int32Array.from({ length }, (_, index) => value(index))
}

/** The same function shifted by the same is the same object, so that nobody has to compare or name it. */
function composed(by: Function, count: number, unit: Unit): Function {
  const row = by.shifted.get(unit.name) ?? new Map<number, Function>()
  by.shifted.set(unit.name, row)
  const found = row.get(count)
  if (found !== undefined) return found
  const made = functionOf(
    `${by.key}+${unit.name}${count}`,
    by.values.map((day) => unit.shift(day, count)),
  )
  row.set(count, made)
  return made
}

const twos = new WeakMap<Variable, WeakMap<Variable, Map<string, Two>>>()

/** A day of two variables, one object for each two and what lies between them. */
function twoOf({ of, by }: One, count: Variable, unit: Unit): Two {
  const counts = twos.get(of) ?? new WeakMap<Variable, Map<string, Two>>()
  twos.set(of, counts)
  const known = counts.get(count) ?? new Map<string, Two>()
  counts.set(count, known)
  const key = `${by.key}+${unit.name}${count.name}`
  const made: Two = known.get(key) ?? {
    kind: 'two',
    of,
    count,
    by: (n) => composed(by, n, unit),
    key,
    limits: new Map(),
  }
  known.set(key, made)
  return made
}

function ofCount(day: CalendarDay, of: Variable, unit: Unit): Function {
  return functionOf(
    `${day}+${unit.name}(${of.name})`,
    table(of.most - of.least + 1, (i) => unit.shift(toNumber(day), of.least + i)),
  )
}

function oneNotAfter(engine: Engine, { of, by }: Extract<Day, { kind: 'one' }>, day: number): boolean {
  const beyond = firstWhere([of.low, of.high], (n) => (by.values[n - of.least] ?? 0) > day)
  return engine.splitAt(of, beyond - 1)
}

const tables = new Map<string, Table>()

function remembered(key: string, make: () => Omit<Table, 'key'>): Table {
  const found = tables.get(key)
  if (found !== undefined) return found
  const made = keyed(make())
  tables.set(key, made)
  return made
}

const keyed = (table: Omit<Table, 'key'>): Table => ({ key: contentKey(table), ...table })

const contents: Omit<Table, 'key'>[] = []

function contentKey(table: Omit<Table, 'key'>): string {
  const same = contents.findIndex(
    ({ rising, values }) =>
      rising === table.rising && values.length === table.values.length && values.every((n, i) => n === table.values[i]),
  )
  return `t${same >= 0 ? same : contents.push(table) - 1}`
}

/** f(x, n) ≤ day: the more is added, the earlier x must be. */
function twoNotAfter(engine: Engine, two: Two, day: number): boolean {
  const { of, count, limits } = two
  const limit =
    limits.get(day) ??
    remembered(`${two.key}<=${day}`, () => ({
      rising: false,
      values: table(count.most - count.least + 1, (i) => {
        const { values } = two.by(count.least + i)
        return firstWhere([of.least, of.most], (n) => (values[n - of.least] ?? 0) > day)
      }),
    }))
  limits.set(day, limit)
  return engine.order(of, count, limit)
}

const isStart = ({ name }: Variable): boolean => /\.(from|effectiveOn)$/.test(name)

type Beyond = { readonly holds: (x: number, y: number) => boolean; readonly tables: Pairs<Table> }
/** x ≥ y, and x > y. */
const reaches: Beyond = { holds: (x, y) => x >= y, tables: new Map() }
const passes: Beyond = { holds: (x, y) => x > y, tables: new Map() }

/** What was worked out once for two functions; they are shared, so they are looked up as they are. */
type Pairs<T> = Map<Function, Map<Function, T>>

function ofPair<T>(pairs: Pairs<T>, a: Function, b: Function, make: () => T): T {
  const row = pairs.get(a) ?? new Map<Function, T>()
  pairs.set(a, row)
  const found = row.get(b)
  if (found !== undefined) return found
  const made = make()
  row.set(b, made)
  return made
}

type One = Extract<Day, { kind: 'one' }>

/** For every y the first x whose f(x) is beyond g(y). Tables with the same content share a key. */
function limits(a: One, b: One, beyond: Beyond): Table {
  return ofPair(beyond.tables, a.by, b.by, () => {
    let x = 0
    return keyed({
      rising: true,
      values: b.by.values.map((day) => {
        while (x < a.by.values.length && !beyond.holds(a.by.values[x] ?? 0, day)) x++
        return a.of.least + x
      }),
    })
  })
}

const settled: Pairs<boolean> = new Map()

/** Two functions of one variable: the same answer for every value, or the proof stops. */
function sameVariable(a: One, b: One): boolean {
  return ofPair(settled, a.by, b.by, () => {
    const first = (a.by.values[0] ?? 0) <= (b.by.values[0] ?? 0)
    a.by.values.forEach((day, i) => {
      if (day <= (b.by.values[i] ?? 0) !== first) throw new Error(`${a.by.key}<=${b.by.key} depends on ${a.of.name}`)
    })
    return first
  })
}

const counts = (of: Variable): Table =>
  remembered(`count ${of.name}`, () => ({ rising: true, values: table(of.most - of.least + 1, (i) => of.least + i) }))

/** A question with one answer on a path, asked again or not. */
function once(engine: Engine, share: number, question: string): () => boolean {
  let epoch = -1
  let answer = false
  const alternative = (value: boolean, weight: number) => ({
    value,
    name: String(value),
    updates: [],
    constraints: null,
    weight,
  })
  const alternatives = [alternative(true, share), alternative(false, (1 - share + prime) % prime)]
  return () => {
    if (epoch !== engine.epoch) {
      epoch = engine.epoch
      answer = engine.fork(() => alternatives, question) === true
    }
    return answer
  }
}

/** A day in words: which variable, and what is added to it. */
export function described(day: Day): string {
  if (day.kind === 'fixed') return day.day
  return `${day.of.name} ${day.kind === 'one' ? day.by.key : day.key}`
}

/** A question that only a comparison asks; its share of the points is not counted. */
export const asked = (engine: Engine): (() => boolean) => once(engine, 1, 'asked')

type Joined = WeakMap<Kinds, WeakMap<Kinds, Kinds>>
const common: Joined = new WeakMap()
const rest: Joined = new WeakMap()

/** The set made of two, one object for each two. */
function joined(all: Joined, a: Kinds, b: Kinds, names: () => readonly string[]): Kinds {
  const row = all.get(a) ?? new WeakMap<Kinds, Kinds>()
  all.set(a, row)
  const made: Kinds = row.get(b) ?? { kind: 'kinds', names: names() }
  row.set(b, made)
  return made
}

/**
 * Sets are asked once a path: of so many free sets, how many combinations have nothing in common. What is empty stays
 * so with one more set, and what is not empty is not empty with one less.
 */
function emptySets(engine: Engine): (kinds: Kinds) => boolean {
  const questions = new Map<string, () => boolean>()
  const sorted = new WeakMap<readonly string[], readonly string[]>()
  let epoch = -1
  let known: { readonly sets: readonly string[]; readonly empty: boolean }[] = []
  return ({ names }) => {
    if (epoch !== engine.epoch) known = []
    epoch = engine.epoch
    const sets = sorted.get(names) ?? [...new Set(names)].sort()
    sorted.set(names, sets)
    const within = (a: readonly string[], b: readonly string[]) => a.every((name) => b.includes(name))
    const follows = known.find((one) => (one.empty ? within(one.sets, sets) : within(sets, one.sets)))
    if (follows !== undefined) return follows.empty
    const key = sets.join()
    const question = questions.get(key) ?? once(engine, emptyShare(sets.length), `isEmpty ${key}`)
    questions.set(key, question)
    const empty = question()
    known.push({ sets, empty })
    return empty
  }
}

function emptyShare(sets: number): number {
  return times(power(2 ** sets - 1, dataKinds.length), inverse(power(2 ** sets, dataKinds.length)))
}

function power(base: number, exponent: number): number {
  return Array.from({ length: exponent }).reduce<number>((product) => times(product, base), 1)
}
