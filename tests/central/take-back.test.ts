/** What waits is taken back by whoever signed it: the set ends for all, a private answer in silence, and nothing else happens. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import type { OwnPart } from '../../domain/contract/gateway/stoppable.ts'
import type { EnvelopeId } from '../../domain/ids.ts'
import type { PrivateAnswer } from '../../domain/requests/acts/act-content.ts'
import { shownToOthers, shownToStaff } from '../../domain/requests/sets/shown.ts'
import { bring, caseOf, come, father, gatewayOf, mother, newSet, sign, stranger } from './support/acts.ts'
import type { Coming, Someone } from './support/acts.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { takeBack } from './support/take-back.ts'
import { castOf } from './support/visit.ts'

let data: Folder
let central: Central
let kiosk: TestKiosk
let patients: Readonly<Record<'child' | 'teenager', string>>
let adam: Someone
const now = () => new Date()

beforeAll(async () => {
  data = folder()
  central = await training(data.path)
  kiosk = await enrolKiosk(central)
  const { people } = castOf(data.path)
  const idOf = (bsn: string) => central.store.all('Patient').find((one) => JSON.stringify(one).includes(bsn))?.id
  patients = { child: `Patient/${idOf(people.child.bsn)}`, teenager: `Patient/${idOf(people.teenager.bsn)}` }
  adam = { family: 'EL AMRANI', given: 'ADAM', birthDate: people.teenager.birthDate, number: 'SPECA0004' }
})
afterAll(async () => {
  await central.close()
  data.remove()
})

const alone = { journey: 'own-dossier', extract: null } as const
const comes = (who: Someone, coming: Partial<Coming> = {}) =>
  come(central, kiosk, who, { now, patient: patients.child, ...coming })
async function signs(
  who: Someone,
  role: 'applicant' | 'coHolder' | 'patient',
  set: EnvelopeId,
  more: Partial<Coming> & { answer?: PrivateAnswer } = {},
) {
  const { answer, ...coming } = more
  const came = await comes(who, coming)
  const of = await caseOf(central, came, await central.sets.find(set))
  const signed = await sign(central, came, { set, role, of, ...(answer === undefined ? {} : { answer }) })
  expect(await bring(central, signed, now())).toMatchObject({ result: 'stored' })
}
const waits = async (who: Someone, coming: Partial<Coming> = {}) => {
  const came = await comes(who, coming)
  return { came, ...(await gatewayOf(central, came).sets()) }
}
const own = (signed: readonly OwnPart[], set: EnvelopeId): OwnPart => {
  const part = signed.find((one) => one.set === set)
  if (part === undefined) throw new Error('it does not wait')
  return part
}
async function takes(who: Someone, set: EnvelopeId, coming: Partial<Coming> = {}) {
  const { came, signed } = await waits(who, coming)
  return await bring(central, await takeBack(central, came, own(signed, set)), now())
}
const stateOf = async (set: EnvelopeId) => {
  const row = await central.sets.find(set)
  if (row === null) throw new Error('no set')
  return row.state
}
const consents = (document: string | undefined) =>
  central.store
    .all('Consent')
    .flatMap((one) =>
      one.resourceType === 'Consent' && one.sourceReference?.reference === document ? [one.status] : [],
    )
const resources = () =>
  (['Consent', 'Task', 'Provenance', 'DocumentReference'] as const).map((type) => central.store.all(type).length)

describe('a part of a set that waits', () => {
  it('is taken back by its signer: the set ends for all, the other is offered nothing, and the same pair asks anew', async () => {
    const set = newSet()
    await signs(mother, 'applicant', set)
    const before = resources()
    const receipt = await takes(mother, set)
    expect(receipt).toMatchObject({ status: 201, result: 'stored' })
    expect((await stateOf(set)).outcome).toMatchObject({ kind: 'ended', because: 'withdrawn' })
    expect(resources()).toEqual(before)
    expect(await waits(father)).toMatchObject({ toSign: [], signed: [], deskHelps: false })
    const again = newSet()
    await signs(mother, 'applicant', again)
    expect((await waits(father)).toSign.map((one) => one.set)).toEqual([again])
    await takes(mother, again)
  })

  it('is one act, however often it comes', async () => {
    const set = newSet()
    await signs(mother, 'applicant', set)
    const { came, signed } = await waits(mother)
    const envelope = await takeBack(central, came, own(signed, set))
    const first = await bring(central, envelope, now())
    expect((await bring(central, envelope, now())).body).toBe(first.body)
  })

  it('of a form that was composed ends what was asked for, with the request to approve it', async () => {
    const set = newSet()
    await signs(mother, 'applicant', set)
    await signs(father, 'coHolder', set)
    await central.tend()
    const { document } = (await central.sets.find(set))?.composed ?? {}
    expect(consents(document)).toEqual(['proposed', 'proposed'])
    expect(await takes(father, set)).toMatchObject({ result: 'stored' })
    expect(consents(document)).toEqual(['inactive', 'inactive'])
    const task = central.store.all('Task').filter((one) => JSON.stringify(one).includes(document ?? '-'))
    expect(task).toMatchObject([{ status: 'cancelled', businessStatus: { text: 'withdrawn' } }])
    expect((await stateOf(set)).outcome).toMatchObject({ kind: 'ended', because: 'withdrawn' })
  })

  it('of somebody else, and of a set that nobody knows, stops nothing and is kept apart', async () => {
    const set = newSet()
    await signs(mother, 'applicant', set)
    const { signed } = await waits(mother)
    const part = own(signed, set)
    for (const [who, one] of [
      [father, part],
      [stranger, part],
      [mother, { ...part, set: newSet() }],
    ] as const) {
      const came = await comes(who)
      expect(await bring(central, await takeBack(central, came, one), now())).toMatchObject({
        result: 'quarantined',
        reason: 'rules',
      })
    }
    expect((await stateOf(set)).outcome).toBeNull()
    await takes(mother, set)
  })

  it('is told in the list of what can be stopped too, once, and to nobody else', async () => {
    const set = newSet()
    await signs(mother, 'applicant', set)
    await signs(father, 'coHolder', set)
    await central.tend()
    const list = async (who: Someone) => {
      const { mandates } = await gatewayOf(
        central,
        await comes(who, { journey: 'stop-other', extract: null }),
      ).stoppable()
      return mandates.map(({ mandate, part, by }) => [mandate, part?.set, by])
    }
    expect([await list(mother), await list(father), await list(stranger)]).toEqual([
      [[null, set, 'signer']],
      [[null, set, 'signer']],
      [],
    ])
    await takes(mother, set)
    expect([await list(mother), await list(father)]).toEqual([[], []])
  })
})

describe('an answer that a child of thirteen gave alone', () => {
  it.each(['yes', 'no', 'later'] as const)(
    'is taken back in silence after %s: one page, one receipt, and the parents read that it waits',
    async (answer) => {
      const coming = { patient: patients.teenager }
      const set = newSet()
      await signs(mother, 'applicant', set, coming)
      await signs(adam, 'patient', set, { ...coming, ...alone, answer })
      const page = await waits(adam, { ...coming, ...alone })
      expect(own(page.signed, set)).toEqual({ set, gave: 'answer', until: (await stateOf(set)).lastDay })
      const before = [resources(), (await waits(mother, coming)).signed, (await waits(father, coming)).toSign]
      expect(await takes(adam, set, { ...coming, ...alone })).toMatchObject({ status: 201, result: 'stored' })
      expect([resources(), (await waits(mother, coming)).signed, (await waits(father, coming)).toSign]).toEqual(before)
      expect(own((await waits(adam, { ...coming, ...alone })).signed, set)).toEqual(own(page.signed, set))
      const state = await stateOf(set)
      expect(shownToOthers(state)).toBe('waits')
      expect(shownToStaff(state)).toBe({ yes: 'notGranted', no: 'refusedByChild', later: 'waiting' }[answer])
      await takes(mother, set, coming)
    },
  )

  it('can be given again after it was taken back, and then counts', async () => {
    const coming = { patient: patients.teenager }
    const set = newSet()
    await signs(mother, 'applicant', set, coming)
    await signs(adam, 'patient', set, { ...coming, ...alone, answer: 'yes' })
    await takes(adam, set, { ...coming, ...alone })
    await signs(adam, 'patient', set, { ...coming, ...alone, answer: 'yes' })
    await signs(father, 'coHolder', set, coming)
    expect(shownToStaff(await stateOf(set))).toBe('complete')
    await takes(mother, set, coming)
  })
})
