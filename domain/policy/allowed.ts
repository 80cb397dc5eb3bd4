/** Words about one cell: which values it may have. From the schema of the cell, so the words and the reader never differ. */
import * as v from 'valibot'

type Shape = {
  readonly type: string
  readonly pipe?: readonly Shape[]
  readonly entries?: Readonly<Record<string, Shape>>
  readonly options?: readonly unknown[]
  readonly literal?: unknown
  readonly wrapped?: Shape
  readonly item?: Shape
  readonly requirement?: unknown
}
const isShape = (option: unknown): option is Shape => typeof option === 'object' && option !== null && 'type' in option

/**
 * As it would be typed: `"form" | "refer"`, `1–12`, `null`; empty where there are no words for it. A value that only files
 * of before may hold, and that a new one may not, is not offered.
 */
export function allowedIn(schema: v.GenericSchema): string {
  const { forbidden } = v.getMetadata(schema)
  return words(schema, Array.isArray(forbidden) ? forbidden : [])
}

function words(shape: Shape, not: readonly unknown[] = []): string {
  const bound = (type: string) => actionsOf(shape).find((action) => action.type === type)?.requirement
  switch (shape.type) {
    case 'picklist':
      return (shape.options ?? [])
        .filter((option) => !not.includes(option))
        .map((option) => JSON.stringify(option))
        .join(' | ')
    case 'literal':
      return JSON.stringify(shape.literal)
    case 'nullable':
      return `${words(shape.wrapped ?? { type: '' })} | null`
    case 'number':
      return `${String(bound('min_value'))}–${String(bound('max_value'))}`
    case 'array':
      return `[${words(shape.item ?? { type: '' }).replaceAll(' | ', ', ')}]`
    case 'strict_object':
      return `{ ${Object.entries(shape.entries ?? {})
        .map(([key, entry]) => `"${key}": ${words(entry)}`)
        .join(', ')} }`
    case 'variant':
      return (shape.options ?? [])
        .filter(isShape)
        .map((one) => words(one))
        .join(' | ')
    default:
      return ''
  }
}

/** A schema's own checks and those of the schemas that it was piped from. */
function actionsOf({ pipe }: Shape): readonly Shape[] {
  const [first, ...rest] = pipe ?? []
  return first === undefined ? [] : [...actionsOf(first), ...rest]
}
