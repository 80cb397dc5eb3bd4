/** The rows of evidence of a form: what the hospital's rules were, in sentences (texts). */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { CalendarDay } from '../../domain/ids.ts'
import { languages, type Language } from '../../domain/language.ts'
import { rulebook } from '../../domain/rules/basis/rulebook.ts'
import { formEvidence, type RowEdition } from '../../paper/form-evidence.ts'

function rulesRow(rules: readonly string[], language: Language, edition?: RowEdition): string {
  const rows = formEvidence(
    {
      language,
      extracts: [],
      policy: { hospital: { name: 'Ziekenhuis De Brug' }, version: 3 },
      decision: { rules, approver: 'physician', end: { lastDay: '2031-05-20' as CalendarDay } },
      device: 'balie-1',
      visit: 'visit-1',
      escrowHashes: [null],
    },
    edition,
  )
  return rows[1]?.value ?? ''
}

describe('texts: the rules on a form', () => {
  it('are sentences in the language that was signed', () => {
    const rules = ['R03.form', 'authority.sole']
    expect(rulesRow(rules, 'nl')).toBe(
      'Een kind onder de 12 wordt vertegenwoordigd door een ouder met gezag. Er is één gezagsdrager: die tekent alleen.',
    )
    expect(rulesRow(rules, 'en')).toBe(
      'A parent with parental responsibility represents a child under 12. One person has parental responsibility and signs alone.',
    )
    expect(rulesRow(rules, 'nl', 'ids')).toBe('R03.form, authority.sole')
  })

  it.each(languages)('never show an id that this build knows, in %s', (language) => {
    const said = rulesRow(Object.keys(rulebook), language)
    for (const id of Object.keys(rulebook)) expect(said).not.toContain(id)
  })

  it('show an id that this build does not know', () => {
    expect(rulesRow(['R99.form'], 'nl')).toBe('R99.form')
  })

  // A form that was signed with a sentence is compared with that sentence. To word one anew, add a row edition that keeps
  // the old one, and only then change this.
  it('are worded as in this row edition', () => {
    const said = languages.map((language) => rulesRow(Object.keys(rulebook), language)).join('\n')
    expect(createHash('sha256').update(said).digest('hex')).toBe(
      'fd4458a433c56c05f560b9679b7f54acfc69dc281580f77086e37a481eea7f18',
    )
  })
})
