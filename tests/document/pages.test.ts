/** Pages against data: another text over the same `form.json` is found, whoever sealed it; and foreign text steers nothing. */
import { spawnSync } from 'node:child_process'
import { webcrypto } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { html } from '../../central/web/pages/html.ts'
import type { DocumentModel, DocumentSigner } from '../../domain/document/model.ts'
import { oneLine, plainLine, plainText } from '../../domain/plain-text.ts'
import { verifyFile } from '../../domain/verify/file.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { type Report, verifyPdf } from '../../domain/verify/verify.ts'
import { sentences } from '../../domain/verify/words.ts'
import { composePdf } from '../../paper/compose.ts'
import { sealedApproval } from './approvals.ts'
import { withContent } from './forgeries/pages.ts'
import { latin } from './forgeries/tools.ts'
import { arabic, dutch, english, hebrew, inkOf, withSigners } from './people.ts'
import { assets, attachmentsOf, icc, makeVisitKey, sealedPdf, sealFile } from './sealed.ts'
import { makeTrainingCa, type TrainingCa } from './training-ca.ts'

const port = portOver(webcrypto.subtle)
const at = new Date(Math.max(Date.now(), Date.parse('2026-11-24')) + 3_600_000)
let ca: TrainingCa
beforeAll(() => {
  ca = makeTrainingCa()
})

const verify = (bytes: Uint8Array): Promise<Report> => verifyPdf(port, bytes, { anchors: [ca.root], at })

/** What `shown` looks like, over the data and steps of `signed`; both sealed by a key of the hospital. */
async function shownOver(signed: DocumentModel, shown: DocumentModel): Promise<Uint8Array> {
  const attachments = await attachmentsOf(signed, await makeVisitKey())
  return await sealFile(await composePdf(shown, { assets, icc, attachments }), { ca })
}

const first = (model: DocumentModel, change: Partial<DocumentSigner>): DocumentModel => ({
  ...model,
  signers: model.signers.map((one, i) => (i === 0 ? ({ ...one, ...change } as DocumentSigner) : one)),
})
const identity = dutch.signers[0]?.identity
if (identity === undefined) throw new Error('a signer')

const tricks: Readonly<Record<string, (model: DocumentModel) => DocumentModel>> = {
  'another statement': (model) => ({ ...model, statement: 'Deze verklaring is ingetrokken.' }),
  'a word left out of the statement': (model) => ({ ...model, statement: model.statement.replace(' mogen', '') }),
  'another patient': (model) => ({ ...model, patient: [{ label: 'Naam', value: 'Iemand anders' }, ...model.patient.slice(1)] }),
  'one row of the patient less': (model) => ({ ...model, patient: model.patient.slice(1) }),
  'another answer': (model) => ({ ...model, answers: model.answers.map((one) => ({ ...one, answer: ['Nee'] })) }),
  'one answer more': (model) => ({ ...model, answers: model.answers.map((one) => ({ ...one, answer: [...one.answer, 'Alles'] })) }),
  'another question': (model) => ({ ...model, answers: model.answers.map((one) => ({ ...one, question: 'Wilt u niets?' })) }),
  'no answers': (model) => ({ ...model, answers: [] }),
  'another name': (model) => first(model, { name: 'Iemand Anders' }),
  'another role': (model) => first(model, { role: 'Arts' }),
  'another time of signing': (model) => first(model, { at: '2026-11-23T13:58:07+01:00' as DocumentModel['at'] }),
  'another document number': (model) => first(model, { identity: { ...identity, documentNumber: 'AAAAAAAA1' } }),
  'another way of knowing': (model) => first(model, { identity: { ...identity, method: 'Ingelogd' } }),
  'another ink': (model) => first(model, { method: 'ink', ink: inkOf(9) }),
  'ink for a typed name': (model) => ({ ...model, signers: model.signers.map((one) => ({ ...one, method: 'ink', ink: inkOf(3) })) }),
  'a signer less': (model) => ({ ...model, signers: model.signers.slice(0, 3) }),
  'signers changed places': (model) => ({ ...model, signers: [...model.signers].reverse() }),
  'another hospital': (model) => ({ ...model, hospital: 'Ander Ziekenhuis' }),
  'another title': (model) => ({ ...model, title: 'Intrekking' }),
  'a declaration more': (model) => ({ ...model, declarations: [...model.declarations, 'Dit geldt niet.'] }),
  'a declaration less': (model) => ({ ...model, declarations: model.declarations.slice(1) }),
  'another representative': (model) => ({ ...model, representative: [{ label: 'Naam', value: 'Iemand anders' }] }),
  'no representative': (model) => ({ ...model, representative: null }),
  'another form': (model) => ({ ...model, form: { ...model.form, version: '9.9.9' } }),
} // prettier-ignore

describe('paper 5: pages that say something else than the data', () => {
  it('are accepted where they say the same, in every language and with one to four signers', async () => {
    for (const model of [dutch, { ...dutch, language: 'nlSimple' } as const, english, arabic, hebrew])
      for (const count of [1, 2, 3, 4]) expect((await verify(await sealedPdf(withSigners(model, count), { ca }))).problem).toBeNull() // prettier-ignore
  })

  it.each(Object.entries(tricks))('are refused: %s', async (_name, trick) => {
    const model = withSigners(dutch, 4)
    const report = await verify(await shownOver(model, trick(model)))
    expect(['page', 'timeContradiction', 'unexpectedContent']).toContain(report.problem?.id)
  })

  it('are refused in the Dutch half of another language', async () => {
    const dutchText = { title: dutch.title, answers: dutch.answers, statement: 'Ik trek dit in.', declarations: [] }
    expect((await verify(await shownOver(english, { ...english, dutch: dutchText }))).problem?.id).toBe('page')
    expect((await verify(await shownOver(arabic, { ...arabic, statement: hebrew.statement }))).problem?.id).toBe('page')
  })

  it('with words that no font can write, on several sheets and with the marks of many scripts, are accepted', async () => {
    const long = Array.from({ length: 60 }, (_, i) => ({ question: `Vraag ${String(i)} 🙂 漢`, answer: ['Ja', 'Nee, Zoë'] })) // prettier-ignore
    const name = 'Zoë Nguyễn 漢 سلمى'
    const model = first({ ...dutch, answers: long, statement: 'Een. '.repeat(400) }, { name })
    expect((await verify(await sealedPdf(model, { ca }))).problem).toBeNull()
  })

  it('that draw something besides are refused', async () => {
    const honest = await composePdf(dutch, { assets, icc, attachments: await attachmentsOf(dutch, await makeVisitKey()) }) // prettier-ignore
    const additions = [
      '0 0 500 500 re f',
      '/P <</MCID 0>> BDC 10 10 m 500 500 l S EMC',
      '/Artifact BMC 0 0 500 500 re f EMC',
      '/Artifact BMC q 1 g 0 0 500 0.5 re f Q EMC',
      '/Artifact BMC BT 1 0 0 -1 50 50 Tm /F1 12.5 Tf [(\u0000\u0001)]TJ ET EMC',
      '/P <</MCID 0 /ActualText (ingetrokken)>> BDC EMC',
      '/Im1 Do',
      'BI /W 1 /H 1 /BPC 8 /CS /G ID x EI',
    ]
    expect(
      (
        await verify(
          await sealFile(
            withContent(honest, (one) => one),
            { ca },
          ),
        )
      ).problem,
    ).toBeNull()
    for (const addition of additions) {
      const forged = withContent(honest, (content) => `${content}\n${addition}\n`)
      expect([addition, (await verify(await sealFile(forged, { ca }))).accepted]).toEqual([addition, false])
    }
    for (const [from, to] of [
      ['1 0 0 -1 56.69', '1 0 0 -1 900.69'],
      ['Tm /F1 10.5 Tf', 'Tm /F1 0.1 Tf'],
      ['BT ', 'BT 3 Tr '],
    ] as const) {
      // prettier-ignore
      const forged = withContent(honest, (content) => content.replace(from, to))
      expect([to, (await verify(await sealFile(forged, { ca }))).accepted]).toEqual([to, false])
    }
  })
})

const steering = ['\u001b', '\u009b', '\n', '\r', '\u0085', '\t', '\u0000', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\u200e', '\u200f', '\u061c', '\u2028', '\u2029', '\u200b', '\ufeff', '\u{e0041}'] // prettier-ignore
const evil = `Anna${steering.join('')}[2K GOED. Alles klopt`

describe('paper 7: foreign text', () => {
  it('has one cleaning, which takes out whatever steers and nothing else', () => {
    for (const one of steering) {
      expect(oneLine(`a${one}b`)).not.toContain(one)
      expect(plainLine(`a${one}b`)).not.toContain(one)
    }
    for (const name of ['Şebnem Yılmaz-Đorđević', 'سلمى الحدّاد', 'נועה כהן-לוי', 'Nguyễn Thị Minh', "O'Neill", '漢字'])
      expect(oneLine(name)).toBe(name)
    expect(plainText('een\r\ntwee\u2028drie\u001b[2K')).toBe('een\ntwee\ndrie [2K')
    expect(plainLine('x'.repeat(900)).length).toBe(400)
    expect(plainLine('\ud83d\ude42'.repeat(900))).not.toMatch(/\p{Cs}/u)
  })

  it('steers nothing on a page of staff either, and stays escaped', () => {
    const shown = html`<p>${evil}&lt;${'<b>'}</p>`.text
    for (const one of steering.filter((mark) => !['\n', '\r', '\u0085', '\u2028', '\u2029'].includes(mark)))
      expect(shown).not.toContain(one)
    expect(shown).toContain('&lt;b&gt;')
    expect(html`${'een\ntwee'}`.text).toBe('een\ntwee')
  })

  it('stands on its line in the verdict and on the paper', async () => {
    const model = first({ ...dutch, hospital: `${dutch.hospital}${evil}` }, { name: evil, role: evil })
    const pdf = await sealedPdf(model, { ca })
    const report = await verify(pdf)
    expect(report.problem).toBeNull()
    for (const language of ['nl', 'en'] as const)
      for (const line of sentences(report, language)) for (const one of steering) expect(line).not.toContain(one)
    expect(sentences(report, 'nl').filter((line) => line.startsWith('GOED')).length).toBe(1)
    const folder = mkdtempSync(join(tmpdir(), 'balie-lines-'))
    writeFileSync(join(folder, 'a.pdf'), pdf)
    const text = spawnSync('pdftotext', ['-layout', join(folder, 'a.pdf'), '-'], { encoding: 'utf8' }).stdout
    for (const one of ['\u001b', '\u202e', '\u2067', '\u0085', '\u2028']) expect(text).not.toContain(one)
  })
})

describe('paper 6: an approval without its form', () => {
  it('is half a verdict on the page and on the command line, which asks for the form', async () => {
    const form = await sealedPdf(dutch, { ca })
    const approval = await sealedApproval(form, { under: ca })
    const options = { anchors: [ca.root], at }
    expect((await verifyFile(port, { bytes: approval, form: null }, options)).verdict).toBe('half')
    expect((await verifyFile(port, { bytes: approval, form }, options)).verdict).toBe('good')
    expect((await verifyFile(port, { bytes: form, form: null }, options)).verdict).toBe('good')
    const folder = mkdtempSync(join(tmpdir(), 'balie-half-'))
    const path = (name: string, bytes: Uint8Array | string): string => {
      writeFileSync(join(folder, name), bytes)
      return join(folder, name)
    }
    const [a, f, root] = [path('a.pdf', approval), path('f.pdf', form), path('root.pem', ca.rootPem)]
    const run = (...args: string[]) =>
      spawnSync(process.execPath, ['tools/verify.ts', ...args, '--anchor', root, '--at', at.toISOString()], { encoding: 'utf8' }) // prettier-ignore
    const alone = run(a)
    expect([alone.status, alone.stdout.includes('--with'), alone.stdout.includes('NIET GOED')]).toEqual([2, true, false]) // prettier-ignore
    expect(run(a, '--with', f).status).toBe(0)
    expect(run(f).status).toBe(0)
    expect(run(f, '--with', a).status).toBe(2)
    const broken = new Uint8Array(approval)
    broken[200] = (broken[200] ?? 0) ^ 1
    expect(run(path('b.pdf', broken)).status).toBe(1)
  }, 30_000)
})

describe('paper 9: read aloud', () => {
  it('a typed name and several answers are paragraphs of their own', async () => {
    const pdf = latin(await composePdf(withSigners(dutch, 4), { assets, icc, attachments: [] }))
    expect(pdf.match(/\/S\/P\/P \d+ 0 R\/K/g)?.length).toBeGreaterThan(10)
    const folder = mkdtempSync(join(tmpdir(), 'balie-aloud-'))
    writeFileSync(join(folder, 'a.pdf'), Buffer.from(pdf, 'latin1'))
    const text = spawnSync('pdftotext', ['-raw', join(folder, 'a.pdf'), '-'], { encoding: 'utf8' }).stdout
    expect(text).not.toContain('bevestigd:Şebnem')
    expect(text).not.toMatch(/Afspraken ?Uitslagen/)
  })
})
