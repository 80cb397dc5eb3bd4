/** Compares the survivors of a Stryker report with those that docs/rules/mutation.md excuses with a reason. */
import { readFileSync } from 'node:fs'
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
          replacement: v.optional(v.string(), ''),
          location: v.object({ start: Point, end: Point }),
        }),
      ),
    }),
  ),
})

/** One line of text, spaces joined: what a table cell can hold. A bar would end the cell. */
const inOneLine = (text: string) => text.replace(/\s+/g, ' ').replaceAll('|', '¦').trim()

/** Survivors and mutants without a test, as `file: before → after`; lines are left out, because they move. */
export function survivorsOf(report: unknown): readonly string[] {
  return Object.entries(v.parse(Report, report).files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n')
    const at = ({ line, column }: v.InferOutput<typeof Point>) =>
      lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, column - 1)
    return mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map(({ location, replacement }) => {
        const before = source.slice(at(location.start), at(location.end))
        return `${file}: ${inOneLine(before)} → ${inOneLine(replacement)}`
      })
  })
}

/** The survivors that the document excuses: the first cell of each row under "Excused". */
export function excused(): readonly string[] {
  const text = readFileSync(new URL('../../docs/rules/mutation.md', import.meta.url), 'utf8')
  const [, section = ''] = text.split('## Excused')
  return [...section.matchAll(/^\| `(.+?)` \|/gm)].map(([, key = '']) => key)
}
