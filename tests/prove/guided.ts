/**
 * The leaf in which a raw point lies: at every fork exactly one alternative may hold the point, and at the end the leaf's
 * symbols are read at the point. So the classes of the proof are compared with plain decisions, not only with themselves.
 */
import { fromNumber, toNumber } from '../../domain/days/calendar.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { difference, everyKind, intersection, KindSet } from '../../domain/policy/kinds.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { everyFact } from '../../domain/rules/basis/every-fact.ts'
import type { FactsIn } from '../../domain/rules/basis/facts.ts'
import type { Plain } from '../../domain/rules/basis/world.ts'
import type { Facts } from '../../domain/rules/index.ts'
import type { Outline } from '../../domain/rules/basis/outline.ts'
import { outlineOf } from '../../domain/rules/outline-of.ts'
import * as v from 'valibot'
import type { Alternative, Variable } from './engine.ts'
import { isCell } from './space.ts'
import { spaceOn, type Space } from './symbols.ts'
import { symbolic, type Day, type Symbols } from './terms.ts'

/** The facts with nothing unsaid, as the rules see them. */
type Point = { readonly facts: FactsIn<Plain>; readonly policy: HospitalPolicy }

/** The leaf's answer at the point: refusal, or form with signers, approver, first and last day. */
export type LeafAnswer =
  | { readonly id: string }
  | {
      readonly row: string
      readonly signers: string
      readonly approver: string
      readonly start: string
      readonly end: string | null
    }

/** Reuses one space for many points. */
export function guided(
  today: CalendarDay,
): (of: { readonly facts: Facts; readonly policy: HospitalPolicy }) => LeafAnswer {
  const space = spaceOn(today)
  const ops = { ...symbolic(space.engine), settle: <T>(_: string, question: () => T) => question() }
  return ({ facts, policy }) => {
    const point: Point = { facts: everyFact(facts), policy }
    let found: LeafAnswer | null = null
    space.engine.guide = guideTo(point)
    space.engine.everyPath(() => {
      found = read(outlineOf({ facts: space.facts, policy: space.policy, ops, cite: () => undefined }), point)
      return false
    })
    if (found === null) throw new Error('no leaf holds the point')
    return found
  }
}

function guideTo(point: Point): NonNullable<Space['engine']['guide']> {
  return (alternatives, question) => {
    const fits = alternatives.map((alternative) => holds(alternative, question, point))
    const [only, ...more] = fits.flatMap((fit, index) => (fit ? [index] : []))
    if (only === undefined || more.length > 0)
      throw new Error(`${question}: ${more.length + 1} alternatives hold the point`)
    return only
  }
}

function holds({ value, updates, constraints }: Alternative, question: string, point: Point): boolean {
  if (question === '') {
    const at = (variable: Variable) => valueOf(point, variable)
    return (
      updates.every(({ variable, low, high }) => at(variable) >= low && at(variable) <= high) &&
      (constraints ?? []).every(({ x, y, table, below }) => at(x) < (table.values[at(y) - y.least] ?? 0) === below)
    )
  }
  const asked = answers(point)[question.split(' ')[0] ?? '']
  if (asked !== undefined) return asked(question.split(' ')[1] ?? '') === value
  const actual = lookUp(point, question)
  if (!isCell(value)) return value === actual
  if (actual === null) return false
  const inner = value.read()
  const kind: unknown = isObject(inner) ? Reflect.get(inner, 'kind') : undefined
  return !isObject(actual) || !('kind' in actual) || kind === actual.kind
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

function answers({ facts, policy }: Point): Readonly<Record<string, (sets: string) => boolean>> {
  return {
    isNo: () => facts.patient.answer === 'no',
    isToDecide: () => facts.request.purpose === 'decideOnCare',
    isOpen: () => policy.scope[facts.request.purpose] === 'allowed',
    isEmpty: (sets) => {
      const read = (path: string) => v.parse(KindSet, lookUp({ facts, policy }, path))
      // "!path": what is left without that set.
      return (
        sets
          .split(',')
          .reduce(
            (left, path) =>
              path.startsWith('!') ? difference(left, read(path.slice(1))) : intersection(left, read(path)),
            everyKind,
          ).length === 0
      )
    },
  }
}

/** A cell of the point by its path ("facts.patient.birth"). */
const lookUp = (point: Point, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (isObject(value) ? Reflect.get(value, key) : undefined), point)

function valueOf(point: Point, variable: Variable): number {
  const value = lookUp(point, variable.name)
  return typeof value === 'number' ? value : toNumber(v.parse(CalendarDay, value))
}

function read(outline: Outline<Symbols>, point: Point): LeafAnswer {
  if (outline.kind === 'refusal') return { id: outline.id }
  const at = (day: Day): string => {
    if (day.kind === 'fixed') return day.day
    const by = day.kind === 'one' ? day.by : day.by(valueOf(point, day.count))
    return fromNumber(by.values[valueOf(point, day.of) - day.of.least] ?? Number.NaN)
  }
  const days = (bounds: readonly { readonly day: Day }[]) => bounds.map(({ day }) => at(day)).sort()
  return {
    row: outline.row,
    signers: outline.signers.map(({ role }) => role).join(),
    approver: outline.approver === 'physician' ? 'physician' : point.policy.approver[outline.approver],
    start: days(outline.starts).at(-1) ?? '',
    end: days(outline.ends)[0] ?? null,
  }
}
