/** Whole documents from right to left: what is seen, what is read aloud, and what is extracted. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { webcrypto } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { DocumentModel } from '../../domain/document/model.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { verifyPdf } from '../../domain/verify/verify.ts'
import { isolated } from '../../domain/plain-text.ts'
import { paragraphOf, visualOrder } from '../../paper/bidi.ts'
import { composePdf } from '../../paper/compose.ts'
import { arabic, dutch, hebrew, mother } from './people.ts'
import { difference, pageOf, readPng } from './picture.ts'
import { assets, icc, sealedPdf } from './sealed.ts'
import { makeTrainingCa } from './training-ca.ts'

const folder = mkdtempSync(join(tmpdir(), 'balie-rtl-'))
const compose = (model: DocumentModel) => composePdf(model, { assets, icc, attachments: [] })
const file = async (model: DocumentModel, name = 'a.pdf'): Promise<string> => {
  writeFileSync(join(folder, name), await compose(model))
  return join(folder, name)
}
const run = (command: string, ...args: string[]): string => execFileSync(command, args, { encoding: 'utf8' })
/** The texts of the structure tree, in the order in which they are read aloud. */
const read = (path: string): readonly string[] =>
  [...run('pdfinfo', '-struct-text', path).matchAll(/^ *"(.+)"$/gm)].map(([, text = '']) => text)
const stripped = (text: string): string => text.replace(/[\u2066-\u2069]/gu, '')

interface Word {
  readonly text: string
  readonly from: number
  readonly to: number
  readonly top: number
  readonly page: number
}
function wordsOf(path: string): readonly Word[] {
  let page = 0
  return run('pdftotext', '-bbox', path, '-')
    .split('\n')
    .flatMap((line) => {
      if (line.includes('<page ')) page++
      const [, from = '', top = '', to = '', text = ''] =
        /xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)".*>(.*)<\/word>/.exec(line) ?? []
      return text === '' ? [] : [{ text, from: Number(from), to: Number(to), top: Number(top), page }]
    })
}
const place = (words: readonly Word[], text: string, page = 1): Word => {
  const found = words.find((word) => word.text === text && word.page === page)
  if (found === undefined) throw new Error(`no "${text}" on page ${page}`)
  return found
}

describe('a document from right to left', () => {
  it('looks as it did when it was looked at', async () => {
    const approved = fileURLToPath(new URL('./pictures/', import.meta.url))
    for (const [name, model, page] of [
      ['ar-1', arabic, 1],
      ['ar-2', arabic, 2],
      ['he-1', hebrew, 1],
    ] as const) {
      const picture = readPng(readFileSync(`${approved}${name}.png`))
      expect(difference(pageOf(await file(model), page, 60), picture), name).toBeLessThan(0.2)
    }
    // The measure would notice: the same page of the Dutch form is another picture.
    expect(difference(pageOf(await file(dutch), 1, 60), readPng(readFileSync(`${approved}ar-1.png`)))).toBeGreaterThan(
      0.5,
    )
  })

  it('says its language and its direction, and those of the Dutch text in it', async () => {
    const raw = Buffer.from(await compose(arabic)).toString('latin1')
    expect(raw).toContain('/Lang(ar)')
    expect(raw).toContain('/Direction/R2L')
    expect(raw).toContain('/WritingMode/RlTb')
    expect(raw).toMatch(/\/Lang\(nl\)\/P \d+ 0 R\/A<<\/O\/Layout\/WritingMode\/LrTb/)
    expect(Buffer.from(await compose(dutch)).toString('latin1')).not.toContain('WritingMode')
    await expect(compose({ ...arabic, dutch: null })).rejects.toThrow('Dutch text')
  })

  it('is read aloud as it was written, numbers, dates, brackets and line ends included', async () => {
    for (const model of [arabic, hebrew]) {
      const texts = read(await file(model))
      const expected = [
        model.title,
        ...model.patient.flatMap(({ label, value }) => [label, value]),
        ...(model.representative ?? []).flatMap(({ label, value }) => [label, value]),
        ...model.answers.flatMap(({ question, answer }) => [question, ...answer]),
        model.statement,
        ...model.declarations,
        ...(model.dutch?.declarations ?? []),
        ...model.evidence.flatMap(({ label, value }) => [label, value]),
      ].map(stripped)
      let at = -1
      for (const text of expected) {
        const next = texts.indexOf(text, at + 1)
        expect(next, text).toBeGreaterThan(at)
        at = next
      }
    }
  })

  it('puts labels right of values, and keeps every number and date in its own order', async () => {
    const words = wordsOf(await file(arabic))
    // A row: label, then value, from right to left; the Dutch text runs the other way.
    const name = place(words, 'Akker')
    const label = words.filter(({ page, top, from }) => page === 1 && Math.abs(top - name.top) < 12 && from > name.to)
    expect(label.length).toBeGreaterThan(0)
    expect(Math.min(...label.map(({ from }) => from))).toBeGreaterThan(name.to + 50)
    expect(place(words, 'Wat', 2).from).toBeLessThan(place(words, 'Afspraken', 2).from)
    // "14 مارس 2019": the day stands right of the year.
    expect(place(words, '14').from).toBeGreaterThan(place(words, '2019').to)
    // A number in groups keeps its order from left to right, alone and inside a sentence.
    for (const groups of [
      ['7', '004', '112'],
      ['06', '1234', '5678'],
    ]) {
      const edges = groups.map((group) => place(words, group).from)
      expect(edges, groups.join(' ')).toEqual([...edges].sort((a, b) => a - b))
    }
    const text = run('pdftotext', await file(arabic), '-')
    for (const whole of ['4F7-209', '14:03', '14-03-2031', '088-123 45 67', 'NX47B2K91', '2026-11-03'])
      expect(text.replace(/[\u2066-\u2069\u202a-\u202e]/gu, ''), whole).toContain(whole)
  })

  it('is accepted by the verifier, with its steps in that language', async () => {
    const ca = makeTrainingCa()
    const pdf = await sealedPdf(arabic, { ca })
    const report = await verifyPdf(portOver(webcrypto.subtle), pdf, { anchors: [ca.root], at: new Date('2026-11-24') })
    expect(report.problem).toBeNull()
    expect(report.contents?.steps[0]?.claims.language).toBe('ar')
  })

  it('takes 200 letters without a blank, figures of the Arabic script, and 10,000 letters', async () => {
    const long = 'م'.repeat(200)
    const answers = [
      { question: 'رقم ٠١٢٣٤٥٦٧٨٩', answer: ['مرحبا '.repeat(1700).trim()] },
      { question: 'اسم', answer: [long] },
    ]
    const path = await file({ ...arabic, answers })
    const texts = read(path).join(' ')
    expect(texts).toContain('رقم ٠١٢٣٤٥٦٧٨٩')
    expect(texts.match(/مرحبا/g)?.length).toBe(1700)
    expect(texts.replace(/[^م]/g, '').length).toBeGreaterThanOrEqual(200 + 1700)
    // 18 mm, the narrower margin: letters that join are wider than each alone, and still stay on the paper.
    for (const { from } of wordsOf(path)) expect(from).toBeGreaterThan(51)
  })
})

describe('fonts that are kept for the next document', () => {
  it('forget which letter a sign was first a part of: a dotless i stays readable', async () => {
    const turkish: DocumentModel = { ...dutch, signers: [{ ...mother, name: 'Yılmaz Işık' }] }
    const first = await compose(turkish)
    await compose(dutch)
    expect(Buffer.from(await compose(turkish)).equals(Buffer.from(first))).toBe(true)
    expect(read(await file(turkish))).toContain('Yılmaz Işık')
  })
})

/** The characters from left to right, as the eye sees them. */
function seen(text: string, direction: 'ltr' | 'rtl'): string {
  const paragraph = paragraphOf(text, direction)
  const letters = [...paragraph.text].map((letter, i) => ({ letter, level: paragraph.levels[i] ?? 0 }))
  return visualOrder(letters)
    .map(({ letter }) => letter)
    .join('')
}

describe('the order on the line', () => {
  it('keeps codes, dates and addresses whole inside right-to-left text', () => {
    expect(seen('אב 2026-11-20 גד', 'rtl')).toBe('דג 2026-11-20 בא')
    expect(seen('אב 06 12 34 גד', 'rtl')).toBe('דג 06 12 34 בא')
    expect(seen('אב a-1/b2 גד', 'rtl')).toBe('דג a-1/b2 בא')
    expect(seen('אב Hal A4 גד', 'rtl')).toBe('דג Hal A4 בא')
    expect(seen('אב Fenna 12 גד', 'rtl')).toBe('דג 12 Fenna בא')
    expect(seen('אב 23, 14:03', 'rtl')).toBe('14:03 ,23 בא')
    expect(seen('אב 12-34 גד', 'ltr')).toBe('דג 12-34 בא')
  })

  it('takes no time over hostile text', () => {
    const start = performance.now()
    for (const text of ['a'.repeat(20_000), 'ab '.repeat(7000), '1 '.repeat(10_000), '\u2066'.repeat(20_000)])
      paragraphOf(`א ${text}`, 'rtl')
    // Under two seconds on a busy machine; what grew with the square would take minutes.
    expect(performance.now() - start).toBeLessThan(15_000)
  })

  it('leaves a foreign phrase that stands alone as it is, and mixes the others by UAX 9', () => {
    expect(seen('Hal 1, zuil 2 (x)', 'rtl')).toBe('Hal 1, zuil 2 (x)')
    expect(seen('אב de Bruijn גד', 'rtl')).toBe('דג de Bruijn בא')
    expect(seen('Anna אבג Smit', 'ltr')).toBe('Anna גבא Smit')
  })

  it('keeps a value that was isolated from moving its neighbours, and drops isolates that are left open', () => {
    const who = isolated('Fenna \u202eX')
    expect(who).toBe('\u2068Fenna X\u2069')
    expect(seen(`אב ${who} 12 גד`, 'rtl')).toBe('דג 12 Fenna X בא')
    expect(paragraphOf('a \u2067b', 'ltr').text).toBe('a b')
    expect(paragraphOf('a \u2069\u2066b', 'ltr').text).toBe('a b')
    expect(paragraphOf(' a  \u2066 b \u2069 ', 'ltr').text).toBe('a b')
  })
})
