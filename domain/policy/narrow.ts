/**
 * Which of two values of a cell grants less. The order is part of the cell's description; a cell without one is named
 * with the reason in `unordered.ts`. Numbers and sets are not listed value by value: `some` means each of them.
 */
import * as v from 'valibot'
import { aboutOf, type Order } from './cell.ts'
import { policyCells } from './policy.ts'

/**
 * One side of a comparison: a value by name, any number of the cell's range, a court term of any number of years, or
 * any set. When both sides are numbers, the narrow one lies beyond the wide one; when both are sets, within it.
 */
export type Side =
  | { readonly is: 'value'; readonly value: unknown }
  | { readonly is: 'number' }
  | { readonly is: 'years' }
  | { readonly is: 'set' }

/** A wider and a narrower value of one cell. */
export type Comparison = {
  readonly path: string
  readonly wide: Side
  readonly narrow: Side
  /** The narrower of two numbers; null where numbers are not compared. */
  readonly narrower: 'lower' | 'higher' | null
}

/** Every comparison of every cell that has an order. */
export function comparisons(): readonly Comparison[] {
  return everyCell().flatMap(({ path, cell, order }) => pairs(order, cell).map((pair) => ({ path, ...pair })))
}

/** Every cell by its path, "policy.children.consent", with its schema and order. */
export function everyCell(): readonly {
  readonly path: string
  readonly cell: v.GenericSchema
  readonly order: Order
}[] {
  return Object.entries(policyCells).flatMap(([group, schema]) =>
    Object.entries<v.GenericSchema>(schema.entries).map(([key, cell]) => ({
      path: `policy.${group}.${key}`,
      cell,
      order: orderOf(cell),
    })),
  )
}

/** The order that a cell's description names. */
export function orderOf(cell: v.GenericSchema): Order {
  return aboutOf(cell).order
}

type Pair = Omit<Comparison, 'path'>

const byName = (wide: unknown, narrow: unknown): Pair => ({
  wide: { is: 'value', value: wide },
  narrow: { is: 'value', value: narrow },
  narrower: null,
})

const Choice = v.object({ options: v.array(v.unknown()) })

function pairs(order: Order, cell: v.GenericSchema): readonly Pair[] {
  if (typeof order === 'object') return order.pairs.map(([wide, narrow]) => byName(wide, narrow))
  switch (order) {
    case 'listed': {
      // From wide to narrow, one step after another.
      const { options } = v.parse(Choice, cell)
      return options.slice(1).map((narrow, index) => byName(options[index], narrow))
    }
    case 'lower':
    case 'higher': {
      const numbers: Pair = { wide: { is: 'number' }, narrow: { is: 'number' }, narrower: order }
      return v.is(cell, null)
        ? [{ ...numbers, wide: { is: 'value', value: null }, narrower: null }, numbers]
        : [numbers]
    }
    case 'courtTerm': {
      const years: Pair = { wide: { is: 'years' }, narrow: { is: 'years' }, narrower: 'lower' }
      return [{ ...years, wide: { is: 'value', value: { kind: 'rulingEnd' } }, narrower: null }, years]
    }
    case 'subset':
      return [{ wide: { is: 'set' }, narrow: { is: 'set' }, narrower: null }]
    case 'none':
      return []
  }
}
