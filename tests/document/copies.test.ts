/** What a printer without grey and a copier leave of a form (ISO 19005 says nothing about it; a clinic's fax does). */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DocumentModel } from '../../domain/document/model.ts'
import { composePdf } from '../../paper/compose.ts'
import { arabic, dutch, english, inkOf, mother, withSigners } from './people.ts'
import { pageOf } from './picture.ts'
import { assets, icc } from './sealed.ts'

const folder = mkdtempSync(join(tmpdir(), 'balie-copies-'))
async function fileOf(model: DocumentModel): Promise<string> {
  const path = join(folder, 'a.pdf')
  writeFileSync(path, await composePdf(model, { assets, icc, attachments: [] }))
  return path
}
/** The drawing operators of every page, readable. */
function contentOf(path: string): string {
  const plain = join(folder, 'plain.pdf')
  execFileSync('qpdf', ['--qdf', '--object-streams=disable', path, plain])
  const text = execFileSync('cat', [plain], { maxBuffer: 1 << 26 }).toString('latin1')
  return [...text.matchAll(/%% Contents for page \d+[^]*?stream\n([^]*?)endstream/g)]
    .map(([, one = '']) => one)
    .join('')
}
/** Share of pixels that no threshold between a light and a dark copy decides in the same way. */
function doubtful(path: string, page: number): number {
  const { pixels } = pageOf(path, page, 300)
  const dark = pixels.filter((pixel) => pixel < 90).length
  const between = pixels.filter((pixel) => pixel >= 90 && pixel <= 170).length
  return between / (dark + between)
}

describe('a copy in black and white', () => {
  it('loses nothing: all that is drawn is black, but for the hairlines between rows', async () => {
    for (const model of [withSigners(dutch, 4), english, arabic]) {
      const content = contentOf(await fileOf(model))
      const colours = [...content.matchAll(/((?:[\d.]+ ){1,4})(?:rg|RG|g|G|scn?|SCN?|k|K)$/gm)].map(
        ([, one = '']) => one,
      )
      const grey = colours.filter((one) => !/^(?:0 )+$/.test(one))
      expect(colours.length).toBeGreaterThan(grey.length)
      const hairlines =
        content.match(/^0\.54\d+ 0\.54\d+ 0\.54\d+ scn\n[\d.-]+ [\d.-]+ [\d.-]+ (?:0?\.[0-5]|0\.50*) re$/gm) ?? []
      expect(grey.length).toBe(hairlines.length)
    }
  })

  it('can be made light or dark: only edges lie between the two', async () => {
    const path = await fileOf(withSigners(dutch, 4))
    for (const page of [1, 2]) expect(doubtful(path, page)).toBeLessThan(0.35)
  })

  it('keeps the ink of a wide pad as thick as a pen: 0.4 mm on paper', async () => {
    const ink = { ...inkOf(3), widthMm: 250, heightMm: 70 }
    const model: DocumentModel = { ...dutch, signers: [{ ...mother, method: 'ink', ink }] }
    const [, scale = '', width = ''] =
      /^([\d.]+) 0 0 [\d.]+ [\d.]+ [\d.]+ cm\n(\d+) w 1 J/m.exec(contentOf(await fileOf(model))) ?? []
    expect(Number(scale) * Number(width)).toBeGreaterThanOrEqual(1.13)
    expect(Number(scale) * Number(width)).toBeLessThan(1.3)
  })
})
