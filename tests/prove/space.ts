/** The space of the proof, read from the schemas of facts and policy: nothing can be asked that they do not describe. */
import type * as v from 'valibot'
import { prime, times, inverse, type Alternative, type Engine } from './engine.ts'
import { dayOf, fixedDay, firstDay, lastDay, type Count, type Kinds } from './terms.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import { dataKinds } from '../../domain/policy/kinds.ts'

/** A value that a path can read, and how many points it stands for. */
export type Cell = { readonly size: bigint; readonly read: () => unknown }

type Shape = {
  readonly type: string
  readonly pipe?: readonly Shape[]
  readonly entries?: Readonly<Record<string, Shape>>
  readonly options?: readonly unknown[]
  readonly literal?: unknown
  readonly wrapped?: Shape
  readonly requirement?: unknown
  readonly name?: string
}

/** What the proof holds fixed, by path. */
export type Settings = {
  readonly engine: Engine
  readonly fixed: ReadonlyMap<string, unknown>
}

/** The symbolic value of a schema. */
export function cellOf(settings: Settings, schema: v.GenericSchema, path: string): Cell {
  return made(settings, schema, path)
}

function made(settings: Settings, shape: Shape, path: string): Cell {
  if (settings.fixed.has(path)) return { size: 1n, read: () => settings.fixed.get(path) }
  const brand = actionsOf(shape).find(({ type }) => type === 'brand')?.name
  if (brand === 'CalendarDay') return dayCell(settings, path)
  if (brand === 'KindSet') return kindsCell(path)
  // Asked through an operation of the rules, so the symbol carries nothing.
  if (path === 'facts.patient.answer') return { size: 4n, read: () => ({ kind: 'answer' }) }
  if (path === 'facts.request.purpose') return { size: 3n, read: () => ({ kind: 'purpose' }) }
  switch (shape.type) {
    case 'strict_object':
      return objectCell(settings, shape.entries ?? {}, path)
    case 'boolean':
      return choiceCell(
        settings,
        [
          { value: false, size: 1n },
          { value: true, size: 1n },
        ],
        path,
      )
    case 'picklist':
      return choiceCell(
        settings,
        (shape.options ?? []).map((value) => ({ value, size: 1n })),
        path,
      )
    // The rules see every fact said (domain/rules/basis/every-fact.ts).
    case 'exact_optional':
      return made(settings, shape.wrapped ?? { type: '?' }, path)
    // Read beside the rules only (domain/rules/plain-outline.ts), so it is no dimension of the space.
    case 'array':
      return {
        size: 1n,
        read: () => {
          throw new Error(`${path}: the proof has no symbol for a list`)
        },
      }
    case 'nullable': {
      const wrapped = made(settings, shape.wrapped ?? { type: '?' }, path)
      // "path#null" holds a nullable at null, or at anything else.
      const held = settings.fixed.get(`${path}#null`)
      if (held === true) return { size: 1n, read: () => null }
      if (held === false) return wrapped
      return choiceCell(
        settings,
        [
          { value: null, size: 1n },
          { value: wrapped, size: wrapped.size },
        ],
        path,
      )
    }
    case 'variant': {
      // "path#kind" holds a variant at one of its kinds.
      const held = settings.fixed.get(`${path}#kind`)
      const options = (shape.options ?? [])
        .map((option) => option as Shape)
        .filter((option) => held === undefined || option.entries?.['kind']?.literal === held)
        .map((option) => made(settings, option, path))
      return choiceCell(
        settings,
        options.map((option) => ({ value: option, size: option.size })),
        path,
      )
    }
    case 'literal':
      return typeof shape.literal === 'number'
        ? countCell(settings, shape.literal, shape.literal, path)
        : { size: 1n, read: () => shape.literal }
    case 'number': {
      const bound = (type: string) => Number(actionsOf(shape).find((action) => action.type === type)?.requirement)
      return countCell(settings, bound('min_value'), bound('max_value'), path)
    }
    default:
      throw new Error(`${path}: the proof has no symbol for ${shape.type}`)
  }
}

/** A schema's own checks and those of the schemas that it was piped from. */
function actionsOf({ pipe }: Shape): readonly Shape[] {
  const [first, ...rest] = pipe ?? []
  return first === undefined ? [] : [...actionsOf(first), ...rest]
}

function dayCell({ engine }: Settings, path: string): Cell {
  const day = dayOf(engine.variable(path, firstDay, lastDay))
  return { size: BigInt(lastDay - firstDay + 1), read: () => day }
}

function countCell({ engine }: Settings, least: number, most: number, path: string): Cell {
  if (!Number.isInteger(least) || !Number.isInteger(most)) throw new Error(`${path}: a number without bounds`)
  const count: Count = { kind: 'count', of: engine.variable(path, least, most) }
  return { size: BigInt(most - least + 1), read: () => count }
}

function kindsCell(path: string): Cell {
  const kinds: Kinds = { kind: 'kinds', names: [path] }
  return { size: 2n ** BigInt(dataKinds.length), read: () => kinds }
}

function objectCell(settings: Settings, entries: Readonly<Record<string, Shape>>, path: string): Cell {
  const object = {}
  let size = 1n
  for (const [key, shape] of Object.entries(entries)) {
    const cell = made(settings, shape, path === '' ? key : `${path}.${key}`)
    size *= cell.size
    Object.defineProperty(object, key, { get: cell.read, enumerable: true })
  }
  return { size, read: () => object }
}

function choiceCell(
  { engine }: Settings,
  options: readonly { readonly value: unknown; readonly size: bigint }[],
  path: string,
): Cell {
  const size = options.reduce((sum, option) => sum + option.size, 0n)
  const share = inverse(Number(size % BigInt(prime)))
  const alternatives: readonly Alternative[] = options.map((option, index) => ({
    value: option.value,
    name: String(index),
    updates: [],
    constraints: null,
    weight: times(Number(option.size % BigInt(prime)), share),
  }))
  let epoch = -1
  let spentIn = -1
  let value: unknown
  const spendable = {
    forget: () => (epoch = -1),
    spent: (run: number) => (spentIn = run),
    said: () => `${path}=${typeof value === 'object' && value !== null ? 'some' : JSON.stringify(value)}`,
  }
  const read = () => {
    if (epoch !== engine.epoch) {
      if (engine.peeking) return undefined
      if (spentIn === engine.epoch) throw new Error(`${path} was settled and is asked again`)
      epoch = engine.epoch
      const taken = engine.fork(() => alternatives, path)
      value = isCell(taken) ? taken.read() : taken
      engine.cells.push(spendable)
    }
    return value
  }
  return { size, read }
}

export const isCell = (value: unknown): value is Cell =>
  typeof value === 'object' && value !== null && 'size' in value && 'read' in value

/** A day that the proof holds fixed. */
export const holdDay = (day: CalendarDay) => fixedDay(day)
