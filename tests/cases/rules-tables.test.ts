/** Every cell of every published table, read from the page as a lawyer reads it, against the rules over all accepted papers. */
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { CalendarDay } from '../../domain/ids.ts'
import { everyKind } from '../../domain/policy/kinds.ts'
import { decide } from '../../domain/rules/index.ts'
import { tableCases } from '../../tools/rules/table-cases.ts'
import { tableDay } from '../../tools/rules/table.ts'
import { signersInWords } from '../../tools/rules/words.ts'
import { plainWords, proveTables, published, publishedPolicy, publishedTables } from '../prove/tables.ts'

it('rules 10: every cell says what the rules say, with whichever papers the policy accepts', () => {
  const { cells, broken } = proveTables()
  expect(broken).toEqual([])
  expect(cells).toBeGreaterThan(2000)
})

describe.each(publishedTables)('rules 10: the table of %s', (id) => {
  const policy = publishedPolicy(id)
  const cases = tableCases(tableDay, everyKind, policy)

  it('answers the lawyer’s question with the papers that this hospital asks for', () => {
    const paragraph = plainWords(published(`${id}.md`).split('## Alle rijen')[0] ?? '')
    const joint = cases.find(({ who }) => who.startsWith('Ouder, gezamenlijk gezag (ook'))
    if (joint === undefined) throw new Error('the table lacks the divorced parents')
    const birth = v.parse(CalendarDay, '2013-06-15')
    const decision = decide({ facts: { ...joint.facts, patient: { ...joint.facts.patient, birth } }, policy })
    expect(decision.kind === 'form' || policy.children.from12 === 'refer').toBe(true)
    expect(paragraph).toContain(decision.kind === 'form' ? plainWords(signersInWords(decision)) : decision.visitor.nl)
  })

  it('never refuses for a paper that nobody was asked to bring', () => {
    for (const { facts, otherPapers } of cases)
      for (const papers of [facts, ...otherPapers]) {
        const decision = decide({ facts: papers, policy })
        expect(decision.kind === 'refusal' ? decision.id : '').not.toMatch(/^evidence\./)
      }
  })

  it('rules 5: prints no sentence that stands on a child’s no alone', () => {
    const text = published(`${id}.md`)
    expect(text).not.toMatch(/kind zegt nee/)
    for (const line of text.split('\n').filter((one) => one.includes('Uw aanvraag is ontvangen')))
      expect(line).toContain('later')
  })
})
