/** Compares the survivors of Stryker's reports with those that docs/rules/mutation.md excuses with a reason. */
import * as v from 'valibot'

const Point = v.object({ line: v.number(), column: v.number() })
const Report = v.object({
  files: v.record(
    v.string(),
    v.object({
      source: v.string(),
      mutants: v.array(
        v.object({
          status: v.string(),
          statusReason: v.optional(v.string(), ''),
          replacement: v.optional(v.string(), ''),
          location: v.object({ start: Point, end: Point }),
        }),
      ),
    }),
  ),
})

/** One mutant as `file: before → after`; lines are left out, because they move. */
type Mutant = { readonly file: string; readonly key: string; readonly status: string }

/** One line of text, spaces joined: what a table cell can hold. A bar would end the cell. */
const inOneLine = (text: string) => text.replace(/\s+/g, ' ').replaceAll('|', '¦').trim()

/**
 * Stryker calls it a time-out too when a mutant ran over a hundred times as often as without a change and was stopped for
 * that: a loop or recursion without end, whatever the clock says.
 */
const stateOf = (status: string, reason: string) =>
  status === 'Timeout' && reason.startsWith('Hit limit reached') ? 'RanAway' : status

function mutantsOf(report: unknown): readonly Mutant[] {
  return Object.entries(v.parse(Report, report).files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n')
    const at = ({ line, column }: v.InferOutput<typeof Point>) =>
      lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, column - 1)
    return mutants.map(({ location, replacement, status, statusReason }) => {
      const before = source.slice(at(location.start), at(location.end))
      return {
        file,
        key: `${file}: ${inOneLine(before)} → ${inOneLine(replacement)}`,
        status: stateOf(status, statusReason),
      }
    })
  })
}

/** How many mutants of a report ended in each way. */
export type Figures = Readonly<
  Record<'all' | 'killed' | 'ranAway' | 'timedOut' | 'survived' | 'noTest' | 'failed', number>
>

export function figuresOf(report: unknown): Figures {
  const mutants = mutantsOf(report)
  const of = (...states: readonly string[]) => mutants.filter(({ status }) => states.includes(status)).length
  return {
    all: mutants.length,
    killed: of('Killed'),
    ranAway: of('RanAway'),
    timedOut: of('Timeout'),
    survived: of('Survived'),
    noTest: of('NoCoverage'),
    failed: of('RuntimeError', 'CompileError'),
  }
}

export type Verdict = {
  /** Survivors, mutants without a test and mutants that ended in no known way, that no excuse names. */
  readonly unexcused: readonly string[]
  /** Mutants that only the clock stopped: neither noticed nor survived, so each has to be looked at. */
  readonly timedOut: readonly string[]
  /** Excuses that no survivor needs. */
  readonly stale: readonly string[]
}

/** `key` once, `key ×2` where two places with the same text are left, so that a third is not excused with them. */
function counted(keys: readonly string[]): ReadonlySet<string> {
  const count = new Map<string, number>()
  for (const key of keys) count.set(key, (count.get(key) ?? 0) + 1)
  return new Set([...count].map(([key, number]) => (number === 1 ? key : `${key} ×${number}`)))
}

/**
 * What is wrong with a run: nothing, when all three lists are empty. An excuse for a file that is in none of the reports
 * says nothing about a run of some parts; `everyPart` says that all were run, and then it is stale.
 */
export function verdict(of: {
  readonly reports: readonly unknown[]
  readonly excuses: readonly string[]
  readonly everyPart: boolean
}): Verdict {
  const mutants = of.reports.flatMap(mutantsOf)
  const noticed = ['Killed', 'RanAway', 'Timeout', 'RuntimeError', 'CompileError']
  const left = counted(mutants.filter(({ status }) => !noticed.includes(status)).map(({ key }) => key))
  const files = new Set(mutants.map(({ file }) => file))
  const excuses = new Set(of.excuses)
  return {
    unexcused: [...left].filter((key) => !excuses.has(key)),
    timedOut: [...counted(mutants.filter(({ status }) => status === 'Timeout').map(({ key }) => key))],
    stale: [...excuses].filter((key) => !left.has(key) && (of.everyPart || files.has(key.split(': ')[0] ?? ''))),
  }
}

/** The survivors that the document excuses: the first cell of each row under "Excused". */
export function excusesIn(document: string): readonly string[] {
  const [, section = ''] = document.split('## Excused')
  return [...section.matchAll(/^\| `(.+?)` \|/gm)].map(([, key = '']) => key)
}
