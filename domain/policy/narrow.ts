/** Which of two values of a cell grants less; the order is part of the cell's description. */
import * as v from 'valibot'
import { policyCells } from './policy.ts'

/** A cell with all its values from wide to narrow, one step after another. */
export type Ladder = { readonly path: string; readonly values: readonly unknown[] }

/** Every cell whose values have an order, except sets of data (there a smaller set is an intersection). */
export function ladders(): readonly Ladder[] {
  return Object.entries(policyCells).flatMap(([group, schema]) =>
    Object.entries<v.GenericSchema>(schema.entries).flatMap(([key, cell]) => {
      const values = valuesOf(orderOf(cell), cell)
      return values.length < 2 ? [] : [{ path: `policy.${group}.${key}`, values }]
    }),
  )
}

/** Metadata of a schema whose own type is not known here. */
function orderOf(cell: v.GenericSchema): unknown {
  const { order }: { readonly order?: unknown } = v.getMetadata(cell)
  return order
}

function valuesOf(order: unknown, cell: v.GenericSchema): readonly unknown[] {
  if (order === 'listed') {
    const options = 'options' in cell && Array.isArray(cell.options) ? cell.options : []
    return options
  }
  if (order !== 'lower' && order !== 'higher') return []
  const numbers = Array.from({ length: 31 }, (_, n) => n).filter((n) => v.is(cell, n))
  return order === 'higher' ? numbers : [...(v.is(cell, null) ? [null] : []), ...numbers.reverse()]
}
