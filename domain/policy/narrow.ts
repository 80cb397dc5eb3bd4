/**
 * Which of two values of a cell grants less. The order is part of the cell's description; a cell without one is named
 * with the reason in `unordered.ts`. Numbers and sets are not listed value by value: `some` stands for each of them.
 */
import * as v from 'valibot'
import type { Order } from './cell.ts'
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
  return everyCell().flatMap(({ path, cell, order }) =>
    sides(order, cell).map(([wide, narrow]) => ({
      path,
      wide,
      narrow,
      narrower: wide.is === narrow.is && wide.is !== 'value' && wide.is !== 'set' ? directionOf(order) : null,
    })),
  )
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

function orderOf(cell: v.GenericSchema): Order {
  const { order }: { readonly order?: Order } = v.getMetadata(cell)
  if (order === undefined) throw new Error('a cell without an order')
  return order
}

const value = (of: unknown): Side => ({ is: 'value', value: of })

function sides(order: Order, cell: v.GenericSchema): readonly (readonly [wide: Side, narrow: Side])[] {
  if (typeof order === 'object') return order.pairs.map(([wide, narrow]) => [value(wide), value(narrow)] as const)
  switch (order) {
    case 'listed':
      return neighbours('options' in cell && Array.isArray(cell.options) ? cell.options : [])
    case 'lower':
    case 'higher':
      return [
        ...(v.is(cell, null) ? [[value(null), { is: 'number' }] as const] : []),
        [{ is: 'number' }, { is: 'number' }] as const,
      ]
    case 'courtTerm':
      return [
        [value({ kind: 'rulingEnd' }), { is: 'years' }],
        [{ is: 'years' }, { is: 'years' }],
      ]
    case 'subset':
      return [[{ is: 'set' }, { is: 'set' }]]
    case 'none':
      return []
  }
}

/** From wide to narrow, one step after another. */
function neighbours(options: readonly unknown[]): readonly (readonly [Side, Side])[] {
  return options.slice(1).map((narrow, index) => [value(options[index]), value(narrow)])
}

const directionOf = (order: Order): 'lower' | 'higher' => (order === 'higher' ? 'higher' : 'lower')
