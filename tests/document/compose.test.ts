import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { composePdf } from '../../paper/compose.ts'
import type { DocumentModel } from '../../domain/document/model.ts'
import { dutch, english, inkOf, mother, withSigners } from './people.ts'
import { assets, attachmentsOf, icc, makeVisitKey } from './sealed.ts'

const folder = mkdtempSync(join(tmpdir(), 'balie-compose-'))
const compose = (model: DocumentModel) => composePdf(model, { assets, icc, attachments: [] })
const file = (bytes: Uint8Array, name = 'a.pdf'): string => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
const run = (command: string, ...args: string[]): string => execFileSync(command, args, { encoding: 'utf8' })
const textOf = (bytes: Uint8Array): string => run('pdftotext', '-layout', file(bytes), '-')
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const named = (name: string): DocumentModel => ({ ...dutch, signers: [{ ...mother, name }] })

describe('a composed document', () => {
  it('is the same bytes for the same input, call after call and in another process', async () => {
    const first = digest(await compose(english))
    expect(digest(await compose(english))).toBe(first)
    const script = `
      import { composePdf } from './paper/compose.ts'
      import { english } from './tests/document/people.ts'
      import { assets, icc } from './tests/document/sealed.ts'
      import { createHash } from 'node:crypto'
      const pdf = await composePdf(english, { assets, icc, attachments: [] })
      console.log(createHash('sha256').update(pdf).digest('hex'))`
    const other = run(process.execPath, '--input-type=module', '-e', script)
    expect(other.trim()).toBe(first)
  })

  it('passes qpdf without a warning, is tagged, titled and in its language', async () => {
    const path = file(await compose(english))
    expect(run('qpdf', '--check', path)).not.toContain('WARNING')
    const info = run('pdfinfo', path)
    expect(info).toMatch(/Tagged: +yes/)
    expect(info).toMatch(/Title: +Mandate: access to your child’s file/)
    expect(info).toMatch(/PDF version: +1.7/)
  })

  it('embeds every font as a subset with Unicode values', async () => {
    const fonts = run('pdffonts', file(await compose(withSigners(english, 4))))
      .split('\n')
      .slice(2)
      .filter(Boolean)
    expect(fonts.length).toBeGreaterThan(1)
    for (const font of fonts) expect(font).toMatch(/CID TrueType +Identity-H +yes yes yes/)
  })

  it('reads in order for a screen reader: headings, row headings and a described figure', async () => {
    const tree = run('pdfinfo', '-struct-text', file(await compose(dutch)))
    const order = [
      'H1',
      dutch.title,
      'H2',
      'TH',
      'Naam',
      'TD',
      'Fenna van den Akker',
      'Handtekeningen',
      'Figure',
      'Bewijsblad',
    ]
    let at = -1
    for (const part of order) {
      const next = tree.indexOf(part, at + 1)
      expect(next, part).toBeGreaterThan(at)
      at = next
    }
    const raw = Buffer.from(await compose(dutch)).toString('latin1')
    expect(raw).toContain('/Alt(Handtekening van Wilhelmina de Bruijn, getekend op het scherm)')
  })

  it('puts the Dutch text beside another language and refuses to leave it out', async () => {
    expect(textOf(await compose(english))).toContain('Nederlandse tekst van dit formulier')
    await expect(compose({ ...english, dutch: null })).rejects.toThrow('Dutch text')
  })

  it('carries its attachments byte for byte', async () => {
    const attachments = await attachmentsOf(dutch, await makeVisitKey())
    const path = file(await composePdf(dutch, { assets, icc, attachments }))
    for (const one of attachments) {
      run('pdfdetach', '-savefile', one.name, '-o', join(folder, one.name), path)
      expect(run('cat', join(folder, one.name))).toBe(Buffer.from(one.bytes).toString('utf8'))
    }
  })

  it('shows names with combining marks, right-to-left names, and 200 characters', async () => {
    expect(textOf(await compose(named('Zoe\u0308 N\u0303un\u0303ez')))).toContain('Zoë Ñuñez')
    expect(textOf(await compose(named('Hawraạ̄ B̋ell'))).normalize('NFC')).toContain('Hawraạ̄ B̋ell')
    const arabic = run('pdfinfo', '-struct-text', file(await compose(named('محمد الأمين 12-34 כהן'))))
    expect(arabic).toContain('محمد الأمين 12-34 כהן')
    expect(textOf(await compose(named('W'.repeat(200)))).replace(/[^W]/g, '').length).toBeGreaterThanOrEqual(200)
  })

  it('names what no font can draw, and lets no direction mark reorder a line', async () => {
    expect(textOf(await compose(named('Anna 😀 Smit')))).toContain('Anna [U+1F600] Smit')
    expect(textOf(await compose(named('Anna \u202eSmit\u2066')))).toContain('Anna Smit')
  })

  it('runs an answer of 10,000 characters over as many sheets as it needs', async () => {
    const long = 'Zij wil graag alle brieven zien die over de operatie gaan. '.repeat(170)
    const answers = [{ question: 'Wat wilt u zien?', answer: [long] }]
    const path = file(await compose({ ...dutch, answers }))
    const text = run('pdftotext', path, '-').replace(/\s+/g, ' ')
    expect(text.match(/alle brieven/g)?.length).toBe(170)
    expect(Number(/Pages: +(\d+)/.exec(run('pdfinfo', path))?.[1])).toBeGreaterThan(2)
  })

  it('refuses no signer, five signers, a name of spaces, and ink that is no mark', async () => {
    await expect(compose({ ...dutch, signers: [] })).rejects.toThrow('one to four signers')
    await expect(compose({ ...dutch, signers: Array.from({ length: 5 }, () => mother) })).rejects.toThrow('one to four')
    await expect(compose(named('   '))).rejects.toThrow('a name for every signer')
    const ink = { ...inkOf(1), strokes: [] }
    await expect(compose({ ...dutch, signers: [{ ...mother, method: 'ink', ink }] })).rejects.toThrow('empty')
  })
})
