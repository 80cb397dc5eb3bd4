/** A form that two parents signed in one visit, at the intake: stored as it is, and nothing of it can change hands. */
import type { Consent, RelatedPerson, Task } from '@medplum/fhirtypes'
import { compactDecrypt, decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import type { Central } from '../../central/compose.ts'
import { findCopy } from '../../central/web/citizen/find-copy.ts'
import { referenceOf } from '../../domain/contract/envelope/reference.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { hashOf } from '../../paper/hash.ts'
import { Keyset } from '../../domain/contract/device/keyset.ts'
import { EnvelopePayload } from '../../domain/contract/intake/payload.ts'
import { verifyReceipt } from '../../main/custody/outbox/verified-receipt.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { altered, castOf, deliver, makeEnvelope } from './support/visit.ts'
import type { Envelope, Loose, Plan } from './support/visit.ts'

let data: Folder
let central: Central
let kiosk: TestKiosk
beforeAll(async () => {
  data = folder()
  central = await training(data.path)
  kiosk = await enrolKiosk(central)
})
afterAll(async () => {
  await central.close()
  data.remove()
})

const both: Plan = { applicant: 'motherWithoutExtract', child: 'child', second: 'motherOfDouble' }
const make = (plan: Plan = {}) => makeEnvelope(central, data.path, kiosk, { ...both, ...plan })
const all = <T>(type: string): readonly T[] => central.store.all(type) as unknown as readonly T[]
async function fate({ id }: Envelope, jwe: string): Promise<string> {
  const { body } = await deliver(central, kiosk, id, jwe)
  const { receipt: keys } = v.parse(Keyset, decodeJwt(central.house.keyset))
  const receipt = await verifyReceipt({ answer: body, id, sha256: hashOf(Buffer.from(jwe)), keys })
  const row = await central.ledger.find(id)
  return receipt?.result === 'stored' ? 'stored' : `${row?.reason ?? ''} ${row?.detail ?? ''}`
}
async function payloadOf({ jwe }: Envelope): Promise<EnvelopePayload> {
  const { plaintext } = await compactDecrypt(jwe, central.house.intake.private)
  return v.parse(EnvelopePayload, JSON.parse(new TextDecoder().decode(plaintext)))
}

describe('two parents’ form', () => {
  let real: Envelope
  let other: EnvelopePayload
  beforeEach(async () => {
    real = await make()
    other = await payloadOf(await make({ second: 'adult' }))
  })

  it.each<[string, string, (payload: EnvelopePayload & Loose, other: EnvelopePayload) => void]>([
    ['with the acceptances swapped', 'bundle differs', (one) => one.acceptances.reverse()],
    [
      'with the acceptance of one for both',
      'bundle differs',
      (one) => (one.acceptances = [one.acceptances[0], one.acceptances[0]] as typeof one.acceptances),
    ],
    ['with one acceptance', 'malformed form', (one) => one.acceptances.pop()],
    [
      'with other terms for the second',
      'form terms',
      (one) => (one.acceptances[1] = { ...one.acceptances[1], documents: [] } as never),
    ],
    ['with the steps swapped', 'steps order', (one) => one.steps.reverse()],
    ['with one step only', 'malformed form', (one) => one.steps.pop()],
    [
      'with the first parent’s step twice',
      'steps order',
      (one) => (one.steps = [one.steps[0], one.steps[0]] as typeof one.steps),
    ],
    [
      'with a step of another form',
      'steps otherSet',
      (one, two) => (one.steps[1] = two.steps[1] ?? one.steps[1] ?? ('' as never)),
    ],
    ['with the paper of another form', 'document ', (one, two) => (one.pdf = two.pdf)],
    ['with the record of another form', 'document fhir', (one, two) => (one.bundle = two.bundle)],
    ['with movements that nobody named', 'rules escrow', (one) => (one.escrows = ['e30..AA.AA.AA', null] as never)],
  ])('%s is refused', async (_, reason, change) => {
    const jwe = await altered(central, real, (payload) => change(payload, other))
    expect((await fate(real, jwe)).startsWith(reason), await fate(real, jwe)).toBe(true)
  })

  it('of whom the desk had compared one only is refused', async () => {
    const envelope = await make({ without: 'second' })
    expect(await fate(envelope, envelope.jwe)).toBe('steps person')
  })

  it('whose second document was doubted before it arrived is refused', async () => {
    // A visit of its own: the next one on that kiosk ended the former.
    const envelope = await make()
    const doubted = await central.visits.decline(envelope.visit, 'doubt', { id: 'c', name: 'C' }, { person: 1 })
    expect(doubted.ok).toBe(true)
    expect(await fate(envelope, envelope.jwe)).toBe('steps person')
  })

  it('is refused when the record says meanwhile that one holds authority alone', async () => {
    const clerk = { id: 'c', name: 'C' }
    const envelope = await make()
    const row = await central.visits.find(envelope.visit)
    const [extract] = row?.record.evidence ?? []
    if (extract?.kind !== 'authorityExtract') throw new Error('there is an extract')
    await central.visits.recordEvidence(envelope.visit, { ...extract, authority: 'sole' }, clerk)
    expect(await fate(envelope, envelope.jwe)).toBe('rules signers')
  })

  it('is stored with two grantees, whoever signed first, and each keeps his own acceptance', async () => {
    for (const [plan, child] of [
      [{}, 'child'],
      [{ secondFirst: true }, 'double'],
    ] as const) {
      const [people, consents] = [all<RelatedPerson>('RelatedPerson').length, all<Consent>('Consent').length]
      const envelope = await make({ ...plan, child })
      expect(await fate(envelope, envelope.jwe)).toBe('stored')
      const [first, second] = all<RelatedPerson>('RelatedPerson').slice(people)
      expect([first?.name?.[0]?.family, second?.name?.[0]?.family]).toEqual(['SMIT', 'VISSER'])
      expect(second?.relationship?.[0]?.coding?.[0]?.code).toBe('RESPRSN')
      const made = all<Consent>('Consent').slice(consents)
      const mandates = made.filter(({ provision }) => provision?.actor !== undefined)
      expect(mandates.map(({ status }) => status)).toEqual(['proposed', 'proposed'])
      const terms = made.filter(({ provision }) => provision?.actor === undefined)
      expect(new Set(terms.map(({ dateTime }) => dateTime)).size).toBe(2)
      expect(all<Task>('Task').at(-1)?.input).toHaveLength(2)
      // Each of them may fetch the copy at home, and nobody else.
      const { people: cast } = castOf(data.path)
      const longTerm = { file: async () => new Uint8Array([37]) }
      const asked = async ({ given, family, birthDate, bsn }: (typeof cast)['mother']) =>
        await findCopy(
          { store: central.store, longTerm },
          referenceOf(envelope.id),
          { given, family, birthDate, bsn },
          dayAt(Date.now()),
        )
      expect(await asked(cast.motherWithoutExtract)).toMatchObject({ kind: 'copy', standing: 'family' })
      expect(await asked(cast.motherOfDouble)).toMatchObject({ kind: 'copy', standing: 'representative' })
      expect(await asked(cast.mother)).toMatchObject({ kind: 'otherPerson', standing: 'stranger' })
    }
  })
})
