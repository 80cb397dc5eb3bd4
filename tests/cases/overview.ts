/** Entry → test → result: which tests hold an entry, from the reports of vitest. */
import { entries, type Entry } from './entries.ts'

export interface Test {
  readonly file: string
  /** The whole name, groups included. */
  readonly name: string
  readonly passed: boolean
}

export interface Row {
  readonly entry: Entry
  readonly tests: readonly Test[]
  readonly result: 'right' | 'wrong' | 'later' | 'no test'
}

/** The entries that a test's name says: "identity 3: …", also behind the name of its group. */
export function entriesOf(name: string): readonly string[] {
  return [...name.matchAll(/\b(identity|dossier|rules|machine|paper|screens) (\d+)(?:, \d+)*:/g)].flatMap(
    ([said, group]) => [...said.matchAll(/\d+/g)].map(([number]) => `${group ?? ''} ${number}`),
  )
}

export function overview(tests: readonly Test[]): readonly Row[] {
  return entries.map((entry) => {
    const own = tests.filter(({ name }) => entriesOf(name).includes(entry.id))
    return { entry, tests: own, result: resultOf(entry, own) }
  })
}

function resultOf({ later }: Entry, tests: readonly Test[]): Row['result'] {
  if (tests.some(({ passed }) => !passed)) return 'wrong'
  if (tests.length > 0) return 'right'
  return later === undefined ? 'no test' : 'later'
}
