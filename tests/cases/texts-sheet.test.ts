/** What sealed forms, receipts and verdicts say in words; and that a form with the words of before is read for ever. */
import { webcrypto } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { translated } from '../../domain/document/phrases.ts'
import type * as WordsModule from '../../domain/document/words.ts'
import { languages } from '../../domain/language.ts'
import { nextSteps } from '../../domain/rules/refusals/next.ts'
import { refusals } from '../../domain/rules/refusals/index.ts'
import { lettersOf } from '../../domain/identity/written-name.ts'
import { verifyFile } from '../../domain/verify/file.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { texts } from '../../renderer/texts/index.ts'
import { arabic, dutch, english, hebrew, mother, withSigners } from '../document/people.ts'
import { sealedPdf } from '../document/sealed.ts'
import { makeTrainingCa, type TrainingCa } from '../document/training-ca.ts'

const old = vi.hoisted(() => ({ edition: 0 }))
vi.mock('../../domain/document/words.ts', async (original) => {
  const words = await original<typeof WordsModule>()
  const wordsIn: typeof words.wordsIn = (language) =>
    words.wordEditions(language)[old.edition] ?? words.wordsIn(language)
  return { ...words, wordsIn }
})
afterEach(() => void (old.edition = 0))

const port = portOver(webcrypto.subtle)
const at = new Date(Math.max(Date.now(), Date.parse('2026-11-24')) + 3_600_000)
let ca: TrainingCa
beforeAll(() => {
  ca = makeTrainingCa()
})
const verdictOn = (bytes: Uint8Array) => verifyFile(port, { bytes, form: null }, { anchors: [ca.root], at })
const { ink: _, ...base } = mother as Extract<typeof mother, { method: 'ink' }>
const typed = { ...base, method: 'typed' } as const

describe('texts: a sealed form', () => {
  it.each([
    ['nl', dutch],
    ['en', english],
    ['ar', arabic],
    ['he', hebrew],
  ])('in %s is read in the words of each edition, and in no mixture', async (_language, model) => {
    for (const edition of [0, 1]) {
      old.edition = edition
      for (const one of [{ ...model, signers: [typed] }, withSigners(model, 2)])
        expect((await verdictOn(await sealedPdf(one, { ca }))).verdict).toBe('good')
    }
  })
})

describe('texts: the verdict', () => {
  it('says of a file that is no PDF what it is, and calls nobody a forger', async () => {
    const { verdict, sentences } = await verdictOn(new TextEncoder().encode('holiday.jpg'))
    expect([verdict, sentences.nl, sentences.en]).toEqual(['bad', ['Dit is geen PDF. Kies een ander bestand.'], ['This is not a PDF. Choose another file.']]) // prettier-ignore
  })

  it('keeps the program, the policy and the files for technicians', async () => {
    const { sentences, technical } = await verdictOn(await sealedPdf(dutch, { ca }))
    expect(technical.nl.join(' ')).toContain('In het bestand: ')
    expect(sentences.nl.join(' ')).not.toMatch(/In het bestand|De zuil verklaarde|Beleid/)
  })

  it('says our own words of an English form in Dutch, and the other way round', () => {
    expect(translated('Document compared by a staff member', 'nl')).toBe('Document vergeleken door een medewerker')
    expect(translated('Parent with authority', 'nl')).toBe('Ouder met gezag')
    expect(translated('Paspoort', 'en')).toBe('Passport')
    for (const foreign of ['Zelf geschreven', 'constructor', '__proto__']) expect(translated(foreign, 'nl')).toBe(foreign) // prettier-ignore
  })
})

describe('texts: the receipt', () => {
  it.each([
    ['SANNE', 'DE BRUIJN', 'S. de B.'],
    ['WILLEKE LISELOTTE', 'VAN DER BERG-DE VRIES', 'W.L. van der B. de V.'],
    ['VAN ANH', 'LE', 'V.A. L.'],
    ['', 'PHIRI', 'P.'],
  ])('names %s %s by letters', (given, family, letters) => {
    expect(lettersOf({ given, family })).toBe(letters)
  })
})

describe('texts: no promise that nobody made', () => {
  it.each(languages)(
    'in %s the cover promises nothing of a signature, and the wait no clerk who looks already',
    (language) => {
      const { idle, desk } = texts[language]
      expect(idle.wipeNote).not.toMatch(/tekend|geldig|signed|valid/i)
      expect(desk.compares).toMatch(/Wachten|Waiting/)
    },
  )

  it.each(languages)('in %s a missing extract is called an extract, and where to ask for it', (language) => {
    const refusal = refusals['evidence.noExtract']
    expect(refusal.visitor[language]).toMatch(/uittreksel|extract/)
    expect(nextSteps.bringExtract[language]).toMatch(/(uittreksel|extract).* rechtspraak\.nl/)
  })
})
