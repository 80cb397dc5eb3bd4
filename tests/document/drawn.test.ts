/** What is drawn: the words of the data may not be moved, piled, lifted, stretched, struck or blackened, whoever sealed them. */
import { webcrypto } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { verifyApproval } from '../../domain/verify/approval.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { type Report, verifyPdf } from '../../domain/verify/verify.ts'
import { composePdf } from '../../paper/compose.ts'
import { approvalTricks, pageTricks, withContent, withObjects } from './forgeries/pages.ts'
import { sealedApproval } from './approvals.ts'
import { arabic, dutch, withSigners } from './people.ts'
import { assets, attachmentsOf, icc, makeVisitKey, sealFile } from './sealed.ts'
import { makeTrainingCa, type TrainingCa } from './training-ca.ts'

const port = portOver(webcrypto.subtle)
const at = new Date(Math.max(Date.now(), Date.parse('2026-11-24')) + 3_600_000)
const model = withSigners(dutch, 2)
let ca: TrainingCa
let composed: Uint8Array
beforeAll(async () => {
  ca = makeTrainingCa()
  composed = await composePdf(model, { assets, icc, attachments: await attachmentsOf(model, await makeVisitKey()) })
})

const sealedReport = async (bytes: Uint8Array): Promise<Report> =>
  await verifyPdf(port, await sealFile(bytes, { ca }), { anchors: [ca.root], at })

describe('paper 5: words that stand elsewhere than the composer puts them', () => {
  it('are not what an honest page has, packed by another hand', async () => {
    expect((await sealedReport(withContent(composed, (content) => `${content}\n`))).problem).toBeNull()
  })

  it.each(Object.entries(pageTricks))('are refused: %s', async (_name, trick) => {
    let changed = false
    const forged = withContent(composed, (content) => {
      const made = trick(content)
      changed = made !== content
      return made
    })
    expect(changed).toBe(true)
    expect(['page', 'unexpectedContent']).toContain((await sealedReport(forged)).problem?.id)
  })

  it('are refused where the font moves them', async () => {
    const descendant = /\/CIDFontType2/
    const tricks: readonly [string, RegExp, (object: string) => string][] = [
      ['no width', descendant, (one) => one.replace(/\/W\[0\[(\d+) \d+/, '/W[0[$1 0')],
      ['a wide letter', descendant, (one) => one.replace(/\/W\[0\[(\d+) \d+/, '/W[0[$1 3000')],
      ['widths of nobody', descendant, (one) => one.replace(/\/W\[0\[[\d ]+\]\]/, '')],
      ['a width for all others', descendant, (one) => one.replace('/W[', '/DW 0/W[')],
      ['glyphs by another table', descendant, (one) => one.replace('/CIDToGIDMap/Identity', '/CIDToGIDMap 9 0 R')],
      ['upright text', /\/Type0/, (one) => one.replace('/Identity-H', '/Identity-V')],
    ]
    for (const [name, pattern, change] of tricks) {
      const forged = withObjects(composed, pattern, change)
      expect(Buffer.from(forged).equals(Buffer.from(composed)), name).toBe(false)
      expect(['unexpectedContent', 'malformed'], name).toContain((await sealedReport(forged)).problem?.id)
    }
  })

  it('are not what long names, labels and answers make of a page', async () => {
    const name = `Wilhelmina ${'Constantia van der '.repeat(12)}Berg`
    const signers = withSigners(dutch, 4).signers.map(
      (one) => ({ ...one, name, method: 'typed', ink: undefined }) as const,
    )
    const question = 'Wilt u dat wij dit zo doen, en weet u wat het voor uw kind betekent? '.repeat(18)
    const answers = [
      { question, answer: ['Ja'] },
      { question: 'En daarna?', answer: ['Nee', name, name] },
    ]
    for (const each of [dutch, arabic]) {
      const long = { ...each, signers, answers, statement: `${each.statement} ${name}\n${each.statement}` }
      const pdf = await composePdf(long, { assets, icc, attachments: await attachmentsOf(long, await makeVisitKey()) })
      expect((await sealedReport(pdf)).problem).toBeNull()
    }
  })
})

describe('paper 5: an approval whose words stand elsewhere', () => {
  it.each(Object.entries(approvalTricks))('is refused: %s', async (_name, trick) => {
    const form = await sealFile(composed, { ca })
    const judge = async (change: (content: string) => string) => {
      const approval = await sealedApproval(form, { under: ca, drawn: (bytes) => withContent(bytes, change) })
      return (await verifyApproval(port, { approval, form }, { anchors: [ca.root], at })).problem
    }
    expect(await judge((content) => `${content}\n`)).toBeNull()
    const problem = await judge(trick)
    expect([problem?.which, ['page', 'unexpectedContent'].includes(problem?.id ?? '')]).toEqual(['approval', true])
  })
})
