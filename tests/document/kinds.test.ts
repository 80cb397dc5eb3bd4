/** Kinds of forgery that once went through, and the honest files beside them that must not be refused with them. */
import { createHash, webcrypto } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { canonicalBytes } from '../../domain/bytes/canonical.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { type Report, verifyPdf, type VerifyOptions } from '../../domain/verify/verify.ts'
import { certificateFor } from './forgeries/contents.ts'
import { honestMetadata, metadataTricks, stampTricks, updateKinds, withEvidence, withMetadata, withStamp } from './forgeries/kinds.ts' // prettier-ignore
import { latin, put, stream, type Target, target, withUpdate } from './forgeries/tools.ts'
import { extend } from './extend.ts'
import { dutch } from './people.ts'
import { attachmentsOf, makeVisitKey, sealedPdf } from './sealed.ts'
import { makeTrainingCa, type TrainingCa } from './training-ca.ts'
import { makeTrainingTsa, stampBy, type TrainingTsa } from './training-tsa.ts'

const port = portOver(webcrypto.subtle)
const at = new Date(Math.max(Date.now(), Date.parse('2026-11-24')) + 3_600_000)
let ca: TrainingCa
let tsa: TrainingTsa
let open: Target

const verify = (bytes: Uint8Array, options: Partial<VerifyOptions> = {}): Promise<Report> =>
  verifyPdf(port, bytes, { anchors: [ca.root], timeAnchors: [tsa.root], at, ...options })

beforeAll(async () => {
  ca = makeTrainingCa()
  tsa = makeTrainingTsa()
  open = target(await sealedPdf(dutch, { ca }))
})

describe('paper 2: metadata that an update writes anew', () => {
  it.each(Object.entries(honestMetadata))('is accepted: %s', async (_name, change) => {
    expect((await verify(withMetadata(open, ca, change))).problem).toBeNull()
  })

  it.each(Object.entries(metadataTricks))('is refused: %s', async (_name, change) => {
    const bytes = withMetadata(open, ca, change)
    expect((await verify(bytes)).accepted).toBe(false)
    expect(Buffer.from(bytes).equals(Buffer.from(withMetadata(open, ca, (xml) => xml)))).toBe(false)
  })
})

describe('paper 3: a set without the certificate of its visit', () => {
  it('is not proven by a device: said so, and refused where a device key is given', async () => {
    const visit = await makeVisitKey()
    const without = await sealedPdf(dutch, { ca, visit })
    expect((await verify(without)).contents?.visit).toBeNull()
    expect((await verify(without, { deviceKeys: [visit.key] })).problem?.id).toBe('device')
    const attachments = await attachmentsOf(dutch, visit, { visitCertificate: certificateFor(visit.key) })
    const whole = await sealedPdf(dutch, { ca, attachments })
    expect((await verify(whole)).contents?.visit).toMatchObject({ signatureChecked: null })
    expect((await verify(whole, { deviceKeys: [visit.key] })).problem?.id).toBe('device')
  })
})

describe('paper 4: a time stamp behind the seal', () => {
  it('is accepted as a library writes it, also with the name that pyHanko gives it aloud', async () => {
    const { honestField } = await import('./forgeries/kinds.ts')
    expect((await verify(await withStamp(open, stampBy(tsa)))).problem).toBeNull()
    const spoken = await withStamp(open, stampBy(tsa), { field: `${honestField} /TU (Timestamp)` })
    expect((await verify(spoken)).problem).toBeNull()
  })

  it.each(Object.entries(stampTricks))('is refused with %s', async (_name, trick) => {
    expect((await verify(await withStamp(open, stampBy(tsa), trick))).problem).not.toBeNull()
  })
})

describe('paper 4 and 9: an update', () => {
  it('with evidence and nothing else is accepted', async () => {
    expect((await verify(withEvidence(open, ca))).seal).toMatchObject({ extended: 1 })
  })

  it('about the seal by its own hash is accepted, with the zeros in its place or without', async () => {
    const whole = Buffer.from(/\/Contents<([0-9A-F]+)>/.exec(open.text)?.[1] ?? '', 'hex')
    for (const bytes of [whole, open.sealed.cms]) {
      const key = createHash('sha1').update(bytes).digest('hex').toUpperCase()
      const number = String(open.size)
      const dss = `<< /Certs [${number} 0 R] /VRI << /${key} << /Cert [${number} 0 R] /TU (D:20261123150307Z) >> >> >>`
      const objects = { [open.sealed.catalog]: put(open.object(open.sealed.catalog), 'DSS', dss), [open.size]: stream(latin(ca.root)) } // prettier-ignore
      expect((await verify(withUpdate(open, { objects }))).problem).toBeNull()
    }
  })

  it('of a stranger beside evidence does not count', async () => {
    const stranger = makeTrainingCa({ name: 'Deze verklaring is ingetrokken' })
    const first = withEvidence(open, ca)
    const again = target(first)
    const dss = `<< /Certs [${String(open.size + 20)} 0 R ${String(again.size)} 0 R] >>`
    const objects = { [open.sealed.catalog]: put(again.object(open.sealed.catalog), 'DSS', dss), [again.size]: stream(latin(stranger.root)) } // prettier-ignore
    expect((await verify(withUpdate(again, { objects }))).problem?.id).toBe('changedAfterSeal')
    expect((await verify(first)).seal).toMatchObject({ extended: 1 })
    const both = { ...objects, [open.sealed.catalog]: put(open.object(open.sealed.catalog), 'DSS', dss), [open.size + 20]: stream(latin(ca.root)) } // prettier-ignore
    expect((await verify(withUpdate(open, { objects: both }))).seal).toMatchObject({ extended: 1 })
  })

  it('with words of its own, or without evidence, is refused, and also when it was stamped', async () => {
    const forgeries = updateKinds(open, ca)
    expect(forgeries.length).toBe(23)
    for (const { name, bytes } of forgeries) expect([name, (await verify(bytes)).accepted]).toEqual([name, false])
  })

  it('an empty one behind long-term data is refused too', async () => {
    const lasting = target(await extend(open.bytes, { ca, tsa }))
    for (const { name, bytes } of updateKinds(lasting, ca).filter((one) => one.name.includes('empty')))
      expect([name, (await verify(bytes)).accepted]).toEqual([name, false])
  })
})

describe('paper 9: the files inside a form', () => {
  const answers = dutch.answers.map(({ question, answer }, i) => ({
    linkId: String(i),
    text: question,
    answer: answer.map((display) => ({ valueCoding: { code: 'x', display } })),
  }))
  const who = { reference: 'urn:uuid:6272b06e-0034-49b7-92d8-dfda43014f66' }
  const response = {
    resourceType: 'QuestionnaireResponse',
    language: 'nl',
    identifier: { system: 'urn:ietf:rfc:3986', value: who.reference },
    questionnaire: `${dutch.form.url}|${dutch.form.version}`,
    status: 'completed',
    subject: { reference: 'Patient/ae105c0a' },
    authored: dutch.at,
    author: who,
    source: who,
    item: answers,
  }
  const withFhir = async (bytes: Uint8Array | null, extra: readonly string[] = []): Promise<Report> => {
    const files = (await attachmentsOf(dutch, await makeVisitKey())).flatMap((file) =>
      file.name !== 'fhir.json' ? [file] : bytes === null ? [] : [{ ...file, bytes }],
    )
    const more = extra.map((name) => ({ ...files[0], name }) as (typeof files)[number])
    return await verify(await sealedPdf(dutch, { ca, attachments: [...files, ...more] }))
  }
  const tricks: Readonly<Record<string, object>> = {
    'a person by name': { ...response, subject: { ...response.subject, display: 'Iemand Anders' } },
    'a person beside the answers': { ...response, contained: [{ resourceType: 'Patient', name: [{ text: 'Iemand' }] }] },
    'another subject than a patient': { ...response, subject: { reference: 'Group/1' } },
    'another answer': { ...response, item: answers.map((one) => ({ ...one, answer: [] })) },
    'an answer less': { ...response, item: answers.slice(1) },
    'another form': { ...response, questionnaire: 'https://example.org/other|1' },
    'another language': { ...response, language: 'en' },
    'another state': { ...response, status: 'entered-in-error' },
    'another year': { ...response, authored: '2019-11-23T14:03:07+01:00' },
    'a consent of somebody else': { resourceType: 'Bundle', type: 'collection', entry: [{ resource: { resourceType: 'Consent', status: 'rejected', patient: { display: 'Iemand Anders' } } }] },
    'nothing': {},
  } // prettier-ignore

  it('the same answers for systems are accepted', async () => {
    expect((await withFhir(canonicalBytes(response))).problem).toBeNull()
  })

  it.each(Object.entries(tricks))('others are refused: %s', async (_name, fhir) => {
    expect((await withFhir(canonicalBytes(fhir))).problem?.id).toBe('attachment')
  })

  it('is refused where it is missing, no JSON, or beside a file of somebody else', async () => {
    expect((await withFhir(null)).problem?.id).toBe('attachment')
    expect((await withFhir(new TextEncoder().encode('{{'))).problem?.id).toBe('attachment')
    expect((await withFhir(canonicalBytes(response), ['extra.json'])).problem?.id).toBe('attachment')
  })
})

describe('paper 9: the verdict', () => {
  const named = async (when: string): Promise<Report> => {
    const model = { ...dutch, signers: dutch.signers.map((one) => ({ ...one, at: when as typeof one.at })) }
    const visit = await makeVisitKey()
    const attachments = await attachmentsOf(model, visit, { visitCertificate: certificateFor(visit.key) })
    return await verify(await sealedPdf(model, { ca, attachments }))
  }

  it('refuses a step from before its visit, seven years or half an hour', async () => {
    expect((await named('2019-11-23T14:03:07+01:00')).problem?.id).toBe('timeContradiction')
    expect((await named('2026-11-23T13:30:07+01:00')).problem?.id).toBe('timeContradiction')
    expect((await named(dutch.at)).problem).toBeNull()
    const signers = dutch.signers.map((one) => ({ ...one, at: '2026-11-22T14:03:07+01:00' as typeof one.at }))
    expect((await verify(await sealedPdf({ ...dutch, signers }, { ca }))).problem?.id).toBe('timeContradiction')
  })

  it('says whether revocation was looked up', async () => {
    expect((await verify(open.bytes)).seal).toMatchObject({ revocationKnown: false })
    const lasting = await extend(await sealedPdf(dutch, { ca, timeStamp: stampBy(tsa) }), { ca, tsa })
    expect((await verify(lasting)).seal).toMatchObject({ revocationKnown: true })
  })
})
