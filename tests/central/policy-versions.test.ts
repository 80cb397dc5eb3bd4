/** A form is judged by the rules under which it was signed, also when the hospital has published others meanwhile. */
import type { AuditEvent, Consent, Task } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import { trainingPolicy } from '../../central/published/content/content.ts'
import type { Certified } from '../../central/kiosk-api/intake/checks/certificate.ts'
import { policy } from '../../central/kiosk-api/intake/checks/policy.ts'
import { policyUri } from '../../domain/coding/systems.ts'
import type { EnvelopePayload } from '../../domain/contract/intake/payload.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { day } from '../rules/sample.ts'
import { enrolKiosk, folder, publish, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { altered, deliver, makeEnvelope } from './support/visit.ts'
import type { Envelope, Plan } from './support/visit.ts'

let data: Folder
let central: Central
let kiosk: TestKiosk
beforeAll(async () => {
  data = folder()
  central = await training(data.path)
  kiosk = await enrolKiosk(central)
}, 120_000)
afterAll(async () => {
  await central.close()
  data.remove()
})

const make = (plan: Plan) => makeEnvelope(central, data.path, kiosk, plan)
const uri = (version: number) => policyUri('de-brug', version)
async function outcomeOf({ id }: Envelope, jwe: string): Promise<string> {
  const { status } = await deliver(central, kiosk, id, jwe)
  const row = await central.ledger.find(id)
  return row?.reason === null ? `${status} stored` : `${row?.reason} ${row?.detail}`
}
const staffApproves: HospitalPolicy = { ...trainingPolicy, approver: { ...trainingPolicy.approver, child: 'staff' } }

/** The mandate and the task that were stored last, and what the central's own line in the log says of the rules. */
function stored({ id }: Envelope) {
  const consents = central.store.all('Consent') as Consent[]
  const mandate = consents.filter(({ provision }) => provision?.actor !== undefined).at(-1)
  const task = (central.store.all('Task') as Task[]).at(-1)
  const audits = central.store.all('AuditEvent') as AuditEvent[]
  const detail = audits.flatMap(({ entity }) => entity ?? []).map((one) => one.detail ?? [])
  const ours = detail.find((one) => one.some(({ valueString }) => valueString === id)) ?? []
  return {
    consent: mandate?.status,
    policy: mandate?.policy?.map((one) => one.uri),
    task: task?.status,
    rules: Object.fromEntries(ours.map(({ type, valueString }) => [type, valueString])),
  }
}

/** The same envelope under other policies than it was signed under. */
const naming = (envelope: Envelope, uris: readonly string[]) =>
  altered(central, envelope, (payload) => {
    for (const entry of payload.bundle.entry as { resource: Consent }[])
      if (entry.resource.resourceType === 'Consent' && entry.resource.provision?.actor !== undefined)
        entry.resource.policy = uris.map((one) => ({ uri: one }))
  })

describe('signed under version 1 and delivered under version 2', () => {
  it('a form is stored as proposed, with version 1 named, and the log says what may still be approved', async () => {
    const first = await make({})
    const second = await make({ applicant: 'motherOfDouble', child: 'double' })
    // Decided under version 1, whatever its kiosk certifies.
    const replaced = await make({
      applicant: 'motherOfDouble',
      child: 'childWithoutExtract',
      content: central.content.bundle.version + 1,
    })
    expect(await publish(central, staffApproves)).toMatchObject({ version: 2 })
    // What the rules decide differs now, so under version 2 this would be another decision.
    expect(await outcomeOf(first, first.jwe)).toBe('201 stored')
    const named = { policy: uri(1), policyInForce: uri(2), atApproval: 'form' }
    expect(stored(first)).toMatchObject({ consent: 'proposed', task: 'requested', policy: [uri(1)], rules: named })

    // After a restart too.
    await central.close()
    central = await training(data.path)
    expect(await outcomeOf(second, second.jwe)).toBe('201 stored')
    expect(stored(second)).toMatchObject({ consent: 'proposed', policy: [uri(1)], rules: { policyInForce: uri(2) } })

    // Named and certified as version 2, it is not what these rules decide.
    expect(await outcomeOf(replaced, await naming(replaced, [uri(2)]))).toBe('rules decision')
  }, 180_000)

  it('a form that the rules of now would refuse is kept too: an approver is told, nothing is lost', async () => {
    const waiting = await make({ applicant: 'motherWithoutExtract', child: 'child' })
    const children = { ...trainingPolicy.children, under12: 'refer' as const }
    const { version } = await publish(central, { ...trainingPolicy, children })
    expect(await outcomeOf(waiting, waiting.jwe)).toBe('201 stored')
    const rules = { policy: uri(version - 1), policyInForce: uri(version), atApproval: 'approval.nowRefused' }
    expect(stored(waiting)).toMatchObject({ consent: 'proposed', rules })
    await publish(central, trainingPolicy)
  })
})

describe('quarantined is a form', () => {
  const plan = { applicant: 'motherWithoutExtract', child: 'double' } as const
  it.each([
    ['under a version that was never published', [uri(99)], 'rules policyNeverPublished'],
    ['under a version of another hospital', [policyUri('domstad', 1)], 'rules policyOfOtherHospital'],
    ['under no version', ['https://balie.example/fhir/policy/de-brug/0'], 'rules policyUnnamed'],
    ['under two versions', [uri(1), uri(2)], 'rules policyUnnamed'],
  ])('%s', async (_, uris, expected) => {
    const envelope = await make(plan)
    expect(await outcomeOf(envelope, await naming(envelope, uris))).toBe(expected)
    expect(await central.ledger.quarantined(envelope.id)).not.toBeNull()
  })

  it('under an older version than its kiosk certified for the visit, though the rules are the same', async () => {
    const { version } = await publish(central, trainingPolicy)
    const envelope = await make(plan)
    expect(await outcomeOf(envelope, await naming(envelope, [uri(version - 1)]))).toBe('rules policyNotShown')
  })

  it('under a version that the hospital took back', async () => {
    const envelope = await make(plan)
    const { version } = central.content.policy
    await publish(central, trainingPolicy)
    expect(await central.withdrawPolicy(version)).toBe(true)
    expect(await outcomeOf(envelope, envelope.jwe)).toBe('rules policyWithdrawn')
  })
})

describe('the rules of a visit', () => {
  const named = { resource: { resourceType: 'Consent', policy: [{ uri: uri(2) }] } }
  const check = (signedAt: string, shown: number | null = 2) =>
    policy({
      payload: v.parse(
        v.custom<EnvelopePayload>(() => true),
        { bundle: { entry: [named] }, times: { signedAt } },
      ),
      certified: v.parse(
        v.custom<Pick<Certified, 'certificate'>>(() => true),
        { certificate: { build: { content: 7 } } },
      ),
      content: {
        policies: {
          find: async () => ({ policy: { ...trainingPolicy, validFrom: day('2026-11-23') }, withdrawn: false }),
        },
        policyIn: async (version) => (version === 7 ? shown : null),
      },
      hospital: trainingPolicy.hospital.id,
    })
  it('are not accepted a day before they are valid', async () => {
    expect(await check('2026-11-22T22:59:59Z')).toMatchObject({
      ok: false,
      reason: 'rules',
      detail: 'policyNotYetValid',
    })
    expect(await check('2026-11-22T23:00:00Z')).toMatchObject({ ok: true })
  })
  it('are those of the content that the kiosk certified, and of no other', async () => {
    expect(await check('2026-11-23T12:00:00Z', 3)).toMatchObject({
      ok: false,
      reason: 'rules',
      detail: 'policyNotShown',
    })
    expect(await check('2026-11-23T12:00:00Z', null)).toMatchObject({ ok: false, detail: 'policyNotShown' })
  })
})
