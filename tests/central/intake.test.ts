import { createHash, randomUUID } from 'node:crypto'
import type { Consent } from '@medplum/fhirtypes'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import type { Central } from '../../central/compose.ts'
import type { FaultKind } from '../../central/kiosk-api/intake/faults.ts'
import { Keyset } from '../../domain/contract/device/keyset.ts'
import { referenceOf, shownReference } from '../../domain/contract/envelope/reference.ts'
import { EnvelopeId } from '../../domain/ids.ts'
import { verifyReceipt } from '../../main/custody/outbox/verified-receipt.ts'
import { makeVisitKey } from '../../session/arm/visit-key.ts'
import { hashOf } from '../../paper/hash.ts'
import { openTimeKey } from '../../central/time/key.ts'
import { timeAuthority } from '../../central/time/authority.ts'
import { buildCms } from '../../main/custody/seal/build-cms.ts'
import type { SealKey } from '../../domain/contract/device/seal-key.ts'
import { oddAuthority } from '../document/odd-authority.ts'
import { stampBy } from '../document/training-tsa.ts'
import { ask, enrolKiosk, folder, newPair, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { altered, castOf, deliver, encrypted, makeEnvelope } from './support/visit.ts'
import type { Plan } from './support/visit.ts'

let data: Folder
let central: Central
let kiosk: TestKiosk
let fault: FaultKind | null = null

beforeAll(async () => {
  data = folder()
  central = await training(data.path, { faults: () => fault })
  kiosk = await enrolKiosk(central)
})
afterAll(async () => {
  await central.close()
  data.remove()
})

const make = (plan: Plan = {}) => makeEnvelope(central, data.path, kiosk, plan)

/** The receipt as the courier believes it: by a key of the keyset, over this id and these bytes. */
async function receiptOf(body: string, id: EnvelopeId, jwe: string) {
  const keyset = v.parse(Keyset, decodeJwt(central.house.keyset))
  return await verifyReceipt({ answer: body, id, sha256: hashOf(Buffer.from(jwe)), keys: keyset.receipt })
}

async function reasonFor(id: EnvelopeId, jwe: string): Promise<string> {
  const before = count()
  const answer = await deliver(central, kiosk, id, jwe)
  const receipt = await receiptOf(answer.body, id, jwe)
  expect(count()).toEqual(before)
  expect(await central.ledger.quarantined(id)).not.toBeNull()
  if (receipt?.result !== 'quarantined') return `${answer.status} ${receipt?.result}`
  return `${receipt.reason} ${(await central.ledger.find(id))?.detail}`
}

const types = ['Consent', 'Task', 'DocumentReference', 'RelatedPerson', 'AuditEvent', 'Provenance'] as const
const count = () => types.map((type) => central.store.all(type).length)
type Entry = { resource: { resourceType: string; status?: string; [key: string]: unknown }; request: unknown }
const entries = (payload: { bundle: { entry: unknown[] } }) => payload.bundle.entry as Entry[]
const entryOf = (payload: { bundle: { entry: unknown[] } }, type: string): Entry => {
  const found = entries(payload).find(({ resource }) => resource.resourceType === type)
  if (found === undefined) throw new Error(type)
  return found
}

describe('the intake stores', () => {
  it('a signed form as a request, once, and always gives the same receipt', async () => {
    const { id, jwe } = await make()
    const before = count()
    const first = await deliver(central, kiosk, id, jwe)
    expect([first.status, (await central.ledger.find(id))?.reason, (await central.ledger.find(id))?.detail]).toEqual([
      201,
      null,
      null,
    ])
    const receipt = await receiptOf(first.body, id, jwe)
    expect(receipt?.result).toBe('stored')
    expect(count().map((after, at) => after - (before[at] ?? 0))).toEqual([2, 1, 1, 1, 2, 1])
    const mandates = central.store
      .all('Consent')
      .filter((one) => one.resourceType === 'Consent' && one.provision?.actor)
      // Some of the training people have a mandate already, from a form on paper.
      .filter((one) => (one as Consent).sourceReference !== undefined)
    expect(mandates.map((one) => (one as Consent).status)).toEqual(['proposed'])

    const again = await deliver(central, kiosk, id, jwe)
    expect([again.status, again.body]).toEqual([200, first.body])
    expect(count().map((after, at) => after - (before[at] ?? 0))).toEqual([2, 1, 1, 1, 2, 1])
    const changed = await deliver(central, kiosk, id, `${jwe}x`)
    expect(changed.status).toBe(409)
    // Another kiosk has no part in it: what it sends under this id is its own, and kept apart.
    const other = await enrolKiosk(central)
    const stranger = await deliver(central, other, id, jwe)
    expect([stranger.status, (await central.ledger.find(id, other.device))?.reason]).toEqual([201, 'device'])
    expect((await central.ledger.find(id))?.reason).toBeNull()
    // A second request of the same pair is no new form.
    const second = await make()
    expect(await reasonFor(second.id, second.jwe)).toMatch(/^rules /)
  })

  it('an acceptance of the terms alone, as Consent to the terms', async () => {
    const { id, jwe } = await make({
      kind: 'acceptance',
      applicant: 'motherWithoutExtract',
      child: 'childWithoutExtract',
    })
    const before = count()
    const answer = await deliver(central, kiosk, id, jwe)
    expect((await receiptOf(answer.body, id, jwe))?.result).toBe('stored')
    expect(count().map((after, at) => after - (before[at] ?? 0))).toEqual([1, 0, 0, 1, 2, 0])
  })

  it('what was signed in a visit that has ended since', async () => {
    const { id, jwe, visit } = await make({ applicant: 'motherOfDouble', child: 'double' })
    await central.visits.end(visit, 'device')
    expect((await deliver(central, kiosk, id, jwe)).status).toBe(201)
    expect(await central.ledger.find(id)).toMatchObject({ reason: null, detail: null })
  })

  it('what two deliveries at once bring, once', async () => {
    const { id, jwe } = await make({ applicant: 'motherOfDouble', child: 'childWithoutExtract' })
    const before = count()
    const answers = await Promise.all([deliver(central, kiosk, id, jwe), deliver(central, kiosk, id, jwe)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 201])
    expect(answers[0]?.body).toBe(answers[1]?.body)
    expect((count()[0] ?? 0) - (before[0] ?? 0)).toBe(2)
  })
})

describe('the intake quarantines with a signed refusal', () => {
  const child = { applicant: 'motherWithoutExtract', child: 'child' } as const

  it('what cannot be opened, or opens under another id', async () => {
    const id = v.parse(EnvelopeId, randomUUID())
    expect(await reasonFor(id, 'garbage')).toBe('cannotOpen decryption')
    const real = await make(child)
    const moved = v.parse(EnvelopeId, randomUUID())
    expect(await reasonFor(moved, real.jwe)).toBe('cannotOpen id')
    const third = v.parse(EnvelopeId, randomUUID())
    const extra = await encrypted(central, '{}', { id: third, kind: 'form', note: 'x' })
    expect(await reasonFor(third, extra)).toBe('cannotOpen header')
  })

  it('what is no envelope inside', async () => {
    const id = v.parse(EnvelopeId, randomUUID())
    expect(await reasonFor(id, await encrypted(central, '{}', { id, kind: 'form' }))).toBe('malformed shape')
    const real = await make(child)
    const jwe = await altered(central, real, (payload) => (payload['pdf'] = null))
    expect(await reasonFor(real.id, jwe)).toBe('malformed form')
  })

  it('what another kiosk made', async () => {
    const other = await enrolKiosk(central)
    const { id, jwe } = await makeEnvelope(central, data.path, other, child)
    expect(await reasonFor(id, jwe)).toBe('device issuer')
  })

  it('a visit certificate by another key', async () => {
    const { id, jwe } = await make({ ...child, certifiedBy: (await newPair()).privateKey })
    expect(await reasonFor(id, jwe)).toBe('certificate signature')
  })

  it('an altered PDF, and a manifest by a wrong visit key', async () => {
    const real = await make(child)
    const flipped = (base64: string | null) => {
      const bytes = Buffer.from(base64 ?? '', 'base64')
      bytes[900] = (bytes[900] ?? 0) ^ 1
      return bytes.toString('base64')
    }
    const old = await altered(central, real, (payload) => (payload.pdf = flipped(payload.pdf)), { manifest: 'old' })
    expect(await reasonFor(real.id, old)).toBe('manifest hash')
    const second = await make(child)
    const wrongKey = await altered(central, second, () => undefined, { manifest: await makeVisitKey() })
    expect(await reasonFor(second.id, wrongKey)).toBe('manifest signature')
    const third = await make(child)
    const resigned = await altered(central, third, (payload) => (payload.pdf = flipped(payload.pdf)))
    expect(await reasonFor(third.id, resigned)).toMatch(/^seal /)
  })

  it('a time stamp by an authority that the hospital does not believe, or of another time', async () => {
    const { house } = central
    const authority = await openTimeKey({ data: data.path, house, hospital: 'x', revocation: 'http://x/', now: new Date() }) // prettier-ignore
    const own = (minutes: number) =>
      timeAuthority({ authority, issuer: house.timeCa.certificate, now: () => new Date(Date.now() + minutes * 60_000) })
    const cases = {
      timeStampUntrusted: await oddAuthority(),
      // The verifier allows five minutes between two clocks; the stamp was asked for in the act of sealing.
      timeContradiction: { post: (query: Uint8Array) => own(4).then((tsa) => tsa.answer(query)) },
    }
    for (const [problem, tsa] of Object.entries(cases)) {
      const real = await make(child)
      let stamped = ''
      await altered(central, real, (payload) => (stamped = payload.pdf ?? ''))
      const pdf = await sealedAnew(Buffer.from(stamped, 'base64'), kiosk.seal, stampBy(tsa))
      const jwe = await altered(central, real, (payload) => (payload.pdf = pdf.toString('base64')))
      expect(await reasonFor(real.id, jwe)).toBe(`seal ${problem}`)
    }
  })

  it('a visit that this central never opened, or opened for another key', async () => {
    const unknown = await make({ ...child, without: 'begin' })
    expect(await reasonFor(unknown.id, unknown.jwe)).toBe('visit unknown')
    const otherKey = await make({ ...child, openedBy: await makeVisitKey() })
    expect(await reasonFor(otherKey.id, otherKey.jwe)).toBe('visit key')
  })

  it('a visitor whom the desk did not check', async () => {
    const { id, jwe } = await make({ ...child, without: 'identity' })
    expect(await reasonFor(id, jwe)).toBe('identity desk')
  })

  it('another patient than the bound one', async () => {
    const real = await make(child)
    const jwe = await altered(central, real, (payload) => {
      const text = JSON.stringify(payload.bundle).replace(/"Patient\/[^"]+"/, '"Patient/somebody-else"')
      payload.bundle = JSON.parse(text) as typeof payload.bundle
    })
    expect(await reasonFor(real.id, jwe)).toBe('patient other')
    const unbound = await make({ ...child, without: 'binding' })
    expect(await reasonFor(unbound.id, unbound.jwe)).toBe('patient unbound')
  })

  it('a form or terms that this hospital never showed, and answers that do not fit', async () => {
    const real = await make(child)
    const version = await altered(central, real, (payload) => {
      entryOf(payload, 'QuestionnaireResponse').resource['questionnaire'] =
        'https://balie.example/fhir/Questionnaire/child-form|0.9'
    })
    expect(await reasonFor(real.id, version)).toBe('form unknown')
    const second = await make(child)
    const terms = await altered(central, second, (payload) => {
      const [acceptance] = payload.acceptances
      if (acceptance !== undefined) acceptance.documents[0] = { id: 'terms', version: '1999' }
    })
    expect(await reasonFor(second.id, terms)).toBe('form terms')
    const third = await make(child)
    const answers = await altered(central, third, (payload) => {
      const item = entryOf(payload, 'QuestionnaireResponse').resource['item'] as {
        answer: { valueCoding: { code: string } }[]
      }[]
      const [first] = item[0]?.answer ?? []
      if (first) first.valueCoding.code = 'somethingElse'
    })
    expect(await reasonFor(third.id, answers)).toBe('form answers')
  })

  it('steps of another envelope', async () => {
    const real = await make(child)
    const donor = await make(child)
    let stolen: unknown
    await altered(central, donor, (payload) => (stolen = payload.steps))
    const jwe = await altered(central, real, (payload) => (payload['steps'] = stolen as never))
    expect(await reasonFor(real.id, jwe)).toBe('steps signature')
  })

  it('a decision other than the one on the paper, and other answers than those on the paper', async () => {
    const real = await make(child)
    const decision = await altered(central, real, (payload) => (payload.decision['approver'] = 'staff'))
    expect(await reasonFor(real.id, decision)).toBe('document decision')
    const second = await make(child)
    const answers = await altered(central, second, (payload) => {
      const items = entryOf(payload, 'QuestionnaireResponse').resource['item'] as {
        linkId: string
        answer: { valueCoding: { code: string } }[]
      }[]
      const purpose = items.find(({ linkId }) => linkId === 'purpose')?.answer[0]
      if (purpose) purpose.valueCoding.code = 'arrangeCare'
    })
    expect(await reasonFor(second.id, answers)).toBe('document answers')
  })

  it('a child of 13 on a form for one signer', async () => {
    const { id, jwe } = await make({ applicant: 'motherOfTeenager', child: 'teenager', pretend: 'child' })
    expect(await reasonFor(id, jwe)).toBe('rules signers')
  })

  it('a form for which the desk recorded no extract', async () => {
    const { id, jwe } = await make({ ...child, without: 'extract' })
    expect(await reasonFor(id, jwe)).toBe('rules evidence.noExtract')
  })

  it('rules 1: a form under a paper that fell away with the rejected child', async () => {
    const { id, jwe, visit } = await make(child)
    const patient = (await central.visits.find(visit))?.record.patient ?? ''
    expect((await central.visits.reject(visit)).ok).toBe(true)
    expect((await central.visits.bind(visit, patient, { id: 'clerk-1', name: 'Marloes Kuiper' })).ok).toBe(true)
    expect(await reasonFor(id, jwe)).toMatch(/noExtract|evidence/)
  })

  it('a mandate that says it holds already, an entry too many, and a key that is missing', async () => {
    const changes: ((payload: { bundle: { entry: unknown[] } }) => void)[] = [
      (payload) => (entryOf(payload, 'Consent').resource.status = 'active'),
      // The same entry twice; one with a key of its own; more than a payload may hold at all.
      (payload) => payload.bundle.entry.push(structuredClone(entryOf(payload, 'Task'))),
      (payload) => payload.bundle.entry.push({ ...entryOf(payload, 'Task'), fullUrl: `urn:uuid:${randomUUID()}` }),
      (payload) => payload.bundle.entry.push(...Array.from({ length: 40 }, () => entryOf(payload, 'Task'))),
      (payload) => delete (entryOf(payload, 'Consent').request as { ifNoneExist?: string }).ifNoneExist,
    ]
    const reasons: string[] = []
    for (const change of changes) {
      const real = await make(child)
      reasons.push(await reasonFor(real.id, await altered(central, real, change)))
    }
    expect(reasons).toEqual(['bundle differs', 'bundle keys', 'bundle entries', 'malformed shape', 'bundle differs'])
  })
})

describe('the intake answers', () => {
  it('401 without a token that holds, 413 above 8 MiB, 400 for what is no id', async () => {
    const id = randomUUID()
    expect((await ask(central, { method: 'PUT', path: `/intake/envelopes/${id}`, body: 'x' })).status).toBe(401)
    const headers = { authorization: `Bearer ${await kiosk.token()}` }
    expect((await ask(central, { method: 'PUT', path: '/intake/envelopes/7', body: 'x', headers })).status).toBe(400)
    const large = 'x'.repeat(8 * 1024 * 1024 + 1)
    const put = { method: 'PUT', path: `/intake/envelopes/${id}`, body: large } as const
    const refused = await ask(central, { ...put, headers })
    expect(refused.body).toContain('tooLarge')
    expect((await ask(central, put)).status).toBe(401)
    expect(refused.status).toBe(413)
    expect(await central.ledger.find(v.parse(EnvelopeId, id))).toBeNull()
  })

  it('the public page with "received" for a delivered form and "not yet" for any other, without a name', async () => {
    const { id, jwe } = await make({ applicant: 'motherOfDouble', child: 'child' })
    const page = async () => {
      const answer = await fetch(`${central.content.bundle.hospital.statusBase}/${shownReference(referenceOf(id))}`)
      return { cache: answer.headers.get('cache-control'), text: await answer.text() }
    }
    expect((await page()).text).toContain('data-state="notYet"')
    await deliver(central, kiosk, id, jwe)
    const after = await page()
    expect(after.text).toContain('data-state="received"')
    expect(after.text).toContain('lang="en"')
    expect(after.cache).toBe('no-store')
    const { people } = castOf(data.path)
    for (const { given, family, bsn } of Object.values(people)) {
      for (const word of [given, family, bsn]) expect(after.text).not.toContain(word)
    }
    expect((await fetch(`${central.staff}/s/nonsense`)).status).toBe(404)
  })

  it.each<[FaultKind, number]>([
    ['garbage', 200],
    ['unauthorized', 401],
    ['conflict', 409],
    ['tooLarge', 413],
    ['busy', 429],
    ['fault', 500],
  ])('a planted %s with %d, without taking anything in', async (kind, status) => {
    fault = kind
    const id = v.parse(EnvelopeId, randomUUID())
    const answer = await deliver(central, kiosk, id, 'x')
    fault = null
    expect(answer.status).toBe(status)
    expect(await receiptOf(answer.body, id, 'x')).toBeNull()
    expect(await central.ledger.find(id)).toBeNull()
    if (kind === 'busy') expect(answer.headers['retry-after']).toBe('2')
  })

  it('a planted wrong receipt that no kiosk believes, and the right one the next time', async () => {
    fault = 'wrongReceipt'
    const id = v.parse(EnvelopeId, randomUUID())
    const wrong = await deliver(central, kiosk, id, 'x')
    fault = null
    expect(await receiptOf(wrong.body, id, 'x')).toBeNull()
    const right = await deliver(central, kiosk, id, 'x')
    expect((await receiptOf(right.body, id, 'x'))?.result).toBe('quarantined')
  })
})

/** The same document under a fresh seal by the same kiosk, with another time stamp in it. */
async function sealedAnew(
  pdf: Buffer,
  key: SealKey,
  timeStamp: (imprint: Uint8Array) => Promise<Uint8Array | null>,
): Promise<Buffer> {
  const [, from = 0, to = 0] = (/\/ByteRange\[0 (\d+) (\d+) /.exec(pdf.toString('latin1')) ?? []).map(Number)
  const digest = createHash('sha256').update(pdf.subarray(0, from)).update(pdf.subarray(to)).digest()
  const cms = Buffer.from(await buildCms({ digest, ...key, timeStamp }))
  const contents = `<${cms
    .toString('hex')
    .toUpperCase()
    .padEnd(to - from - 2, '0')}>`
  return Buffer.concat([pdf.subarray(0, from), Buffer.from(contents, 'latin1'), pdf.subarray(to)])
}
