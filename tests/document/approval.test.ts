/** The second document: about one form and no other, by the right person, signed as strongly as the policy asks. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { webcrypto } from 'node:crypto'
import { PDF } from '@libpdf/core'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApprovalContent, reaches } from '../../domain/document/approval.ts'
import { base64url } from '../../domain/bytes/bytes.ts'
import type { Sha256 } from '../../domain/ids.ts'
import { isWholeName, mayBeOnePerson } from '../../domain/identity/name-as-text.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { approvalSentences } from '../../domain/verify/approval-words.ts'
import { type ApprovalOptions, verifyApproval } from '../../domain/verify/approval.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { verifyPdf } from '../../domain/verify/verify.ts'
import { requestTimeStamp } from '../../main/custody/seal/time-stamp.ts'
import { documentAttachments } from '../../paper/attachments.ts'
import { composeApproval } from '../../paper/compose-approval.ts'
import { dutch, english } from './people.ts'
import { assets, icc, makeVisitKey, sealedPdf, sealFile, sha256, stepsOf } from './sealed.ts'
import { goodUsage, makeTrainingCa, type TrainingCa } from './training-ca.ts'
import { makeTrainingTsa } from './training-tsa.ts'

const port = portOver(webcrypto.subtle)
const folder = mkdtempSync(join(tmpdir(), 'balie-approval-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** qcStatements: QcCompliance and QcSSCD (ETSI EN 319 412-5). */
const qualifiedStatements = '1.3.6.1.5.5.7.1.3=DER:3014300806060400 8E46 0101 300806060400 8E46 0104'.replaceAll(
  ' ',
  '',
)
const physician = 'dr. Anna Visser'

const tsa = makeTrainingTsa()
let house: TrainingCa
let own: TrainingCa
let qualified: TrainingCa
let form: Uint8Array
let approval: Uint8Array
let content: ApprovalContent

/** A certificate in somebody's own name, under the hospital's root. */
function ownCertificate(name: string, usage: readonly string[] = goodUsage): TrainingCa {
  return makeTrainingCa({ under: house, usage, person: name })
}

const hashed = async (file: Uint8Array): Promise<Sha256> => base64url(await sha256(file)) as Sha256

async function contentFor(file: Uint8Array, change: Partial<ApprovalContent> = {}): Promise<ApprovalContent> {
  return v.parse(ApprovalContent, {
    balie: 'approval/1',
    language: 'nl',
    hospital: dutch.hospital,
    at: '2026-11-24T09:12:00+01:00',
    about: {
      sha256: await hashed(file),
      form: dutch.form,
      title: dutch.title,
      reference: dutch.reference,
      patient: dutch.patient,
    },
    decision: { outcome: 'approve', reason: 'conditionsMet' },
    approver: { name: physician, role: 'physician', identified: 'UZI-pas', registration: '19012345601' },
    signature: { level: 'advanced', asked: defaultPolicy.approval.signatureLevel },
    policy: { hospital: 'rijnmeer', version: 1, validFrom: '2026-01-01' },
    ...change,
  })
}

const sealed = async (what: ApprovalContent, by: TrainingCa): Promise<Uint8Array> =>
  await sealFile(await composeApproval(what, { assets, icc }), { ca: by })

const judge = async (
  files: { readonly approval?: Uint8Array; readonly form?: Uint8Array },
  more: Partial<ApprovalOptions> = {},
): Promise<string | null> => {
  const options = { anchors: [house.root], at: new Date('2026-12-01T12:00:00Z'), ...more }
  const report = await verifyApproval(port, { approval, form, ...files }, options)
  expect(report.accepted).toBe(report.problem === null)
  return report.problem === null ? null : `${report.problem.which} ${report.problem.id}`
}

beforeAll(async () => {
  house = makeTrainingCa()
  own = ownCertificate('Anna Visser')
  qualified = ownCertificate('Anna Visser', [...goodUsage, qualifiedStatements])
  form = await sealedPdf(dutch, { ca: house })
  content = await contentFor(form)
  approval = await sealed(content, own)
}, 30_000)

describe('An approval', () => {
  it('by the physician’s own key belongs to its form, and says so in two languages', async () => {
    expect(await judge({})).toBeNull()
    const report = await verifyApproval(port, { approval, form }, { anchors: [house.root], at: new Date('2026-12-01') })
    expect(report.approval?.contents).toMatchObject({ level: 'advanced', files: ['approval.json'] })
    expect(approvalSentences(report, 'nl').join('\n')).toContain(
      'dr. Anna Visser (BIG 19012345601) keurde goed, 24 november 2026',
    )
    expect(approvalSentences(report, 'en').join('\n')).toContain('they belong together')
  })

  it('is a whole document: one tagged page, every font inside, the same bytes each time', async () => {
    const composed = await composeApproval(content, { assets, icc })
    expect(Buffer.from(composed).equals(Buffer.from(await composeApproval(content, { assets, icc })))).toBe(true)
    writeFileSync(join(folder, 'approval.pdf'), approval)
    const run = (command: string, ...args: string[]): string =>
      execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    run('qpdf', '--check', 'approval.pdf')
    expect(run('pdfinfo', 'approval.pdf')).toMatch(/Tagged:\s+yes[\s\S]*Pages:\s+1\n/)
    for (const line of run('pdffonts', 'approval.pdf').split('\n').slice(2).filter(Boolean))
      expect(line).toMatch(/yes yes yes/)
    const text = run('pdftotext', '-layout', 'approval.pdf', '-')
    for (const word of ['Goedgekeurd', physician, '19012345601', dutch.reference, 'Geavanceerd', content.about.sha256])
      expect(text).toContain(word)
    expect(run('pdfinfo', '-struct-text', 'approval.pdf')).toMatch(/TH:[\s\S]{0,60}"Naam"/)
    expect(approval.length).toBeLessThan(60_000)
  })

  it('may say no, with a category and no words of the physician’s', async () => {
    const no = await contentFor(form, { decision: { outcome: 'refuse', reason: 'proofInsufficient' } })
    expect(await judge({ approval: await sealed(no, own) })).toBeNull()
    expect(v.is(ApprovalContent, { ...no, decision: { outcome: 'refuse', reason: 'conditionsMet' } })).toBe(false)
  })

  it('of another form is refused', async () => {
    const other = await sealedPdf({ ...dutch, reference: '9K2-111' }, { ca: house })
    expect(await judge({ form: other })).toBe('approval approvalOther')
    expect(await judge({ form: await sealedPdf(english, { ca: house }) })).toBe('approval approvalOther')
    const patient = [{ label: 'Naam', value: 'Iemand Anders' }, ...dutch.patient.slice(1)]
    const twisted = await contentFor(form, { about: { ...content.about, patient } })
    expect(await judge({ approval: await sealed(twisted, own) })).toBe('approval approvalOther')
  })

  it('still belongs to its form when the central has added long-term data to that', async () => {
    const document = await PDF.load(form)
    const timestamp = async (imprint: Uint8Array): Promise<Uint8Array> => {
      const answer = await requestTimeStamp({ imprint, post: tsa.post })
      if (!answer.ok) throw new Error(answer.reason)
      return answer.token
    }
    const { bytes } = await document.addArchivalData({ timestampAuthority: { timestamp } })
    expect(bytes.length).toBeGreaterThan(form.length)
    const later = new Date(Math.max(Date.now(), Date.parse('2026-12-01')) + 3_600_000)
    expect(await judge({ form: bytes }, { at: later })).toBeNull()
  })

  it('of a changed form, and a changed approval, is refused', async () => {
    const flip = (file: Uint8Array): Uint8Array => {
      const changed = new Uint8Array(file)
      const at = Buffer.from(file).indexOf('stream') + 40
      changed[at] = (changed[at] ?? 0) ^ 1
      return changed
    }
    expect(await judge({ form: flip(form) })).toMatch(/^form /)
    expect(await judge({ approval: flip(approval) })).toMatch(/^approval /)
    expect(await judge({ approval: form })).toBe('approval approval')
    expect(await judge({ form: approval })).toMatch(/^form /)
  })

  it('of a lower level than the policy asks is refused, whatever it claims', async () => {
    const byHouse = await sealed(content, house)
    expect(await judge({ approval: byHouse })).toBe('approval approvalLevel')
    const asked = { level: 'qualified', asked: 'qualified' } as const
    const claims = await contentFor(form, { signature: asked })
    expect(await judge({ approval: await sealed(claims, own) })).toBe('approval approvalLevel')
    expect(await judge({ approval: await sealed(claims, qualified) })).toBeNull()
    // The document was asked for less than whoever asks now.
    expect(await judge({}, { least: 'qualified' })).toBe('approval approvalLevel')
    const below = await contentFor(form, { signature: { level: 'simple', asked: 'advanced' } })
    expect(await judge({ approval: await sealed(below, own) })).toBe('approval approvalLevel')
  })

  it('by the house’s key is enough where a policy asks for no more', async () => {
    const simple = await contentFor(form, { signature: { level: 'simple', asked: 'simple' } })
    expect(await judge({ approval: await sealed(simple, house) })).toBeNull()
    expect(await judge({ approval: await sealed(simple, house) }, { least: 'advanced' })).toBe('approval approvalLevel')
  })

  it.each([
    ['the patient', 'Fenna van den Akker'],
    ['a signer, with a title', 'dr. Wilhelmina de Bruijn'],
    ['a signer, by initials', 'W.H. de Bruijn'],
    ['identity 2: a signer in the capitals of a document', 'WILHELMINA DE BRUYN'],
  ])('by %s is refused', async (_who, name) => {
    const { approver } = content
    const conflict = await contentFor(form, { approver: { ...approver, name } })
    const key = ownCertificate(name.replace('dr. ', ''))
    expect(await judge({ approval: await sealed(conflict, key) })).toBe('approval approvalConflict')
  })

  it.each([
    ['a physician', 'physician', 'approval approvalRole'],
    ['nobody in so many words', undefined, 'approval approvalRole'],
    ['staff', 'staff', null],
  ] as const)('by staff where the rules ask for %s is judged by them', async (_who, approver, expected) => {
    const visit = await makeVisitKey()
    const decision = { form: 'child.under12', ...(approver === undefined ? {} : { approver }) }
    const attachments = documentAttachments({
      model: dutch,
      steps: await stepsOf(dutch, visit),
      key: visit.key,
      visitCertificate: null,
      decision,
      fhir: { resourceType: 'Bundle', type: 'collection', entry: [] },
    })
    const about = await sealedPdf(dutch, { ca: house, attachments })
    const clerk = { name: 'Anna Visser', role: 'staff', identified: 'Ziekenhuispas', registration: null } as const
    const byStaff = await sealed(await contentFor(about, { approver: clerk }), own)
    expect(await judge({ approval: byStaff, form: about })).toBe(expected)
    // The same by a physician is good for each of them.
    expect(await judge({ approval: await sealed(await contentFor(about), own), form: about })).toBeNull()
  })

  it('by a physician without a number, or too early, is refused', async () => {
    const { approver } = content
    const unregistered = await contentFor(form, { approver: { ...approver, registration: null } })
    expect(await judge({ approval: await sealed(unregistered, own) })).toBe('approval approvalRole')
    const early = await contentFor(form, { at: '2026-11-23T14:00:00+01:00' as ApprovalContent['at'] })
    expect(await judge({ approval: await sealed(early, own) })).toBe('approval approvalEarly')
  })

  it('by a key of another hospital is refused', async () => {
    const stranger = makeTrainingCa({ person: 'Anna Visser', name: 'Elders' })
    expect(await judge({ approval: await sealed(content, stranger) })).toBe('approval certificateUntrusted')
  })

  it('does not pass for a form', async () => {
    const report = await verifyPdf(port, approval, { anchors: [house.root], at: new Date('2026-12-01') })
    expect(report.problem?.id).toBe('attachment')
  })
})

describe('The command', () => {
  const run = (...args: string[]): { readonly code: number; readonly out: string } => {
    try {
      const out = execFileSync(process.execPath, ['tools/verify.ts', ...args], { encoding: 'utf8' })
      return { code: 0, out }
    } catch (error) {
      const { status, stdout } = error as { status: number; stdout: string }
      return { code: status, out: stdout }
    }
  }
  it('says whether an approval belongs to a form', async () => {
    const path = (name: string): string => join(folder, name)
    writeFileSync(path('form.pdf'), form)
    writeFileSync(path('other.pdf'), await sealedPdf({ ...dutch, reference: '9K2-111' }, { ca: house }))
    writeFileSync(path('approval.pdf'), approval)
    writeFileSync(path('ca.pem'), house.rootPem)
    const common = ['--anchor', path('ca.pem'), '--at', '2026-12-01T12:00:00Z']
    const good = run(path('approval.pdf'), '--with', path('form.pdf'), ...common)
    expect([good.code, good.out.includes('ze horen bij elkaar')]).toEqual([0, true])
    const bad = run(path('approval.pdf'), '--with', path('other.pdf'), ...common)
    expect([bad.code, bad.out.includes('Deze goedkeuring gaat over een ander formulier.')]).toEqual([1, true])
    const high = run(path('approval.pdf'), '--with', path('form.pdf'), '--level', 'qualified', '--json', ...common)
    expect([high.code, (JSON.parse(high.out) as { problem: { id: string } }).problem.id]).toEqual([1, 'approvalLevel'])
  }, 30_000)
})

describe('Names and levels', () => {
  it.each([
    ['dr. A. Visser', 'Anna Visser', true],
    // In doubt it is the same: a name by marriage, the second given name, the other order.
    ['Anna Visser-de Boer', 'Anna Visser', true],
    ['Maria Visser', 'Anna Maria Visser', true],
    ['Du Wei', 'Wei Du', true],
    ['Visser, Anna', 'Anna Visser', true],
    ['prof.dr. Jörg Müller', 'JOERG MUELLER', true],
    ['J. Müller, arts', 'JOERG MUELLER', true],
    ['Jorg Muller', 'JOERG MUELLER', true],
    ['Łukasz Wójcik', 'LUKASZ WOJCIK', true],
    ['Şebnem Yılmaz', 'sebnem yilmaz', true],
    ['José Peña', 'JOSE PENA', true],
    ['José Peña', 'JOSE PENXXA', true],
    ['F. van den Akker', 'Fenna Akker', true],
    ['J.P. Jansen', 'JAN PIETER JANSEN', true],
    ['Suharto', 'dr. Suharto', true],
    ['Иван Петров', 'IVAN PETROV', true],
    ['ไอ ข', 'ไอ ข', true],
    ['Bram Visser', 'Anna Visser', false],
    ['Anna Bakker', 'Anna Visser', false],
    ['Jan de Vries', 'Johannes de Vries', false],
    ['14 maart 2019', 'Anna Visser', false],
    ['123456782', 'Anna Visser', false],
    ['', 'Anna Visser', false],
  ])('identity 2: %s and %s may be one person: %s', (one, other, same) => {
    expect(mayBeOnePerson(one, other)).toBe(same)
    expect(mayBeOnePerson(other, one)).toBe(same)
  })

  it('a text that is no name costs no time', () => {
    const start = performance.now()
    expect(mayBeOnePerson('Ь '.repeat(1000), 'ь '.repeat(999))).toBe(false)
    expect(mayBeOnePerson('Ь '.repeat(10), 'ь '.repeat(9))).toBe(true)
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it('identity 2: a certificate in a name is that person’s only when the whole name is there', () => {
    expect(isWholeName('Anna Visser', 'dr. Anna Visser')).toBe(true)
    expect(isWholeName('JOERG MUELLER', 'dr. Jörg Müller')).toBe(true)
    expect(isWholeName('A. Visser', 'dr. Anna Visser')).toBe(false)
    expect(isWholeName('Visser', 'dr. Anna Visser')).toBe(false)
    expect(isWholeName('Balie zuil 2', 'dr. Anna Visser')).toBe(false)
    expect(isWholeName('', '')).toBe(false)
  })

  it('levels are in order', () => {
    expect(reaches('qualified', 'advanced')).toBe(true)
    expect(reaches('simple', 'advanced')).toBe(false)
  })
})
