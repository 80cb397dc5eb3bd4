/** The published tables, read as a lawyer reads them, against the rules over every choice of papers that a policy accepts. */
import { readFileSync } from 'node:fs'
import { everyKind } from '../../domain/policy/kinds.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { readPolicyText } from '../../domain/policy/read.ts'
import { decide, type Facts } from '../../domain/rules/index.ts'
import { tableCases, whileWaiting } from '../../tools/rules/table-cases.ts'
import { tableDay } from '../../tools/rules/table.ts'
import { approverInWords, endInWords, formInWords, proofsInWords, signersInWords } from '../../tools/rules/words.ts'

/** Hospitals with a table under docs/rules. */
export const publishedTables = [
  'rijnmeer',
  'domstad',
  'amstelveld',
  'maasdal',
  'brabantzicht',
  'waalrand',
  'friesewold',
  'havenstad',
  'gooiland',
] as const

export const published = (name: string): string =>
  readFileSync(new URL(`../../docs/rules/${name}`, import.meta.url), 'utf8')

export function publishedPolicy(id: string): HospitalPolicy {
  const read = readPolicyText(published(`policies/${id}.json`))
  if (read.kind === 'fault') throw new Error(`${id}: ${read.id} ${read.path}`)
  return read.policy
}

/** Words as a reader sees them: no emphasis of Markdown, one space. */
export const plainWords = (text: string): string =>
  text
    .replace(/\\?[_*]/g, '')
    .replace(/\s+/g, ' ')
    .trim()

/** Every cell that the rules contradict, as "hospital row who: column"; and how many cells were read. */
export function proveTables(): { readonly cells: number; readonly broken: readonly string[] } {
  const broken: string[] = []
  let cells = 0
  for (const id of publishedTables) {
    const policy = publishedPolicy(id)
    const rows = rowsOf(published(`${id}.md`))
    const cases = tableCases(tableDay, everyKind, policy)
    if (rows.length !== cases.length)
      broken.push(`${id}: ${String(rows.length)} rows for ${String(cases.length)} cases`)
    cases.forEach(({ row, who, patient, facts, otherPapers }, index) => {
      const [first, second, third, ...columns] = rows[index] ?? []
      if ([first, second, third].join() !== [row, who, patient].map(plainWords).join())
        broken.push(`${id} ${row} ${who}`)
      for (const papers of [facts, ...otherPapers])
        expected(policy, papers).forEach((said, column) => {
          cells++
          // One row stands for every answer of a child; one cell names every choice of papers.
          const inside = column === 2 || who === whileWaiting
          const cell = columns[column] ?? ''
          const good = who === whileWaiting && column !== 1 ? true : inside ? cell.includes(said) : cell === said
          if (!good) broken.push(`${id} ${row} ${who}: "${cell}" and not "${said}"`)
        })
    })
  }
  return { cells, broken }
}

/** The cells of the table's rows, without the sources under them. */
const rowsOf = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .filter((line) => /^\|\s*R\d\d\s*\|/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => plainWords(cell.split('<br>')[0] ?? '')),
    )

function expected(policy: HospitalPolicy, facts: Facts): readonly string[] {
  const decision = decide({ facts, policy })
  const cells =
    decision.kind === 'form'
      ? [
          formInWords(decision),
          signersInWords(decision),
          proofsInWords(decision),
          approverInWords(decision),
          endInWords(decision, policy),
        ]
      : ['geen', decision.visitor.nl, '–', '–', `Volgende stap: ${decision.next.text.nl}`]
  return cells.map(plainWords)
}
