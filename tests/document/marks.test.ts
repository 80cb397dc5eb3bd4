/** Whoever cannot draw a signature: a tap, a typed name, a mark with its witness; each said as what it is. */
import { execFileSync } from 'node:child_process'
import { webcrypto } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { canonicalBytes } from '../../domain/bytes/canonical.ts'
import { inkForDocument } from '../../domain/document/ink.ts'
import type { DocumentModel, DocumentSigner, DocumentWitness } from '../../domain/document/model.ts'
import type { StepSet } from '../../domain/document/steps.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import type { SealedFile } from '../../domain/verify/pdf/sealed-file.ts'
import { verifyPdf } from '../../domain/verify/verify.ts'
import { sentences } from '../../domain/verify/words.ts'
import { type Attachment, composePdf } from '../../paper/compose.ts'
import { formFiles } from '../../paper/form-files.ts'
import { isAsComposed } from '../../paper/recompose.ts'
import { arabic, dutch, english, hebrew, inkOf, marking, mother, others, tapping, typing } from './people.ts'
import { assets, attachmentsOf, icc, makeVisitKey, sealedPdf, sealFile } from './sealed.ts'
import { makeTrainingCa, type TrainingCa } from './training-ca.ts'

const port = portOver(webcrypto.subtle)
const at = new Date('2026-11-24')
let ca: TrainingCa
beforeAll(() => {
  ca = makeTrainingCa()
})
const verify = (bytes: Uint8Array, options: object = {}) =>
  verifyPdf(port, bytes, { anchors: [ca.root], at, ...options })
const [father, child, guardian] = others as [DocumentSigner, DocumentSigner, DocumentSigner]
const signedBy = (model: DocumentModel, ...signers: readonly DocumentSigner[]): DocumentModel => ({ ...model, signers })
/** With the ink as the session puts it into the model. */
function asSession(one: DocumentSigner): DocumentSigner {
  if (one.method === 'ink') return { ...one, ink: inkForDocument(one.ink) }
  if (one.method !== 'witnessed') return one
  return { ...one, ink: inkForDocument(one.ink), witness: { ...one.witness, ink: inkForDocument(one.witness.ink) } }
}
/** The files under the descriptions that the kiosk gives them. */
function asFormFiles(files: readonly Attachment[]): readonly Attachment[] {
  const bytes = (name: string): Uint8Array => files.find((one) => one.name === name)?.bytes ?? new Uint8Array()
  return formFiles({
    form: bytes('form.json'),
    steps: bytes('steps.json'),
    decision: bytes('decision.json'),
    fhir: bytes('fhir.json'),
  })
}
const textOf = (bytes: Uint8Array): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'balie-marks-')), 'a.pdf')
  writeFileSync(file, bytes)
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
}

/** A sealed form whose `steps.json` somebody changed before the pages were drawn and sealed. */
async function forged(model: DocumentModel, change: (set: StepSet) => unknown): Promise<Uint8Array> {
  const files = await attachmentsOf(model, await makeVisitKey())
  const changed = files.map((one): Attachment => {
    if (one.name !== 'steps.json') return one
    const set = JSON.parse(Buffer.from(one.bytes).toString('utf8')) as StepSet
    return { ...one, bytes: canonicalBytes(change(set)) }
  })
  return await sealFile(await composePdf(model, { assets, icc, attachments: changed }), { ca })
}

describe('a mark on a sealed form', () => {
  it.each([
    ['a tap alone', [tapping]],
    ['a witnessed mark alone', [marking]],
    ['a witnessed mark after a signature', [father, marking]],
    ['a witnessed mark before two others', [marking, father, child]],
    ['a tap between signatures', [father, tapping, child]],
    ['every way at once', [father, tapping, marking, guardian]],
  ] as const)('%s is accepted in every language, and composed again to the same bytes', async (_, signers) => {
    for (const model of [dutch, { ...dutch, language: 'nlSimple' } as const, english, arabic, hebrew]) {
      const thinned = signedBy(model, ...signers.map(asSession))
      const attachments = asFormFiles(await attachmentsOf(thinned, await makeVisitKey()))
      const bytes = await sealFile(await composePdf(thinned, { assets, icc, attachments }), { ca })
      let file: SealedFile | null = null
      const report = await verify(bytes, { onSealed: (one: SealedFile) => (file = one) })
      expect([model.language, report.problem]).toEqual([model.language, null])
      expect(report.contents?.steps.map(({ claims }) => claims.method)).toEqual(signers.map(({ method }) => method))
      if (report.contents === null || file === null) throw new Error('accepted')
      const same = await isAsComposed({ bytes, file, contents: report.contents, at: model.at }, { assets, icc })
      expect([model.language, same]).toEqual([model.language, true])
    }
  })

  it('says in words what it is, on paper and in the report, with the witness’s name and document', async () => {
    const bytes = await sealedPdf(signedBy(dutch, tapping, { ...marking, name: 'Joris van den Akker' }), { ca })
    const text = textOf(bytes)
    expect(text).toContain('Niet getekend, maar op akkoord getikt:')
    expect(text.replace(/\s+/g, ' ')).toContain('Getuige: zag hoe Joris van den Akker dit teken zette')
    expect(text).toContain('Cornelis Hendrik Overbeek')
    expect(text).toContain('Identiteitskaart IK55P0Q31')
    const report = await verify(bytes)
    const said = sentences(report, 'nl').join('\n')
    expect(said).toContain('1. Wilhelmina de Bruijn (Ouder met gezag) tikte op akkoord, zonder te tekenen')
    expect(said).toMatch(/2\. Joris van den Akker .*zette een teken op het scherm, met een getuige erbij/)
    expect(said).toContain('Getuige: Cornelis Hendrik Overbeek. Medewerker vergeleek gezicht en document, Identiteitskaart IK55P0Q31: gezien en vergeleken.') // prettier-ignore
    expect(sentences(report, 'en').join('\n')).toContain('made a mark on the screen, with a witness present')
  })

  const witness = (change: Partial<DocumentWitness>): DocumentSigner => {
    if (marking.method !== 'witnessed') throw new Error('a mark')
    return { ...marking, witness: { ...marking.witness, ...change } }
  }
  it.each([
    ['the signer himself by name', [witness({ name: mother.name })]],
    ['the signer himself under another spelling', [witness({ name: 'W. de Bruijn' })]],
    ['the signer himself by document', [witness({ identity: mother.identity })]],
    ['another signer', [father, witness({ name: father.name, identity: father.identity })]],
    ['the patient', [witness({ name: 'Fenna van den Akker' })]],
    ['somebody without a document', [witness({ identity: guardian.identity })]],
  ] as const)('a witness is never %s', async (_, signers) => {
    expect((await verify(await sealedPdf(signedBy(dutch, ...signers), { ca }))).problem?.id).toBe('steps')
  })

  it.each([
    ['the witness’s ink left out', (set: StepSet) => ({ ...set, witnessInks: undefined }), 'ink'],
    ['no ink for the witness', (set: StepSet) => ({ ...set, witnessInks: [null] }), 'ink'],
    ['inks swapped', (set: StepSet) => ({ ...set, inks: set.witnessInks, witnessInks: set.inks }), 'ink'],
    ['another witness’s ink', (set: StepSet) => ({ ...set, witnessInks: [Buffer.from(canonicalBytes(inkOf(5))).toString()] }), 'ink'],
    ['the witness taken out of the step', (set: StepSet) => ({ ...set, steps: set.steps.map((one) => ({ ...one, claims: { ...one.claims, witness: undefined } })) }), 'steps'],
    ['the mark called a signature', (set: StepSet) => ({ ...set, witnessInks: undefined, steps: set.steps.map((one) => ({ ...one, claims: { ...one.claims, witness: undefined, method: 'ink' } })) }), 'steps'],
  ] as const)('is refused with %s', async (_, change, problem) => {
    const bytes = await forged(signedBy(dutch, marking), (set) => JSON.parse(JSON.stringify(change(set))))
    expect((await verify(bytes)).problem?.id).toBe(problem)
  }) // prettier-ignore

  it('is refused where the page says another way of signing than the step', async () => {
    for (const [drawn, signed] of [
      [mother, marking],
      [marking, mother],
      [tapping, mother],
      [typing, tapping],
      [tapping, typing],
      [witness({ name: 'Iemand Anders' }), marking],
      [witness({ ink: inkOf(6) }), marking],
    ] as const) {
      const files = await attachmentsOf(signedBy(dutch, signed), await makeVisitKey())
      const pdf = await composePdf(signedBy(dutch, drawn), { assets, icc, attachments: files })
      expect((await verify(await sealFile(pdf, { ca }))).problem?.id).toBe('page')
    }
  })
})
