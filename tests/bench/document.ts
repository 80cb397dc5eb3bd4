/**
 * What a document costs, as ratios measured in one run: `node tests/bench/document.ts [ROUNDS]`. Writes
 * out/bench/document.json. Two pages, four signers, attachments; Chromium and pdf-lib make the same pages unsealed.
 */
import { createHash, webcrypto } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import { chromium } from 'playwright'
import type { DocumentModel } from '../../domain/document/model.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { verifyPdf } from '../../domain/verify/verify.ts'
import { composePdf } from '../../paper/compose.ts'
import { dutch, withSigners } from '../document/people.ts'
import { assets, attachmentsOf, icc, makeVisitKey, sealFile } from '../document/sealed.ts'
import { makeTrainingCa } from '../document/training-ca.ts'

const rounds = Number(process.argv[2] ?? 20)
const model = withSigners(dutch, 4)
const ca = makeTrainingCa()
const attachments = await attachmentsOf(model, await makeVisitKey())

function textOf(one: DocumentModel): readonly string[] {
  return [
    one.title,
    ...one.patient.map((row) => `${row.label}: ${row.value}`),
    ...(one.representative ?? []).map((row) => `${row.label}: ${row.value}`),
    ...one.answers.flatMap((row) => [row.question, ...row.answer]),
    one.statement,
    ...one.declarations,
    ...one.signers.map((signer) => `${signer.name}, ${signer.role}`),
    ...one.evidence.map((row) => `${row.label}: ${row.value}`),
  ]
}

function html(one: DocumentModel): string {
  const font = Buffer.from(assets.fonts.regular).toString('base64')
  const ink = one.signers.map((signer) => {
    const paths = (signer.ink?.strokes ?? []).map(
      (stroke) => `<polyline fill="none" stroke="#000" stroke-width="70" points="${stroke.join(' ')}"/>`,
    )
    return `<svg viewBox="0 0 12000 4500" width="290" role="img">${paths.join('')}</svg>`
  })
  return `<!doctype html><html lang="nl"><title>${one.title}</title><style>@font-face{font-family:A;src:url(data:font/ttf;base64,${font})}body{font:14px A}</style><body><h1>${one.title}</h1>${textOf(one).map((line) => `<p>${line}</p>`).join('')}${ink.join('')}</body></html>` // prettier-ignore
}

async function withPdfLib(one: DocumentModel): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.Helvetica)
  const lines = textOf(one)
  for (const part of [lines.slice(0, 22), lines.slice(22)]) {
    const page = document.addPage([595, 842])
    part.forEach((line, i) =>
      page.drawText(line.replace(/[^\u0020-\u00ff]/g, '?'), { x: 57, y: 780 - i * 18, size: 10, font }),
    )
    for (const [i, signer] of one.signers.entries())
      for (const stroke of signer.ink?.strokes ?? []) {
        const d = stroke.map((value, at) => (at % 2 === 0 ? `${at === 0 ? 'M' : 'L'} ${value}` : `${value}`)).join(' ')
        if (part === lines.slice(22) || i < 4) page.drawSvgPath(d, { x: 57, y: 200 - i * 40, scale: 0.01 })
      }
  }
  for (const file of attachments) await document.attach(file.bytes, file.name)
  return await document.save()
}

const sealed = async (): Promise<Uint8Array> =>
  await sealFile(await composePdf(model, { assets, icc, attachments }), { ca })
const pdf = await sealed()
const path = join(mkdtempSync(join(tmpdir(), 'balie-bench-')), 'a.pdf')
writeFileSync(path, pdf)
const port = portOver(webcrypto.subtle)
const options = { anchors: [ca.root], at: new Date('2026-11-24') }
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const page = await browser.newPage()
const source = html(model)

const jobs: Record<string, () => Promise<unknown>> = {
  composeAndSeal: sealed,
  chromiumPrint: async () => {
    await page.setContent(source)
    return await page.pdf({ format: 'A4', tagged: true })
  },
  pdfLib: () => withPdfLib(model),
  verify: async () => await verifyPdf(port, new Uint8Array(readFileSync(path)), options),
  readAndHash: () => Promise.resolve(createHash('sha256').update(readFileSync(path)).digest()),
}
const times: Record<string, number[]> = Object.fromEntries(Object.keys(jobs).map((name) => [name, []]))
// In turns, so that whatever else the machine does falls on all of them alike.
for (let round = 0; round < rounds + 3; round++)
  for (const [name, job] of Object.entries(jobs)) {
    const start = performance.now()
    await job()
    if (round >= 3) times[name]?.push(performance.now() - start)
  }
await browser.close()

const median = (name: string): number => {
  const sorted = [...(times[name] ?? [])].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? NaN
}
const round2 = (value: number): number => Math.round(value * 100) / 100
const report = {
  rounds,
  bytes: pdf.length,
  /** Milliseconds of each round. */
  times,
  milliseconds: Object.fromEntries(Object.keys(jobs).map((name) => [name, round2(median(name))])),
  ratios: {
    composeAndSealToChromiumPrint: { value: round2(median('composeAndSeal') / median('chromiumPrint')), target: 0.8 },
    composeAndSealToPdfLib: { value: round2(median('composeAndSeal') / median('pdfLib')), target: null },
    verifyToReadAndHash: { value: round2(median('verify') / median('readAndHash')), target: null },
  },
}
const folder = fileURLToPath(new URL('../../out/bench/', import.meta.url))
mkdirSync(folder, { recursive: true })
writeFileSync(`${folder}document.json`, `${JSON.stringify(report, null, 2)}\n`)
console.log(JSON.stringify({ ...report, times: undefined }, null, 2))
