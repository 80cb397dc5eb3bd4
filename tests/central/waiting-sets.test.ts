/** What the gateway says of sets that wait: to whose part it is, and nothing that hangs on a private answer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import type { EnvelopeId } from '../../domain/ids.ts'
import type { PrivateAnswer } from '../../domain/requests/acts/act-content.ts'
import {
  bring,
  caseOf,
  come,
  father,
  gatewayOf,
  mother,
  newSet,
  perhapsMother,
  sign,
  stranger,
} from './support/acts.ts'
import type { Came, Coming, Someone } from './support/acts.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
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

const comes = (who: Someone, more: Partial<Coming> = {}): Promise<Came> =>
  come(central, kiosk, who, { now, patient: patients.child, ...more })
const own = (): Partial<Coming> => ({ patient: patients.teenager, journey: 'own-dossier', extract: null })
async function signs(came: Came, role: 'applicant' | 'coHolder' | 'patient', set: EnvelopeId, answer?: PrivateAnswer) {
  const of = await caseOf(central, came, await central.sets.find(set))
  const signed = await sign(central, came, { set, role, of, ...(answer === undefined ? {} : { answer }) })
  expect(await bring(central, signed, now())).toMatchObject({ result: 'stored' })
}
async function begun(patient = patients.child): Promise<EnvelopeId> {
  const set = newSet()
  await signs(await comes(mother, { patient }), 'applicant', set)
  return set
}
const told = async (came: Came) => {
  const gateway = gatewayOf(central, came)
  try {
    return await gateway.sets()
  } finally {
    gateway.close()
  }
}

describe('what waits', () => {
  it('is told to the other holder of authority, whole and without a word of who signed', async () => {
    const set = await begun()
    const { toSign, deskHelps } = await told(await comes(father))
    const [mine] = toSign.filter((one) => one.set === set)
    expect(mine).toMatchObject({ role: 'coHolder', journey: 'child', answers: { purpose: ['look'] } })
    expect([mine?.until, deskHelps]).toEqual([(await central.sets.find(set))?.state.lastDay, false])
    const text = JSON.stringify(mine).toUpperCase()
    for (const word of [mother.family, mother.number, mother.birthDate, 'STROKES']) expect(text).not.toContain(word)
  })

  it('is told to nobody else', async () => {
    await begun()
    for (const more of [{ extract: null }, { extract: 'sole' as const }, { patient: patients.teenager }])
      expect((await told(await comes(father, more))).toSign).toEqual([])
    expect((await told(await comes(stranger, { extract: null }))).toSign).toEqual([])
  })

  it('is told to whoever signed it as waiting, until which day', async () => {
    const set = await begun()
    const again = await told(await comes(mother))
    expect(again.toSign).toEqual([])
    expect(again.signed).toContainEqual({
      set,
      gave: 'signature',
      until: (await central.sets.find(set))?.state.lastDay,
    })
  })

  it('is with the desk for somebody who may be the one who signed, and is not offered', async () => {
    await begun()
    const perhaps = await told(await comes(perhapsMother))
    expect(perhaps).toMatchObject({ toSign: [], deskHelps: true })
    // Without a paper of his own nothing waits for him, and he hears nothing.
    const nobody = await told(await comes(perhapsMother, { extract: null }))
    expect(nobody).toEqual({ toSign: [], signed: [], deskHelps: false })
  })

  it('is with the desk while somebody there looks into a doubt', async () => {
    const set = await begun(patients.teenager)
    const when = {
      at: (await central.sets.find(set))!.openedAt,
      today: central.visits.today(),
      terms: { days: 30, warnPhysicianDays: 7, lateDays: 30 },
    }
    await central.sets.happen(set, { kind: 'moved', event: { kind: 'froze', by: 'clerk-1' } }, when)
    expect(await told(await comes(father, { patient: patients.teenager }))).toEqual({
      toSign: [],
      signed: [],
      deskHelps: true,
    })
    await central.sets.happen(set, { kind: 'moved', event: { kind: 'stopped', because: 'blocked' } }, when)
  })

  it('is told to a child of thirteen in a visit of its own, again after it answered', async () => {
    const set = await begun(patients.teenager)
    const [asked] = (await told(await comes(adam, own()))).toSign
    expect(asked).toMatchObject({ set, role: 'patient' })
    await signs(await comes(adam, own()), 'patient', set, 'no')
    expect((await told(await comes(adam, own()))).toSign).toEqual([asked])
  })
})

describe('a parent', () => {
  it.each(['mother', 'father'] as const)('hears the same of every answer of the child (%s)', async (who) => {
    const heard: unknown[] = []
    for (const answer of ['yes', 'no', 'later', null] as const) {
      for (const { id } of await central.sets.ofPatient(patients.teenager)) {
        const when = {
          at: new Date().toISOString() as never,
          today: central.visits.today(),
          terms: { days: 30, warnPhysicianDays: 7, lateDays: 30 },
        }
        await central.sets.happen(id, { kind: 'moved', event: { kind: 'stopped', because: 'outdated' } }, when)
      }
      const set = await begun(patients.teenager)
      if (answer !== null) await signs(await comes(adam, own()), 'patient', set, answer)
      const said = await told(await comes(who === 'mother' ? mother : father, { patient: patients.teenager }))
      heard.push(JSON.parse(JSON.stringify(said).replaceAll(set, 'SET')))
    }
    expect(heard).toEqual([heard[0], heard[0], heard[0], heard[0]])
    expect(JSON.stringify(heard[0])).toContain(who === 'mother' ? '"toSign":[],"signed":[{' : '"role":"coHolder"')
  })
})
