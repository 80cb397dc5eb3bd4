/** The rows of evidence of a form: what the hospital's rules were, in sentences (texts). */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { CalendarDay } from '../../domain/ids.ts'
import { languages, type Language } from '../../domain/language.ts'
import { rulebook } from '../../domain/rules/basis/rulebook.ts'
import { formEvidence, rowOfPaper, type RowEdition } from '../../paper/form-evidence.ts'
import { paper, paperKinds } from '../support/every-paper.ts'
import { extractOf } from '../support/extract.ts'

function rulesRow(rules: readonly string[], language: Language, edition?: RowEdition): string {
  const rows = formEvidence(
    {
      language,
      papers: [],
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
      '408f6122ded5f9a321a20011b72b1b812d85f1aa6fad5696f4f46b980c2da3df',
    )
  })
})

describe('the papers on a form', () => {
  const said = (kind: Parameters<typeof paper>[0], language: Language = 'nl', change = {}): string => {
    const row = rowOfPaper(paper(kind, change), language)
    return row === null ? '' : `${row.label}: ${row.value}`
  }

  it.each([
    ['authorityExtract', 'Gezag volgens de BRP: van 1 november 2026: deze ouder heeft geen gezag'],
    [
      'ruling',
      'Uitspraak van de rechter: voogdij, Rechtbank Den Haag, 3 februari 2025; geldt vanaf 1 maart 2025; ' +
        'tot en met 28 februari 2027; nieuwste brief van 5 januari 2026; samen met iemand anders; alleen voor medicijnen; het origineel is gezien',
    ],
    [
      'finding',
      'Oordeel van een arts: H. Bos, 1 oktober 2026: kan hierover niet zelf beslissen; tot en met 1 april 2027; overgenomen aan de balie van een brief',
    ],
    ['authorization', 'Volmacht: ondertekend op 6 mei 2024; het origineel is gezien'],
    ['kinship', 'Familie of partner: een bewijs is gezien'],
    ['curateleRegister', 'Curateleregister: 23 november 2026: staat in het register'],
    ['employeeMandate', 'Namens een instelling: Stichting Voogdij Rijnmeer; tot en met 31 december 2026'],
    ['coHolderNotAsked', 'De ander met gezag: is niet gevraagd; een arts beslist daarover'],
    ['coHolderRefused', ''],
    ['otherRepresentatives', ''],
  ] as const)('%s is said in words', (kind, text) => {
    expect(said(kind)).toBe(text)
  })

  it.each(languages)('say nothing of why the other holder is not asked, in %s', (language) => {
    const all = (['safety', 'untraceable', 'courtConsent'] as const).map((reason) => said('coHolderNotAsked', language, { reason })) // prettier-ignore
    expect(new Set(all).size).toBe(1)
  })

  it.each(languages)('are each in the words of %s alone, and a single line', (language) => {
    for (const kind of paperKinds) {
      const row = said(kind, language)
      expect(row).not.toMatch(/\n|undefined|null/)
      if (row !== '') for (const other of languages) if (other !== language && other === 'en') expect(row).not.toBe(said(kind, other)) // prettier-ignore
    }
  })

  it('of an extract are worded as kiosks of before word them, which know no other paper', () => {
    const extract = extractOf('2026-10-31')
    expect(rowOfPaper(extract, 'nl')).toEqual(rowOfPaper(extract, 'nl', 'ids'))
    expect(rowOfPaper(extract, 'nl')?.value).toBe('van 31 oktober 2026: deze ouder heeft alleen gezag')
    for (const edition of ['ids', 'first'] as const) expect(rowOfPaper(paper('ruling'), 'nl', edition)).toBeNull()
  })
})
