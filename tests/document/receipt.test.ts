/** The receipt as composed: what stands on it, that it is one page of the right paper, black, and the same each time. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instant } from '../../domain/ids.ts'
import { languages } from '../../domain/language.ts'
import type { Language } from '../../domain/language.ts'
import { composeReceipt } from '../../paper/compose-receipt.ts'
import { receiptOf } from '../../session/receipt/model.ts'
import type { FormCase } from '../../session/flow/state.ts'
import { codesIn } from '../support/read-code.ts'
import { assets, icc } from './sealed.ts'

const folder = mkdtempSync(join(tmpdir(), 'balie-receipt-'))
afterAll(() => rmSync(folder, { recursive: true }))

const of = {
  patient: {
    given: 'Milan',
    family: 'Canaryson',
    birthDate: '2019-04-09',
    bsn: '999990019',
    reference: 'Patient/milan',
  },
  form: { title: { nl: 'Toegang voor ouder of voogd', nlSimple: 'Toegang voor ouder', en: 'Access for a parent' } },
  decision: { approver: 'physician' },
} as unknown as FormCase

const receipt = (language: Language) =>
  receiptOf({
    of,
    signer: { given: 'WILLEKE LISELOTTE', family: 'DE CANARYBRUIJN' },
    reference: '4F7K2-09M3Q',
    at: '2026-11-23T10:44:00+01:00' as Instant,
    hospital: 'Ziekenhuis De Brug',
    statusUrl: 'https://debrug.example/s/4F7K2-09M3Q',
    language,
  })

const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

describe.each(['a4', 'roll80'] as const)('The receipt on %s', (paper) => {
  const text = new Map<Language, string>()
  beforeAll(async () => {
    for (const language of languages) {
      const { pdf } = await composeReceipt(receipt(language), { assets, icc, paper })
      writeFileSync(join(folder, `${paper}-${language}.pdf`), pdf)
      text.set(language, run('pdftotext', '-layout', `${paper}-${language}.pdf`, '-').replace(/\s+/g, ' '))
    }
  })

  it.each(languages)('says in %s what, for whom in initials, when, where it stands and how to stop', (language) => {
    const said = text.get(language) ?? ''
    for (const part of ['Ziekenhuis De Brug', of.form.title[language], 'M., 2019', 'W.L. de C.', '4F7K2-09M3Q', '23'])
      expect(said).toContain(part)
    for (const { heading, lines } of receipt(language).parts)
      for (const line of [heading, ...lines]) expect(said).toContain(line)
    for (const line of receipt(language).code.lines) expect(said).toContain(line)
  })

  it('has no full name, no number and no day of birth, in no part of the file', async () => {
    const { pdf } = await composeReceipt(receipt('nl'), { assets, icc, paper })
    const raw = `${Buffer.from(pdf).toString('latin1')}${[...text.values()].join('')}`
    for (const secret of ['Milan', 'anary', 'CANARY', '999990019', '2019-04-09', '9 april'])
      expect(raw).not.toContain(secret)
    expect(run('pdfinfo', `${paper}-nl.pdf`)).toMatch(/Title:\s+Uw ontvangstbewijs\n/)
  })

  it('is one page of that paper, whole, with every font inside', async () => {
    const info = run('pdfinfo', `${paper}-nl.pdf`)
    expect(info).toMatch(/Pages:\s+1\n/)
    expect(info).toMatch(paper === 'a4' ? /595\.\d+ x 841\.\d+ pts/ : /226\.77\d* x \d+/)
    run('qpdf', '--check', `${paper}-nl.pdf`)
    const fonts = run('pdffonts', `${paper}-nl.pdf`)
      .split('\n')
      .slice(2)
      .filter((line) => line !== '')
    expect(fonts.length).toBeGreaterThan(0)
    for (const line of fonts) expect(line).toMatch(/yes yes yes/)
    const { media } = await composeReceipt(receipt('nl'), { assets, icc, paper })
    expect(media).toMatch(paper === 'a4' ? /^iso_a4_210x297mm$/ : /^custom_receipt_80x(1\d|20)\dmm$/)
  })

  it('is black on white, and nothing lies outside the paper', () => {
    run('pdftoppm', '-r', '100', '-png', `${paper}-nl.pdf`, `${paper}-nl`)
    const colours = run(
      'convert',
      `${paper}-nl-1.png`,
      '-colorspace',
      'HSL',
      '-channel',
      'G',
      '-separate',
      '-format',
      '%[fx:maxima]',
      'info:',
    )
    expect(Number(colours)).toBe(0)
    const margin = paper === 'a4' ? 60 : 10
    const box = run('convert', `${paper}-nl-1.png`, '-trim', '-format', '%X %Y %w %h %W %H', 'info:')
      .split(' ')
      .map(Number)
    const [left = 0, top = 0, width = 0, height = 0, whole = 0, tall = 0] = box
    expect(left).toBeGreaterThanOrEqual(margin)
    expect(top).toBeGreaterThanOrEqual(margin)
    expect(whole - left - width).toBeGreaterThanOrEqual(margin)
    expect(tall - top - height).toBeGreaterThanOrEqual(margin)
  })

  // 203 dots an inch is what a thermal head has; half of that is a poor copy, photographed askew.
  it.each(languages)('carries a code that another reader reads as the address, to the letter, in %s', (language) => {
    const name = `code-${paper}-${language}`
    run('pdftoppm', '-r', '203', '-mono', '-singlefile', `${paper}-${language}.pdf`, name)
    run('convert', `${name}.pbm`, `${name}.png`)
    expect(codesIn(join(folder, `${name}.png`))).toEqual(['https://debrug.example/s/4F7K2-09M3Q'])
    run('convert', `${name}.pbm`, '-resize', '50%', '-rotate', '7', '-blur', '0x0.6', `${name}-poor.png`)
    expect(codesIn(join(folder, `${name}-poor.png`))).toEqual(['https://debrug.example/s/4F7K2-09M3Q'])
    run('convert', `${name}.pbm`, '-threshold', '101%', `${name}-black.png`)
    expect(codesIn(join(folder, `${name}-black.png`))).toEqual([])
  })

  it('is the same, byte for byte, each time', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => composeReceipt(receipt('nl'), { assets, icc, paper })))
    expect(Buffer.from(one?.pdf ?? []).equals(Buffer.from(two?.pdf ?? []))).toBe(true)
  })
})
