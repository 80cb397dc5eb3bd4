/** The published JSON Schema (draft 2020-12) of a policy, from the description of its cells: title, unit, default, source. */
import { newestFormat } from './cell.ts'
import { HospitalPolicy } from './policy.ts'

type Shape = {
  readonly type: string
  readonly pipe?: readonly Shape[]
  readonly entries?: Readonly<Record<string, Shape>>
  readonly options?: readonly unknown[]
  readonly literal?: unknown
  readonly wrapped?: Shape
  readonly item?: Shape
  readonly requirement?: unknown
  readonly metadata?: Readonly<Record<string, unknown>>
}
const isShape = (option: unknown): option is Shape => typeof option === 'object' && option !== null && 'type' in option

type Json = { readonly [key: string]: unknown }

/** The schema of the whole file; every key is required and no other is allowed. */
export function policyJsonSchema(): Json {
  const { properties, ...schema } = schemaOf(HospitalPolicy)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Beleid voor machtigingen / policy for mandates',
    ...schema,
    // Older formats are read for ever; what is written now is the newest.
    properties: { ...Object(properties), format: { const: newestFormat } },
  }
}

function schemaOf(shape: Shape): Json {
  const { pipe = [] } = shape
  const [first, ...actions] = pipe
  const base = first === undefined ? own(shape) : schemaOf(first)
  return actions.reduce<Json>(
    (schema, action) => ({ ...schema, ...ofAction(action), ...narrowed(schema, action) }),
    base,
  )
}

function own(shape: Shape): Json {
  switch (shape.type) {
    case 'strict_object': {
      const entries = Object.entries(shape.entries ?? {})
      return {
        type: 'object',
        properties: Object.fromEntries(entries.map(([key, entry]) => [key, schemaOf(entry)])),
        required: entries.map(([key]) => key),
        additionalProperties: false,
      }
    }
    case 'picklist':
      return { enum: shape.options }
    case 'literal':
      return { const: shape.literal }
    case 'nullable':
      return { anyOf: [schemaOf(shape.wrapped ?? shape), { type: 'null' }] }
    case 'variant':
      return { oneOf: (shape.options ?? []).filter(isShape).map(schemaOf) }
    case 'array':
      return { type: 'array', items: schemaOf(shape.item ?? shape), uniqueItems: true }
    case 'number':
    case 'string':
      return { type: shape.type }
    default:
      throw new Error(`no JSON Schema for ${shape.type}`)
  }
}

/** An older format may hold a value that is forbidden now; a new file may not. */
function narrowed({ enum: options }: Json, { metadata }: Shape): Json {
  const forbidden = metadata?.['forbidden']
  if (!Array.isArray(options) || !Array.isArray(forbidden)) return {}
  return { enum: options.filter((option: unknown) => !forbidden.includes(option)) }
}

function ofAction({ type, requirement, metadata }: Shape): Json {
  switch (type) {
    case 'integer':
      return { type: 'integer' }
    case 'min_value':
      return { minimum: requirement }
    case 'max_value':
      return { maximum: requirement }
    case 'min_length':
      return { minLength: requirement }
    case 'max_length':
      return { maxLength: requirement }
    case 'regex':
      return { pattern: String(requirement).slice(1, -1) }
    case 'metadata':
      return {
        title: metadata?.['title'],
        default: metadata?.['default'],
        'x-unit': metadata?.['unit'],
        'x-source': metadata?.['source'],
        'x-mark': metadata?.['mark'],
        ...('added' in (metadata ?? {}) ? { 'x-added': metadata?.['added'] } : {}),
      }
    default:
      return {}
  }
}
