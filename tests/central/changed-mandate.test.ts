/** A form that takes the place of access that there is: chosen before the signing, kept in the record, done in one commit. */
import type { AuditEvent, Consent, Provenance } from '@medplum/fhirtypes'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import { instantOf } from '../../central/clock/clock.ts'
import { changeIn, changing } from '../../central/kiosk-api/intake/checks/changing.ts'
import { activation } from '../../central/record/activation.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { transaction } from '../../domain/fhir/entry.ts'
import { replacedBy } from '../../domain/fhir/consent.ts'
import { ink } from '../session/support/stage.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { TestKiosk } from './support/kiosk.ts'
import { answersAll, confirmsChild } from './support/mother.ts'
import { openStage } from './support/stage.ts'
import type { Stage } from './support/stage.ts'
import { stopped } from '../../domain/fhir/withdrawal.ts'

const data = folder()
let central: Central
let kiosk: TestKiosk
beforeAll(async () => {
  central = await training(data.path)
  kiosk = await enrolKiosk(central)
})
afterAll(async () => {
  await central.close()
  data.remove()
})

const now = () => instantOf(new Date())
const all = <T>(type: string): readonly T[] => central.store.all(type) as unknown as readonly T[]
type Stored = Consent & { readonly id: string }
/** Requests of forms of this test, the newest last. */
const mandates = () => all<Stored>('Consent').filter((one) => one.provision?.actor !== undefined && one.sourceReference !== undefined) // prettier-ignore
const newest = (): Stored => {
  const one = mandates().at(-1)
  if (one === undefined) throw new Error('there is a mandate')
  return one
}
const stateOf = (id: string) => mandates().find((one) => one.id === id)?.status
async function begins({ id }: Stored): Promise<number> {
  const entries = await activation(central.store, { mandate: `Consent/${id}`, at: now() })
  if (entries.length > 0) await central.store.transaction(transaction([...entries]))
  return entries.length
}

/** Signs and delivers; what the intake made of it. */
async function signs(stage: Stage): Promise<void> {
  await answersAll(stage)
  stage.tap({ kind: 'ink', ink })
  await stage.at('done', ({ delivery }) => delivery !== 'waiting')
  stage.end()
}
async function fate(stage: Stage): Promise<readonly unknown[]> {
  const [sent] = stage.delivered
  const row = sent === undefined ? null : await central.ledger.find(sent.id)
  return [sent?.status, row?.reason, row?.detail]
}
const taken = [201, null, null]

let old: Stored
/** She has access that an approver gave. */
beforeEach(async () => {
  for (const one of mandates())
    if (one.status === 'active' || one.status === 'proposed')
      await central.store.update({ ...one, status: 'rejected' }, one.meta?.versionId ?? '')
  const stage = await openStage(central, kiosk)
  await confirmsChild(central, data.path, stage)
  await signs(stage)
  expect(await fate(stage)).toEqual(taken)
  expect(await begins(newest())).toBe(1)
  old = newest()
  expect(old.status).toBe('active')
})

/** She comes again, is told that there is access, and chooses. */
async function chooses(end: 'atStart' | 'now'): Promise<Stage> {
  const stage = await openStage(central, kiosk)
  await confirmsChild(central, data.path, stage)
  expect(await stage.at('replaceOld')).toMatchObject({ whose: 'own' })
  stage.tap({ kind: 'replaceOld', old: end })
  return stage
}

describe('A form that changes access', () => {
  it('names the old one, which holds until the new one begins and ends with it in one transaction', async () => {
    const stage = await chooses('atStart')
    await signs(stage)
    expect(await fate(stage)).toEqual(taken)
    const mandate = newest()
    expect([mandate.status, replacedBy(mandate)]).toEqual(['proposed', [`Consent/${old.id}`]])
    expect(stateOf(old.id)).toBe('active')
    expect(await begins(mandate)).toBe(2)
    expect([stateOf(mandate.id), stateOf(old.id)]).toEqual(['active', 'inactive'])
    // Approved twice: nothing is left to do, and nothing is changed.
    expect(await begins(mandate)).toBe(0)
  })

  it('ends the old one at once where that was chosen, as an access that was stopped', async () => {
    const before = all('AuditEvent').length
    const stage = await chooses('now')
    await signs(stage)
    expect(await fate(stage)).toEqual(taken)
    expect([newest().status, stateOf(old.id)]).toEqual(['proposed', 'inactive'])
    const end = mandates().find(({ id }) => id === old.id)?.provision?.period?.end ?? ''
    expect(Math.abs(Date.parse(end) - Date.now())).toBeLessThan(60_000)
    expect(all<Provenance>('Provenance').at(-1)?.target).toContainEqual({ reference: `Consent/${old.id}` })
    const logged = all<AuditEvent>('AuditEvent').slice(before)
    expect(JSON.stringify(logged)).toContain(`Consent/${old.id}`)
    expect(await begins(newest())).toBe(1)
  })

  it('is stored where the old one was stopped while she signed: there is nothing left to end', async () => {
    const stage = await chooses('now')
    await answersAll(stage)
    await central.store.update(stopped(old, now()), old.meta?.versionId ?? '')
    stage.tap({ kind: 'ink', ink })
    await stage.at('done', ({ delivery }) => delivery !== 'waiting')
    stage.end()
    expect(await fate(stage)).toEqual(taken)
    expect(stateOf(old.id)).toBe('inactive')
    expect(await begins(newest())).toBe(1)
  })

  it('gives an approver in the same minute nothing: his version is not the newest any more', async () => {
    await signs(await chooses('atStart'))
    const mandate = newest()
    const [one, other] = await Promise.all(
      [1, 2].map(() => activation(central.store, { mandate: `Consent/${mandate.id}`, at: now() })),
    )
    await central.store.transaction(transaction([...(one ?? [])]))
    await expect(central.store.transaction(transaction([...(other ?? [])]))).rejects.toThrow()
    expect([stateOf(mandate.id), stateOf(old.id)]).toEqual(['active', 'inactive'])
  })

  it('begins although the old one was stopped meanwhile, and leaves it as it ended', async () => {
    await signs(await chooses('atStart'))
    await central.store.update(stopped(old, now()), old.meta?.versionId ?? '')
    const ended = mandates().find(({ id }) => id === old.id)?.meta?.versionId
    expect(await begins(newest())).toBe(1)
    expect(mandates().find(({ id }) => id === old.id)?.meta?.versionId).toBe(ended)
  })

  it('is asked for once: while it waits the next one hears that it waits', async () => {
    await signs(await chooses('atStart'))
    const stage = await openStage(central, kiosk)
    await confirmsChild(central, data.path, stage)
    await stage.at('outcome', ({ outcome }) => outcome === 'refusedByRules')
    stage.end()
  })

  it('changes nothing for who leaves it as it is', async () => {
    const stage = await openStage(central, kiosk)
    await confirmsChild(central, data.path, stage)
    await stage.at('replaceOld')
    stage.tap({ kind: 'replaceOld', old: 'keeps' })
    expect((await stage.at('outcome')).sentence).toContain('al')
    expect(stateOf(old.id)).toBe('active')
    stage.end()
  })
})

describe('Another’s mandate, named by its number,', () => {
  const actives = () =>
    all<Stored>('Consent').filter((one) => one.status === 'active' && one.provision?.actor !== undefined)
  const another = () => actives().find((one) => one.patient?.reference !== old.patient?.reference)
  it.each([
    ['of another patient', another, () => old],
    ['of another grantee of that patient', another, another],
    [
      'that is no mandate',
      () => all<Stored>('Consent').find(({ provision }) => provision?.actor === undefined),
      () => old,
    ],
    ['that was never granted', () => mandates().find(({ status }) => status === 'rejected'), () => old],
  ])('is not replaced: %s', async (_, named, whose) => {
    const stage = await openStage(central, kiosk)
    await confirmsChild(central, data.path, stage)
    await stage.at('replaceOld')
    const [id, patient] = [named()?.id, whose()?.patient?.reference]
    const change = changeIn({ request: { change: { replaces: [`Consent/${id ?? ''}`], old: 'now' } } })
    const row = await central.visits.find(stage.visit)
    if (change == null || row?.record.claim == null || patient === undefined) throw new Error('it is a change')
    const { claim } = row.record
    const asked = { change, row, claim, patient, store: central.store, on: dayAt(Date.now()) }
    expect(await changing(asked)).toBeNull()
    const hers = {
      ...asked,
      change: { ...change, replaces: [`Consent/${old.id}`] },
      patient: old.patient?.reference ?? '',
    }
    expect(await changing(hers)).toMatchObject({ by: 'grantee', mandates: [{ id: old.id }] })
    stage.end()
  })

  it('is no change where it is written otherwise', async () => {
    expect(changeIn({ kind: 'form', request: {} })).toBeUndefined()
    for (const change of [
      {},
      { replaces: [], old: 'now' },
      { replaces: ['Patient/1'], old: 'now' },
      { replaces: ['Consent/1', 'Consent/1'], old: 'now' },
    ])
      expect(changeIn({ request: { change } })).toBeNull()
  })
})
