/** Runs the cases of a folder that somebody else wrote, and says what differs. Shapes: docs/cases.md. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { dossiers } from './dossier.ts'
import { forms } from './forms.ts'
import type { Kind } from './kind.ts'
import { differences } from './match.ts'
import { mrz } from './mrz.ts'
import { names } from './names.ts'
import { rules } from './rules.ts'

export const kinds: readonly Kind[] = [names, mrz, dossiers, rules, forms]

export interface CaseResult {
  readonly file: string
  readonly what: string
  /** `asked`: the case expects nothing; its answer is only shown. */
  readonly result: 'same' | 'differs' | 'asked' | 'unreadable'
  readonly lines: readonly string[]
}

const Common = v.looseObject({
  what: v.optional(v.string()),
  title: v.optional(v.string()),
  id: v.optional(v.string()),
})
const Expecting = v.looseObject({ expect: v.optional(v.unknown()) })

/** Every case of every file in `folder` whose name says a kind; a file that is no list of cases is one "unreadable". */
export function foreignCases(folder: string): readonly CaseResult[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      const kind = kinds.find(({ name }) => file === `${name}.json` || file.startsWith(`${name}-`))
      if (kind === undefined) return []
      const read = listOf(join(folder, file))
      if (read === null) return [unreadable(file, file, 'no JSON list of cases')]
      return read.map((given, at) => runCase({ kind, file, given, at }))
    })
}

function runCase(input: {
  readonly kind: Kind
  readonly file: string
  readonly given: unknown
  readonly at: number
}): CaseResult {
  const { kind, file, given, at } = input
  const named = v.safeParse(Common, given)
  const what = (named.success ? (named.output.what ?? named.output.title ?? named.output.id) : null) ?? `case ${at + 1}`
  try {
    const found = kind.answer(given)
    const expected = kind.expected === undefined ? v.parse(Expecting, given).expect : kind.expected(given)
    if (expected === undefined) return { file, what, result: 'asked', lines: [JSON.stringify(found)] }
    const lines = differences(expected, found)
    return { file, what, result: lines.length === 0 ? 'same' : 'differs', lines }
  } catch (error) {
    return unreadable(file, what, error instanceof Error ? error.message : String(error))
  }
}

const unreadable = (file: string, what: string, why: string): CaseResult => ({
  file,
  what,
  result: 'unreadable',
  lines: [why],
})

function listOf(path: string): readonly unknown[] | null {
  try {
    const raw: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return Array.isArray(raw) ? raw : null
  } catch {
    return null
  }
}
