/** paper 5 through a real intake: a session that has other pages sealed than its data makes. */
import 'reflect-metadata'
import { createHash, webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import { paperEdition } from '../../domain/contract/device/paper-edition.ts'
import type { DocumentModel } from '../../domain/document/model.ts'
import { parseCanonical, StepSet } from '../../domain/document/steps.ts'
import { rulebook } from '../../domain/rules/basis/rulebook.ts'
import { unpack } from '../../domain/verify/attached.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import type { SealedFile } from '../../domain/verify/pdf/sealed-file.ts'
import { verifyPdf } from '../../domain/verify/verify.ts'
import { buildCms } from '../../main/custody/seal/build-cms.ts'
import { composePdf } from '../../paper/compose.ts'
import { formFiles } from '../../paper/form-files.ts'
import { prepareSeal } from '../../paper/seal.ts'
import * as v from 'valibot'
import { assets, icc } from '../document/sealed.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { altered, deliver, makeEnvelope } from './support/visit.ts'
import type { Plan } from './support/visit.ts'

let data: Folder
const more: Folder[] = []
let central: Central
let kiosk: TestKiosk
beforeAll(async () => {
  data = folder()
  central = await training(data.path, {})
  kiosk = await enrolKiosk(central)
})
afterAll(async () => {
  await central.close()
  for (const one of [data, ...more]) one.remove()
})

function anotherFolder(): string {
  const fresh = folder()
  more.push(fresh)
  return fresh.path
}

type Change = (model: DocumentModel) => DocumentModel
type Bytes = (composed: Uint8Array) => Uint8Array

/** What the intake says of an envelope whose form was drawn anew and sealed by the kiosk's own key. */
async function said(
  plan: Plan,
  change: Change,
  bytes: Bytes = (one) => one,
  fhir: Bytes = (one) => one,
): Promise<string | null> {
  // prettier-ignore
  const { id, jwe, ...of } = await makeEnvelope(central, (more.at(-1) ?? data).path, kiosk, plan)
  let pdf: Uint8Array | null = null
  await altered(central, { id, jwe, ...of }, (payload) => {
    pdf = new Uint8Array(Buffer.from(payload.pdf ?? '', 'base64'))
  })
  if (pdf === null) throw new Error('no form')
  const drawn = bytes(await again(pdf, change, fhir))
  const prepared = prepareSeal(drawn)
  const sealed = prepared.finish(await buildCms({ digest: prepared.sha256, ...kiosk.seal }))
  const forged = await altered(central, { id, jwe, ...of }, (payload) => {
    payload.pdf = Buffer.from(sealed).toString('base64')
    for (const entry of payload.bundle.entry as { resource: Record<string, unknown> }[])
      if (entry.resource['resourceType'] === 'DocumentReference') withPdf(entry.resource, sealed)
  })
  await deliver(central, kiosk, id, forged)
  const row = await central.ledger.find(id)
  return row?.reason === null ? null : `${row?.reason ?? ''} ${row?.detail ?? ''}`
}

function withPdf(resource: Record<string, unknown>, sealed: Uint8Array): void {
  const [content] = resource['content'] as { attachment: Record<string, unknown> }[]
  if (content === undefined) throw new Error('no content')
  const hash = (name: string): string => createHash(name).update(sealed).digest('base64')
  Object.assign(content.attachment, { data: Buffer.from(sealed).toString('base64'), size: sealed.length, hash: hash('sha1') }) // prettier-ignore
}

/** The form composed from its own data, with a change. */
async function again(pdf: Uint8Array, change: Change, fhir: Bytes): Promise<Uint8Array> {
  let file: SealedFile | null = null
  const anchors = [new Uint8Array(x509.PemConverter.decodeFirst(central.house.sealCa.certificate))]
  const { contents } = await verifyPdf(portOver(webcrypto.subtle), pdf, { anchors, at: new Date(Date.now() + 60_000), onSealed: (one) => { file = one } }) // prettier-ignore
  const read = file as SealedFile | null
  if (read === null || contents === null || contents.page === null) throw new Error('unreadable')
  const attached = (name: string): Uint8Array => {
    const found = read.sealed.attachments.get(name)
    if (found === undefined) throw new Error(name)
    return unpack(portOver(webcrypto.subtle), found.stream)
  }
  const files = { form: attached('form.json'), steps: attached('steps.json'), decision: attached('decision.json'), fhir: fhir(attached('fhir.json')) } // prettier-ignore
  const { inks } = v.parse(StepSet, parseCanonical(files.steps))
  const { balie: _, ...form } = contents.form
  const signers = contents.steps.map(({ claims }, i) => ({ ...claims, method: 'ink' as const, ink: JSON.parse(inks[i] ?? '') as never })) // prettier-ignore
  const model = { ...form, reference: contents.page.reference, at: signers[0]?.at as never, signers, evidence: contents.page.evidence } // prettier-ignore
  return await composePdf(change(model), { assets, icc, attachments: formFiles(files) })
}

const firstLabels: Readonly<Record<string, string>> = {
  'Uittreksel over het gezag': 'Uittreksel gezagsregister',
  'Wie beslist': 'Keurt goed',
}
/** Ids of the rules that a form says as sentences. */
const idsOf = (value: string): string =>
  Object.entries(rulebook)
    .filter(([, { nl }]) => value.includes(nl))
    .sort(([, one], [, other]) => value.indexOf(one.nl) - value.indexOf(other.nl))
    .map(([id]) => id)
    .join(', ')

const byIds: Change = (model) => ({
  ...model,
  evidence: model.evidence.map(({ label, value }) => ({
    label,
    value: label === 'Toegepaste regels' ? idsOf(value) : value,
  })),
})
const inFirstWords: Change = (model) => ({
  ...model,
  evidence: byIds(model).evidence.map(({ label, value }) => ({
    label: firstLabels[label] ?? label,
    value: value.replace(/^van (.*): .*$/, '$1'),
  })),
})

describe('paper 5: the intake', () => {
  it.each<readonly [string, Change]>([
    ['another statement', (model) => ({ ...model, statement: 'U geeft alles weg.' })],
    ['another patient', (model) => ({ ...model, patient: [{ label: 'Naam', value: 'Iemand anders' }] })],
    ['another answer', (model) => ({ ...model, answers: model.answers.map((one) => ({ ...one, answer: ['Nee'] })) })],
    ['another name', (model) => ({ ...model, signers: model.signers.map((one) => ({ ...one, name: 'Iemand Anders' })) })], // prettier-ignore
    ['another reference', (model) => ({ ...model, reference: 'AAAAA-AAAAA' })],
    ['a row of evidence more', (model) => ({ ...model, evidence: [...model.evidence, { label: 'Let op', value: 'Ingetrokken' }] })], // prettier-ignore
    ['another row of evidence', (model) => ({ ...model, evidence: model.evidence.map(({ label }) => ({ label, value: 'Ingetrokken' })) })], // prettier-ignore
    ['a row of evidence less', (model) => ({ ...model, evidence: model.evidence.slice(1, -1) })],
  ])('refuses %s on the pages, whatever composer is claimed', async (_name, change) => {
    for (const paper of [paperEdition, null]) expect(await said({ paper }, change)).toMatch(/^(seal page|document (reference|evidence))$/) // prettier-ignore
  })

  it('refuses the same words in another font or place, where main certified the composer', async () => {
    const moved: Bytes = (pdf) => new Uint8Array(Buffer.from(Buffer.from(pdf).toString('latin1').replace('/CapHeight 668', '/CapHeight 667'), 'latin1')) // prettier-ignore
    expect(await said({}, (model) => model, moved)).toBe('document pages')
  })

  it('paper 9: refuses answers for systems about another patient, or none', async () => {
    const about = (change: (text: string) => string): Bytes => (json) => new Uint8Array(Buffer.from(change(Buffer.from(json).toString('utf8')))) // prettier-ignore
    const other = about((text) => text.replace(/"Patient\/[^"]+"/, '"Patient/ae105c0a-dc97-4190-8854-74e54988eafd"'))
    const none = about(() => '{"entry":[],"resourceType":"Bundle","type":"collection"}')
    for (const change of [other, none])
      expect(await said({}, (model) => model, undefined, change)).toBe('document fhir')
    const answer = about((text) => text.replace(/"display":"[^"]+"/, '"display":"Nee"'))
    expect(await said({}, (model) => model, undefined, answer)).toBe('seal attachment')
  })

  it.each([
    ['the words of editions 1 and 2', 2, inFirstWords],
    ['the words of editions 3 to 5, with the rules by their ids', 3, byIds],
  ] as const)('stores a form whose rows of evidence are in %s', async (_which, edition, then) => {
    await central.close()
    central = await training(anotherFolder(), {})
    kiosk = await enrolKiosk(central)
    expect(await said({ paper: edition }, then)).toBeNull()
  })

  // Last, because a request that stands keeps the next one of the same child out.
  it.each([paperEdition, null])('stores a form that is drawn as its data says (composer %s)', async (paper) => {
    await central.close()
    central = await training(anotherFolder(), {})
    kiosk = await enrolKiosk(central)
    expect(await said({ paper }, (model) => model)).toBeNull()
  })
})
