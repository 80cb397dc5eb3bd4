/**
 * The rules never look inside a day, a number or a set of kinds: they only compare and compute through `Ops`. So the
 * same code decides on real values and, in the proof, on symbols that stand for every value.
 */
import { addDays, addMonths, addYears } from '../../days/calendar.ts'
import type { CalendarDay } from '../../ids.ts'
import { difference, intersection, type KindSet, type Purpose } from '../../policy/kinds.ts'

/** What a day, a number and a set of kinds are. */
export interface World {
  readonly day: unknown
  readonly number: unknown
  readonly kinds: unknown
  /** The private answer of a patient. */
  readonly answer: unknown
  readonly purpose: unknown
}

/** Real values. */
export interface Plain extends World {
  readonly day: CalendarDay
  readonly number: number
  readonly kinds: KindSet
  readonly answer: 'notAsked' | 'yes' | 'noObjection' | 'no'
  readonly purpose: Purpose
}

/** A plain shape with its days, numbers and sets replaced by those of a world; nothing of it is optional there. */
export type Lift<W extends World, T> = T extends CalendarDay
  ? W['day']
  : T extends KindSet
    ? W['kinds']
    : T extends number
      ? W['number']
      : T extends string | boolean | null | undefined
        ? T
        : { readonly [K in keyof T]-?: K extends 'answer' | 'purpose' ? W[K] : Lift<W, T[K]> }

/** The purposes' cells of a policy. */
export type Purposes = Readonly<Record<Purpose, 'allowed' | 'closed'>>

/** All that the rules can do with days, numbers and sets. */
export type Ops<W extends World> = {
  /** a ≤ b */
  readonly notAfter: (a: W['day'], b: W['day']) => boolean
  readonly addDays: (day: W['day'], count: number) => W['day']
  /** With the end of the month as limit. */
  readonly addMonths: (day: W['day'], count: W['number']) => W['day']
  /** A birthday: 29 February is 1 March in other years. */
  readonly addYears: (day: W['day'], count: W['number'] | number) => W['day']
  /** a < b */
  readonly fewer: (a: W['number'], b: W['number']) => boolean
  /** a ≤ limit */
  readonly atMost: (a: W['number'], limit: number) => boolean
  /** The kinds that are in both sets. */
  readonly common: (a: W['kinds'], b: W['kinds']) => W['kinds']
  /** The kinds of a that are not in b. */
  readonly without: (a: W['kinds'], b: W['kinds']) => W['kinds']
  readonly isEmpty: (set: W['kinds']) => boolean
  readonly isNo: (answer: W['answer']) => boolean
  readonly isToDecide: (purpose: W['purpose']) => boolean
  /** Does the policy leave this purpose open? */
  readonly isOpen: (purpose: W['purpose'], purposes: Purposes) => boolean
  /** A question whose facts nothing else asks about: the proof settles it once, by name, and goes on with its answer. */
  readonly settle: <T>(name: string, question: () => T) => T
}

/** The operations on real values. */
export const plain: Ops<Plain> = {
  notAfter: (a, b) => a <= b,
  addDays,
  addMonths,
  addYears,
  fewer: (a, b) => a < b,
  atMost: (a, limit) => a <= limit,
  common: intersection,
  without: difference,
  isEmpty: (set) => set.length === 0,
  isNo: (answer) => answer === 'no',
  isToDecide: (purpose) => purpose === 'decideOnCare',
  settle: (_, question) => question(),
  isOpen: (purpose, purposes) => purposes[purpose] === 'allowed',
}
