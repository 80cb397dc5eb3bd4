/** Every cell of every published table, read from the page as a lawyer reads it, against the rules over all accepted papers. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { everyKind } from '../../domain/policy/kinds.ts'
import { readPolicyText } from '../../domain/policy/read.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { decide } from '../../domain/rules/index.ts'
import { tableCases, whileWaiting } from '../../domain/rules/tableCases.ts'
import { tableDay } from '../../tools/rules/table.ts'
import { approverInWords, endInWords, formInWords, proofsInWords, signersInWords } from '../../tools/rules/words.ts'

const hospitals = ['rijnmeer', 'domstad', 'amstelveld', 'maasdal', 'brabantzicht', 'waalrand', 'friesewold', 'havenstad', 'gooiland'] // prettier-ignore
const page = (name: string) => readFileSync(new URL(`../../docs/rules/${name}`, import.meta.url), 'utf8')
const plain = (text: string) =>
  text
    .replace(/\\?[_*]/g, '')
    .replace(/\s+/g, ' ')
    .trim()

/** The cells of the table's rows, what stands above the sources. */
const rowsOf = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .filter((line) => /^\|\s*R\d\d\s*\|/.test(line))
    .map((line) => line.split('|').slice(1, -1).map((cell) => plain(cell.split('<br>')[0] ?? ''))) // prettier-ignore

function expected(policy: HospitalPolicy, facts: Parameters<typeof decide>[0]['facts']): readonly string[] {
  const decision = decide({ facts, policy })
  const cells =
    decision.kind === 'form'
      ? [formInWords(decision), signersInWords(decision), proofsInWords(decision), approverInWords(decision), endInWords(decision, policy)] // prettier-ignore
      : ['geen', decision.visitor.nl, '–', '–', `Volgende stap: ${decision.next.text.nl}`]
  return cells.map(plain)
}

describe.each(hospitals)('rules 10: the table of %s', (id) => {
  const read = readPolicyText(page(`policies/${id}.json`))
  if (read.kind === 'fault') throw new Error(read.id)
  const { policy } = read
  const rows = rowsOf(page(`${id}.md`))
  const cases = tableCases(tableDay, everyKind, policy)

  it('says in every cell what the rules say, with whichever papers the policy accepts', () => {
    expect(rows.length).toBe(cases.length)
    cases.forEach(({ row, who, patient, facts, otherPapers }, index) => {
      const [first, second, third, form, signs, proof, approves, ends] = rows[index] ?? []
      expect([first, second, third]).toEqual([row, who, patient].map(plain))
      for (const papers of [facts, ...otherPapers]) {
        const said = expected(policy, papers)
        if (who === whileWaiting) {
          expect([signs, ends].join()).toContain(said[1])
          continue
        }
        expect([form, signs, approves, ends], `${row} ${who}`).toEqual([said[0], said[1], said[3], said[4]])
        expect(proof).toContain(said[2])
      }
    })
  })

  it('answers the lawyer’s question with the papers that this hospital asks for', () => {
    const paragraph = plain(page(`${id}.md`).split('## Alle rijen')[0] ?? '')
    const joint = cases.find(({ who }) => who.startsWith('Ouder, gezamenlijk gezag (ook'))
    if (joint === undefined) throw new Error('the table lacks the divorced parents')
    const facts = { ...joint.facts, patient: { ...joint.facts.patient, birth: '2013-06-15' as never } }
    const decision = decide({ facts, policy })
    expect(decision.kind === 'form' || policy.children.from12 === 'refer').toBe(true)
    expect(paragraph).toContain(decision.kind === 'form' ? plain(signersInWords(decision)) : decision.visitor.nl)
  })

  it('never refuses for a paper that nobody was asked to bring', () => {
    for (const { facts, otherPapers } of cases)
      for (const papers of [facts, ...otherPapers]) {
        const decision = decide({ facts: papers, policy })
        expect(decision.kind === 'refusal' ? decision.id : '').not.toMatch(/^evidence\./)
      }
  })

  it('rules 5: prints no sentence that stands on a child’s no alone', () => {
    const text = page(`${id}.md`)
    expect(text).not.toMatch(/kind zegt nee/)
    for (const line of text.split('\n').filter((one) => one.includes('Uw aanvraag is ontvangen'))) expect(line).toContain('later') // prettier-ignore
  })
})
