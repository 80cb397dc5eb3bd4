/** Stopping a mandate, from the first screen to the record: effect at once, the same good answer again, and nothing for others. */
import type { AuditEvent, Provenance, Task } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import { urgentLines, urgentStops } from '../../central/web/desk/urgent.ts'
import type { EnvelopePayload } from '../../domain/contract/intake/payload.ts'
import { withdrawalRefusals } from '../../domain/rules/refusals/withdrawal.ts'
import { ink } from '../session/support/stage.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { openStage } from './support/stage.ts'
import { altered, castOf, deliver } from './support/visit.ts'
import type { Loose } from './support/visit.ts'
import { given, makeWithdrawal, mandatesOf, peopleOf, stopOf, toList } from './support/withdrawal.ts'
import type { WithdrawalPlan } from './support/withdrawal.ts'

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

const all = <T>(type: string): readonly T[] => central.store.all(type) as unknown as readonly T[]
const last = <T>(type: string): T | undefined => all<T>(type).at(-1)
const people = () => peopleOf(data.path)
const newest = (patient: 'giver' | 'teen') => mandatesOf(central, people()[patient]).at(-1)
const ownPlan = (patient: 'giver' | 'teen' = 'giver'): WithdrawalPlan => ({
  by: patient,
  record: 'own',
  patient,
  stop: stopOf(central, people()[patient], 'patient'),
})
const verdictOf = async (id: string) => {
  const row = await central.ledger.find(id as never)
  return row === null ? null : `${row.reason ?? 'stored'} ${row.detail ?? ''}`.trim()
}
const send = async ({ id, jwe }: { readonly id: string; readonly jwe: string }) => {
  await deliver(central, kiosk, id, jwe)
  return await verdictOf(id)
}

describe('somebody who stops a mandate at the kiosk', () => {
  it('seeds the training people with mandates that hold', () => {
    expect([newest('giver')?.status, newest('teen')?.status]).toEqual(['active', 'active'])
  })

  it('stops as the patient, without terms, in one act, and reads that it has stopped', async () => {
    const stage = await openStage(central, kiosk)
    await toList(central, stage, { scene: 'giver', record: 'own', patient: people().giver })
    const { mandates } = await stage.at('stopList')
    expect(mandates).toMatchObject([{ text: 'MARJOLEIN PRINS mag in uw dossier kijken.' }])
    stage.tap({ kind: 'stopMandate', at: 0 })
    expect(await stage.at('stopConfirm')).toMatchObject({
      statement: 'U stopt de toegang van MARJOLEIN PRINS tot uw dossier.',
      urgent: false,
    })
    stage.tap({ kind: 'next' })
    await stage.at('sign', ({ penMovement }) => !penMovement)
    stage.tap({ kind: 'ink', ink })
    const done = await stage.at('done', ({ delivery }) => delivery === 'received')
    expect(done).toMatchObject({ about: 'withdrawal', print: null })
    expect(stage.rung()).toBe(0)
    const mandate = newest('giver')
    const end = mandate?.provision?.period?.end ?? ''
    expect(mandate?.status).toBe('inactive')
    expect(Math.abs(Date.parse(end) - Date.now())).toBeLessThan(20_000)
    const provenance = last<Provenance>('Provenance')
    expect(provenance?.target).toMatchObject([
      { reference: `Consent/${mandate?.id ?? ''}` },
      { reference: mandate?.patient?.reference },
    ])
    expect(provenance?.agent[0]?.who).toEqual({ reference: mandate?.patient?.reference })
    const evidence = provenance?.contained?.[0]
    const kept = JSON.parse(
      Buffer.from(evidence?.resourceType === 'Binary' ? (evidence.data ?? '') : '', 'base64').toString(),
    ) as Loose
    expect(kept).toMatchObject({
      content: {
        mandate: `Consent/${mandate?.id ?? ''}`,
        statement: 'U stopt de toegang van MARJOLEIN PRINS tot uw dossier.',
      },
      steps: { balie: 'steps/1', steps: [{ claims: { role: 'Patiënt', method: 'ink' } }] },
    })
    expect(all<AuditEvent>('AuditEvent').map(({ subtype, action }) => [subtype?.[0]?.code, action])).toContainEqual([
      'transaction',
      'U',
    ])
    // Nothing is urgent, and a form follows by this hospital's rules.
    expect(central.content.policy.withdrawal.form).toBe('after')
    expect(last<Task>('Task')).toMatchObject({ priority: 'routine', performerType: [{ text: 'staff' }] })
    stage.end()
  })

  it('stops as the one who may look, for himself, and sees only his own', async () => {
    await given(central, people().giver)
    const stage = await openStage(central, kiosk)
    await toList(central, stage, { scene: 'viewer', record: 'other', patient: people().giver })
    expect(await stage.at('stopList')).toMatchObject({
      mandates: [{ text: 'U mag in het dossier van A., 1954 kijken.' }],
    })
    stage.tap({ kind: 'stopMandate', at: 0 })
    await stage.at('stopConfirm')
    stage.tap({ kind: 'next' })
    await stage.at('sign')
    stage.tap({ kind: 'cannotDraw' })
    await stage.at('cannotDraw')
    stage.tap({ kind: 'signBy', way: 'typed' })
    await stage.at('signTyped')
    stage.tap({ kind: 'typedName', name: 'Marjolein Prins' })
    await stage.at('done', ({ delivery }) => delivery === 'received')
    expect(newest('giver')?.status).toBe('inactive')
    expect(last<Provenance>('Provenance')?.agent[0]?.who?.reference).toMatch(/^RelatedPerson\//)
    stage.end()
  })

  it('stops as a child of 14 by himself, with the desk told that it is urgent and nobody else', async () => {
    const stage = await openStage(central, kiosk)
    await toList(central, stage, { scene: 'teen', record: 'own', patient: people().teen })
    await stage.at('stopList')
    stage.tap({ kind: 'stopMandate', at: 0 })
    await stage.at('stopConfirm')
    stage.tap({ kind: 'urgent', on: true })
    await stage.at('stopConfirm', ({ urgent }) => urgent)
    stage.tap({ kind: 'next' })
    await stage.at('sign')
    stage.tap({ kind: 'ink', ink })
    await stage.at('done', ({ delivery }) => delivery === 'received')
    expect(newest('teen')?.status).toBe('inactive')
    const task = last<Task>('Task')
    expect(task).toMatchObject({
      status: 'requested',
      priority: 'urgent',
      focus: { reference: `Consent/${newest('teen')?.id ?? ''}` },
    })
    // The desk sees it with the visitor's number, and no name.
    const urgent = await urgentStops(central.store)
    expect(urgent).toMatchObject([{ reference: task?.identifier?.[1]?.value }])
    expect(urgentLines(urgent)?.text).toContain(urgent[0]?.reference)
    expect(urgentLines(urgent)?.text).not.toMatch(/Sam|Ilse|de Wit/i)
    expect(urgentLines([])).toBeNull()
    // Neither the mandate, nor who did what, nor the access log say it.
    for (const one of [newest('teen'), last<Provenance>('Provenance'), ...all<AuditEvent>('AuditEvent')])
      expect(JSON.stringify(one)).not.toMatch(/urgent|dringend|veilig/)
    stage.end()
  })

  it('reads one page, word for word, whether there is nothing to stop or he may not', async () => {
    const screens: unknown[] = []
    const child = castOf(data.path).people.child
    // Nobody of these may stop anything: the mother of a child without a mandate, and of one with somebody else's.
    await given(central, people().teen)
    for (const [scene, record, patient] of [
      ['teenParent', 'other', child],
      ['mother', 'other', people().teen],
      ['adult', 'own', castOf(data.path).people.adult],
    ] as const) {
      const stage = await openStage(central, kiosk)
      await toList(central, stage, { scene, record, patient })
      screens.push(await stage.at('outcome'))
      stage.end()
    }
    const [first] = screens
    expect(screens).toEqual([first, first, first])
    expect(first).toMatchObject({ sentence: withdrawalRefusals['R20.mayNot'].visitor.nl })
  })

  it('finds an adult only for the one who may look: to a stranger nobody is known here', async () => {
    const stage = await openStage(central, kiosk)
    const { giver } = people()
    await toList(central, stage, { scene: 'mother', record: 'other', patient: giver, unknown: true })
    await stage.at('findPatient', ({ problem }) => problem === 'patientNotFound')
    stage.end()
  })

  it('never says "stopped" without a line: the desk is rung, and the envelope does it when it comes', async () => {
    await given(central, people().giver)
    const stage = await openStage(central, kiosk, { offline: true })
    await toList(central, stage, { scene: 'giver', record: 'own', patient: people().giver })
    await stage.at('stopList')
    stage.tap({ kind: 'stopMandate', at: 0 })
    await stage.at('stopConfirm')
    stage.tap({ kind: 'next' })
    await stage.at('sign')
    stage.tap({ kind: 'ink', ink })
    expect(await stage.at('done')).toMatchObject({ delivery: 'waiting' })
    await expect.poll(stage.rung).toBe(1)
    expect(newest('giver')?.status).toBe('active')
    const [kept] = stage.kept
    if (kept === undefined) throw new Error('nothing was kept')
    expect(await send(kept)).toBe('stored')
    expect(newest('giver')?.status).toBe('inactive')
    stage.end()
  })
})

describe('the intake', () => {
  it('answers a redelivery with the same receipt and changes nothing twice', async () => {
    await given(central, people().giver)
    const envelope = await makeWithdrawal(central, data.path, kiosk, ownPlan())
    const first = await deliver(central, kiosk, envelope.id, envelope.jwe)
    const version = newest('giver')?.meta?.versionId
    const again = await deliver(central, kiosk, envelope.id, envelope.jwe)
    expect([first.status, again.status, again.body]).toEqual([201, 200, first.body])
    expect(newest('giver')?.meta?.versionId).toBe(version)
  })

  it('gives two people who stop the same mandate in the same moment the same good answer, and ends it once', async () => {
    await given(central, people().giver)
    const mandate = stopOf(central, people().giver, 'patient')
    const one = await makeWithdrawal(central, data.path, kiosk, { ...ownPlan(), stop: mandate })
    const other = await makeWithdrawal(central, data.path, kiosk, {
      by: 'viewer',
      record: 'other',
      patient: 'giver',
      stop: { ...mandate, by: 'grantee', grantee: { is: 'you' } },
    })
    expect(await Promise.all([send(one), send(other)])).toEqual(['stored', 'stored'])
    expect([newest('giver')?.status, newest('giver')?.meta?.versionId]).toEqual(['inactive', '2'])
  })

  it('judges again when staff changed the mandate while it was judged', async () => {
    const id = await given(central, people().giver)
    const envelope = await makeWithdrawal(central, data.path, kiosk, ownPlan())
    // The record is changed between every reading and the commit, once.
    const read = central.store.read.bind(central.store)
    let changed = false
    central.store.read = async (reference) => {
      const found = await read(reference)
      if (reference === id && !changed && found !== null) {
        changed = true
        await central.store.update({ ...found, language: 'nl' }, found.meta?.versionId ?? '')
      }
      return found
    }
    try {
      expect(await send(envelope)).toBe('stored')
    } finally {
      central.store.read = read
    }
    expect(changed).toBe(true)
    expect(newest('giver')).toMatchObject({ status: 'inactive', language: 'nl', meta: { versionId: '3' } })
  })

  it('takes back a request that waits, and the task to approve it', async () => {
    await given(central, people().giver)
    const mandate = newest('giver')
    if (mandate === undefined) throw new Error('no mandate')
    await central.store.update({ ...mandate, status: 'proposed' }, mandate.meta?.versionId ?? '')
    const task = await central.store.create<Task>({
      resourceType: 'Task',
      status: 'requested',
      intent: 'order',
      focus: { reference: `Consent/${mandate.id}` },
      for: { reference: mandate.patient?.reference ?? '' },
    })
    expect(await send(await makeWithdrawal(central, data.path, kiosk, ownPlan()))).toBe('stored')
    expect(newest('giver')?.status).toBe('inactive')
    expect(await central.store.read(`Task/${task.id ?? ''}`)).toMatchObject({
      status: 'cancelled',
      businessStatus: { text: 'withdrawn' },
    })
  })

  const forgeries: readonly (readonly [string, (payload: EnvelopePayload & Loose) => void, string])[] = [
    ['another mandate in what was signed', (p) => (contentOf(p)['mandate'] = 'Consent/other'), 'steps content'],
    ['a patient of another visit', (p) => (contentOf(p)['patient'] = 'Patient/other'), 'patient otherThanSigned'],
    [
      'the act of another envelope',
      (p) => (contentOf(p)['id'] = '3b0c9a52-54a0-4d2f-8d2c-6a4e0f1c7d11'),
      'steps otherSet',
    ],
    ['other words', (p) => (contentOf(p)['statement'] = 'U stopt niets.'), 'steps content'],
    ['other ink', (p) => ((p.decision as Loose)['ink'] = '{}'), 'steps ink'],
    ['a member that nobody knows', (p) => ((p.decision as Loose)['reason'] = 'x'), 'steps withdrawal'],
    ['no step', (p) => ((p.steps = []), (p.escrows = [])), 'malformed withdrawal'],
    ['a line of the access log with more in it', (p) => p.bundle.entry.push(p.bundle.entry[0]), 'bundle keys'],
  ]
  it.each(forgeries)('keeps apart what was forged: %s', async (_what, change, verdict) => {
    await given(central, people().giver)
    const envelope = await makeWithdrawal(central, data.path, kiosk, ownPlan())
    const jwe = await altered(central, envelope, change)
    expect(await send({ id: envelope.id, jwe })).toBe(verdict)
    expect(newest('giver')?.status).toBe('active')
  })

  it('keeps apart a step by a key that the visit did not have', async () => {
    await given(central, people().giver)
    const [one, other] = [
      await makeWithdrawal(central, data.path, kiosk, ownPlan()),
      await makeWithdrawal(central, data.path, kiosk, ownPlan()),
    ]
    let foreign: EnvelopePayload['steps'] = []
    await altered(central, other, ({ steps }) => (foreign = steps))
    const jwe = await altered(central, one, (payload) => (payload.steps = foreign))
    expect(await send({ id: one.id, jwe })).toBe('steps signature')
    expect(newest('giver')?.status).toBe('active')
  })

  it('stops no mandate of another patient, nor one that is not his', async () => {
    await given(central, people().giver)
    await given(central, people().teen)
    const foreign = stopOf(central, people().teen, 'patient')
    expect(await send(await makeWithdrawal(central, data.path, kiosk, { ...ownPlan(), stop: foreign }))).toBe(
      'rules mandate',
    )
    const another = { ...stopOf(central, people().giver, 'grantee') }
    const plan = { by: 'teenParent', record: 'other', patient: 'giver', stop: another } as const
    expect(await send(await makeWithdrawal(central, data.path, kiosk, plan))).toBe('rules R20.mayNot')
    const nothing = { ...another, mandate: 'Consent/none' }
    expect(await send(await makeWithdrawal(central, data.path, kiosk, { ...plan, stop: nothing }))).toBe(
      'rules mandate',
    )
    expect([newest('giver')?.status, newest('teen')?.status]).toEqual(['active', 'active'])
  })

  it('stops nothing by the step of somebody else whom the desk identified in the same visit', async () => {
    await given(central, people().giver)
    const envelope = await makeWithdrawal(central, data.path, kiosk, { ...ownPlan(), signedBy: 'viewer' })
    expect(await send(envelope)).toBe('steps person')
    expect(newest('giver')?.status).toBe('active')
  })

  it('stops nothing by a sentence or a role that does not follow from the record, whoever signed it', async () => {
    await given(central, people().giver)
    const { stop, ...plan } = ownPlan()
    for (const [other, verdict] of [
      [{ grantee: { is: 'named', name: 'KEES VOS' } }, 'steps statement'],
      [{ grantee: { is: 'you' } }, 'steps statement'],
      [{ by: 'curator' }, 'steps role'],
    ] as const)
      expect(
        await send(await makeWithdrawal(central, data.path, kiosk, { ...plan, stop: { ...stop, ...other } })),
      ).toBe(verdict)
    expect(newest('giver')?.status).toBe('active')
  })

  it('stops what was asked for by its sentence, though staff have granted it since', async () => {
    await given(central, people().giver)
    const { stop, ...plan } = ownPlan()
    const asked = { ...stop, status: 'proposed' } as const
    expect(await send(await makeWithdrawal(central, data.path, kiosk, { ...plan, stop: asked }))).toBe('stored')
    expect(newest('giver')?.status).toBe('inactive')
  })

  it('stops nothing for who was not identified, or for a patient who was not bound', async () => {
    await given(central, people().giver)
    for (const [without, verdict] of [
      ['identity', 'identity desk'],
      ['binding', 'patient unbound'],
    ] as const)
      expect(await send(await makeWithdrawal(central, data.path, kiosk, { ...ownPlan(), without }))).toBe(verdict)
    expect(newest('giver')?.status).toBe('active')
  })

  it('leaves no word of urgency outside the envelope: its header says the kind and nothing more', async () => {
    const { jwe } = await makeWithdrawal(central, data.path, kiosk, { ...ownPlan(), urgent: true })
    const header = JSON.parse(Buffer.from(jwe.split('.')[0] ?? '', 'base64url').toString()) as Loose
    expect(Object.keys(header).sort()).toEqual(['alg', 'enc', 'epk', 'id', 'kid', 'kind', 'typ'])
  })
})

function contentOf({ decision }: EnvelopePayload): Loose {
  return (decision as Loose)['content'] as Loose
}
