/** An adult and whom she lets look along, from the screen to the record: the intake stores the form, and nothing of it forged. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Consent, RelatedPerson, Task } from '@medplum/fhirtypes'
import { compactDecrypt, decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import type { Central } from '../../central/compose.ts'
import { mandateKindUrl } from '../../domain/coding/systems.ts'
import { hashOf } from '../../paper/hash.ts'
import { Keyset } from '../../domain/contract/device/keyset.ts'
import { EnvelopePayload } from '../../domain/contract/intake/payload.ts'
import { verifyReceipt } from '../../main/custody/outbox/verified-receipt.ts'
import { ink } from '../session/support/stage.ts'
import { linesOf, trainingVisit } from '../session/support/training.ts'
import type { TrainingVisit } from '../session/support/training.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { altered, castOf, deliver, makeEnvelope } from './support/visit.ts'
import type { Envelope, Loose, Plan } from './support/visit.ts'

const clerk = { id: 'clerk-1', name: 'Medewerker Een' }
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

const compare = async (visit: TrainingVisit, person: 0 | 1): Promise<void> => {
  const record = (await central.visits.find(visit.visit))?.record
  const number = (person === 0 ? record?.claim : record?.others[0]?.claim)?.document.number ?? ''
  await central.visits.identify(visit.visit, number.slice(-4), clerk, { guard: { person } })
}

const make = (plan: Plan = {}) =>
  makeEnvelope(central, data.path, kiosk, {
    applicant: 'adult',
    child: 'adult',
    second: 'mother',
    looksAlong: true,
    ...plan,
  })

/** The whole visit of both, up to the envelope. */
async function signed(): Promise<TrainingVisit> {
  const visit = trainingVisit(central, kiosk)
  await visit.at('language')
  visit.tap({ kind: 'language', language: 'nl' })
  visit.tap({ kind: 'door', door: 'self' })
  visit.tap({ kind: 'journey', journey: 'capable-adult' })
  visit.tap({ kind: 'acceptTerms' })
  visit.tap({ kind: 'mrz', text: linesOf(data.path, 'Laat iemand meekijken: de patiënt'), overflow: false })
  await visit.at('desk')
  await compare(visit, 0)
  await visit.at('confirmPatient')
  visit.tap({ kind: 'confirmPatient', yes: true })
  await visit.at('otherHere')
  visit.tap({ kind: 'otherHere', yes: true })
  visit.tap({ kind: 'next' })
  visit.tap({ kind: 'language', language: 'nl' })
  visit.tap({ kind: 'acceptTerms' })
  visit.tap({ kind: 'mrz', text: linesOf(data.path, 'Laat iemand meekijken: wie'), overflow: false })
  await visit.at('desk')
  await compare(visit, 1)
  await visit.at('handOver')
  visit.tap({ kind: 'next' })
  visit.tap({ kind: 'answer', linkId: 'scope', values: ['medication', 'letters'] })
  visit.tap({ kind: 'answer', linkId: 'purpose', values: ['look'] })
  visit.tap({ kind: 'answer', linkId: 'period', values: ['whole'] })
  visit.tap({ kind: 'answer', linkId: 'notify', values: ['none'] })
  await visit.at('scopePreview')
  visit.tap({ kind: 'next' })
  await reviewsAndSigns(visit)
  await visit.at('handOver')
  visit.tap({ kind: 'next' })
  await reviewsAndSigns(visit)
  await visit.at('done')
  return visit
}

async function reviewsAndSigns(visit: TrainingVisit): Promise<void> {
  await visit.at('review')
  visit.tap({ kind: 'next' })
  for (const [linkId, value] of [
    ['check.when', 'no'],
    ['check.stop', 'yes'],
    ['check.only', 'no'],
  ] as const) {
    await visit.at('understand', (screen) => screen.linkId === linkId)
    visit.tap({ kind: 'answer', linkId, values: [value] })
  }
  if (visit.views.at(-1)?.screen.step === 'freeWill') visit.tap({ kind: 'freeWill', answer: 'yes' })
  await visit.at('sign')
  visit.tap({ kind: 'ink', ink })
}

async function fate(id: string, jwe: string): Promise<string> {
  const { body } = await deliver(central, kiosk, id, jwe)
  const { receipt: keys } = v.parse(Keyset, decodeJwt(central.house.keyset))
  const receipt = await verifyReceipt({ answer: body, id: id as never, sha256: hashOf(Buffer.from(jwe)), keys })
  const row = await central.ledger.find(id as never)
  return receipt?.result === 'stored' ? 'stored' : `${row?.reason ?? ''} ${row?.detail ?? ''}`
}

async function payloadOf(jwe: string): Promise<EnvelopePayload> {
  const { plaintext } = await compactDecrypt(jwe, central.house.intake.private)
  return v.parse(EnvelopePayload, JSON.parse(new TextDecoder().decode(plaintext)))
}

describe('a mandate that an adult gives', () => {
  it('is stored: proposed, given by the patient, the chosen kinds on paper and in the record', async () => {
    const visit = await signed()
    const [envelope] = visit.envelopes
    if (envelope === undefined) throw new Error('nothing was stored')
    const { id, jwe } = envelope
    expect(await fate(id, jwe)).toBe('stored')
    const mandate = central.store
      .all('Consent')
      .map((one) => one as Consent)
      .find(({ status, provision }) => status === 'proposed' && provision?.actor !== undefined)
    const { later } = castOf(data.path)
    const chosen = central.store
      .all('RelatedPerson')
      .map((one) => one as RelatedPerson)
      .at(-1)
    expect(chosen?.name?.[0]?.family).toBe(later?.chosen?.family.toUpperCase())
    expect(mandate?.performer?.[0]?.reference).toBe(mandate?.patient?.reference)
    expect(mandate?.provision?.extension?.map(({ valueCode }) => valueCode)).toEqual(['medication', 'letters'])
    const task = central.store
      .all('Task')
      .map((one) => one as Task)
      .find(({ focus }) => focus?.reference === `Consent/${mandate?.id ?? ''}`)
    expect(task).toMatchObject({ status: 'requested' })
    const { pdf } = await payloadOf(jwe)
    const file = join(data.path, 'form.pdf')
    writeFileSync(file, Buffer.from(pdf ?? '', 'base64'))
    const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ')
    for (const said of [
      'Machtiging wilsbekwame volwassene',
      'De patiënt wil dit zelf.',
      later?.chosen?.family.toUpperCase() ?? '-',
    ])
      expect(text).toContain(said)
    visit.close()
  })
})

describe('what the patient took out', () => {
  const adult = (): string => {
    const { bsn } = castOf(data.path).people.adult
    const found = central.store.all('Patient').find((one) => JSON.stringify(one).includes(bsn))
    return `Patient/${found?.id ?? ''}`
  }
  /** One of the adult's own, or of anybody else. */
  const item = (type: string, own: boolean): string => {
    const found = central.store.all(type).find((one) => JSON.stringify(one).includes(`"${adult()}"`) === own)
    return `${type}/${found?.id ?? ''}`
  }

  it('is kept with the mandate, and stands in no resource, paper or line of the log', async () => {
    const medicine = item('MedicationRequest', true)
    const { id, jwe } = await make({ second: 'motherWithoutExtract', withheld: [medicine] })
    const before = new Set(
      ['Consent', 'AuditEvent', 'Task', 'DocumentReference', 'QuestionnaireResponse', 'Provenance'].flatMap((type) =>
        central.store.all(type).map((one) => `${type}/${one.id ?? ''}`),
      ),
    )
    expect(await fate(id, jwe)).toBe('stored')
    const fresh = ['Consent', 'AuditEvent', 'Task', 'DocumentReference', 'QuestionnaireResponse', 'Provenance']
      .flatMap((type) => central.store.all(type).map((one) => ({ name: `${type}/${one.id ?? ''}`, one })))
      .filter(({ name }) => !before.has(name))
    expect(fresh.length).toBeGreaterThan(4)
    expect(JSON.stringify(fresh)).not.toContain(medicine)
    const mandate = fresh.find(({ one }) => (one as Consent).provision?.actor !== undefined)
    expect(await central.withheld.of(mandate?.name ?? '')).toEqual([medicine])
    expect(await central.withheld.of('Consent/another')).toEqual([])
  })

  it.each<[string, string, () => readonly string[]]>([
    ['of another patient', 'patient withheld', () => [item('Appointment', false)]],
    ['of no dossier', 'patient withheld', () => [`AuditEvent/${central.store.all('AuditEvent')[0]?.id ?? ''}`]],
  ])('%s is refused', async (_, reason, items) => {
    const { id, jwe } = await make({ second: 'motherOfTeenager', withheld: items() })
    expect(await fate(id, jwe)).toBe(reason)
  })

  it('on the form of a parent is refused, and so is a list that the visit key did not sign for', async () => {
    const parents = await makeEnvelope(central, data.path, kiosk, { withheld: [item('Appointment', true)] })
    expect(await fate(parents.id, parents.jwe)).toBe('rules withheld')
    const own = await make({ second: 'motherOfDouble' })
    const added = await altered(central, own, (one) => void (one.withheld = [item('Appointment', true)]), {
      manifest: 'old',
    })
    expect(await fate(own.id, added)).toBe('manifest hash')
  })
})

describe('the same form, forged', () => {
  let real: Envelope
  let other: EnvelopePayload
  beforeEach(async () => {
    real = await make()
    other = await payloadOf((await make({ second: 'motherOfDouble' })).jwe)
  })

  it.each<[string, string, (payload: EnvelopePayload & Loose, other: EnvelopePayload) => void]>([
    ['with the acceptances swapped', 'bundle differs', (one) => one.acceptances.reverse()],
    ['with one acceptance', 'malformed form', (one) => one.acceptances.pop()],
    ['with the steps swapped', 'steps order', (one) => one.steps.reverse()],
    ['with the patient’s step only', 'malformed form', (one) => one.steps.pop()],
    [
      'with the chosen person’s step of another form',
      'steps otherSet',
      (one, two) => (one.steps[1] = two.steps[1] ?? one.steps[1] ?? ('' as never)),
    ],
    ['with the paper that names another person', 'document ', (one, two) => (one.pdf = two.pdf)],
    ['with the record that names another person', 'document fhir', (one, two) => (one.bundle = two.bundle)],
    [
      'given by the chosen person himself',
      'bundle differs',
      (one) => {
        const mandate = one.bundle.entry
          .map((entry) => (entry as { resource: Loose }).resource)
          .find(({ provision }) => (provision as { actor?: object } | undefined)?.actor !== undefined)
        const provision = mandate?.['provision'] as { actor: { reference: object }[] }
        if (mandate !== undefined) mandate['performer'] = [provision.actor[0]?.reference]
      },
    ],
    [
      'with a kind more in the record',
      'bundle differs',
      (one) => {
        const mandate = one.bundle.entry
          .map((entry) => (entry as { resource: Loose }).resource)
          .find(({ provision }) => (provision as { actor?: object } | undefined)?.actor !== undefined)
        const provision = mandate?.['provision'] as { extension: object[] }
        provision.extension.push({ url: mandateKindUrl, valueCode: 'messages' })
      },
    ],
  ])('%s is refused', async (_, reason, change) => {
    const jwe = await altered(central, real, (payload) => change(payload, other))
    expect((await fate(real.id, jwe)).startsWith(reason), await fate(real.id, jwe)).toBe(true)
  })

  it('by a chosen person whom the desk had not compared is refused', async () => {
    const { id, jwe } = await make({ without: 'second' })
    expect(await fate(id, jwe)).toBe('steps person')
  })

  it('by a chosen person whose document was doubted before it arrived is refused', async () => {
    const { id, jwe, visit } = await make()
    expect((await central.visits.decline(visit, 'doubt', clerk, { person: 1 })).ok).toBe(true)
    expect(await fate(id, jwe)).toBe('steps person')
  })

  it('as it is, is stored', async () => {
    expect(await fate(real.id, real.jwe)).toBe('stored')
  })
})
