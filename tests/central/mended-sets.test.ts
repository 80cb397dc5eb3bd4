/** Sets whose rules, record or rows are others on the second day than on the first: nothing honest is lost by it. */
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { DocumentReference, Patient, Task } from '@medplum/fhirtypes'
import * as x509 from '@peculiar/x509'
import { afterEach, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import { shownToOthers } from '../../domain/requests/sets/shown.ts'
import type { EnvelopeId } from '../../domain/ids.ts'
import type { PrivateAnswer } from '../../domain/requests/acts/act-content.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { addDays } from '../../domain/days/calendar.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { verifyPdf } from '../../domain/verify/verify.ts'
import { extractOf } from '../support/extract.ts'
import { bring, caseOf, clerk, come, father, gatewayOf, instantOf, mother, newSet, sign } from './support/acts.ts'
import type { Came, Coming, Someone } from './support/acts.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { castOf } from './support/visit.ts'

const day = 24 * 60 * 60 * 1000
let data: Folder
let central: Central
let kiosk: TestKiosk
let moment = new Date()
let child = ''
let teenager = ''
let adam: Someone
const now = (): Date => moment

afterEach(async () => {
  await central.close()
  data.remove()
})

async function open(): Promise<void> {
  // In the past: certificates of a later day would not hold yet for whoever asks over the real network.
  moment = new Date(Date.now() - 40 * day)
  data = folder()
  central = await training(data.path, { now })
  kiosk = await enrolKiosk(central)
  const { people } = castOf(data.path)
  const idOf = (bsn: string) => central.store.all('Patient').find((one) => JSON.stringify(one).includes(bsn))?.id
  child = `Patient/${idOf(people.child.bsn)}`
  teenager = `Patient/${idOf(people.teenager.bsn)}`
  adam = { family: 'EL AMRANI', given: 'ADAM', birthDate: people.teenager.birthDate, number: 'SPECA0004' }
}
const comes = (who: Someone, coming: Partial<Coming> = {}): Promise<Came> =>
  come(central, kiosk, who, { now, patient: child, ...coming })
type Role = 'applicant' | 'coHolder' | 'patient'
async function acts(came: Came, role: Role, set: EnvelopeId, answer?: PrivateAnswer) {
  const of = await caseOf(central, came, await central.sets.find(set))
  const signed = await sign(central, came, { set, role, of, ...(answer === undefined ? {} : { answer }) })
  return await bring(central, signed, now())
}
async function told(came: Came) {
  const gateway = gatewayOf(central, came)
  try {
    return await gateway.sets()
  } finally {
    gateway.close()
  }
}
const tasksOf = (patient: string): readonly Task[] =>
  (central.store.all('Task') as unknown as readonly Task[]).filter((task) => task.for?.reference === patient)
const rowOf = async (set: EnvelopeId) => {
  const row = await central.sets.find(set)
  if (row === null) throw new Error('no such set')
  return row
}

/** A set whose first parent showed an extract that is too old some days later. */
async function agedSet(patient: string): Promise<EnvelopeId> {
  const set = newSet()
  const came = await comes(mother, { patient, extract: null })
  const issued = addDays(dayAt(now().getTime()), -85)
  const paper = extractOf(issued, { recordedAt: instantOf(now()), authority: 'joint' })
  expect((await central.visits.recordEvidence(came.visit, paper, clerk)).ok).toBe(true)
  expect(await acts(came, 'applicant', set)).toMatchObject({ result: 'stored' })
  return set
}

describe('when the first parent’s extract has become too old', () => {
  it('the other parent is sent to the desk and is offered nothing to sign', async () => {
    await open()
    const set = await agedSet(child)
    expect((await told(await comes(father))).toSign).toMatchObject([{ set }])
    moment = new Date(moment.getTime() + 12 * day)
    expect(await told(await comes(father))).toEqual({ toSign: [], signed: [], deskHelps: true })
  })

  it('an act that comes all the same ends the set, keeps both acts, and staff get one task', async () => {
    await open()
    const set = await agedSet(child)
    moment = new Date(moment.getTime() + 12 * day)
    const before = tasksOf(child).length
    expect(await acts(await comes(father), 'coHolder', set)).toMatchObject({ result: 'stored' })
    const kept = { acts: [{ role: 'applicant' }, { role: 'coHolder' }], erasedAt: null }
    expect(await rowOf(set)).toMatchObject({ ...kept, state: { outcome: { kind: 'ended', because: 'outdated' } } })
    moment = new Date(moment.getTime() + 100 * day)
    await central.tend()
    expect(await rowOf(set)).toMatchObject(kept)
    const tasks = tasksOf(child).slice(before)
    expect(tasks).toMatchObject([{ status: 'requested', businessStatus: { text: 'outdated' } }])
  })

  it.each(['yes', 'no', 'later'] as const)(
    'a child’s %s stays, and nobody hears of it before the last day',
    async (answer) => {
      await open()
      const set = await agedSet(teenager)
      moment = new Date(moment.getTime() + 12 * day)
      const alone = { patient: teenager, journey: 'own-dossier', extract: null } as const
      expect(await told(await comes(adam, alone))).toMatchObject({ toSign: [], deskHelps: true })
      expect(await acts(await comes(adam, alone), 'patient', set, answer)).toMatchObject({ result: 'stored' })
      const row = await rowOf(set)
      expect([row.acts.map(({ role }) => role), row.erasedAt, shownToOthers(row.state)]).toEqual([
        ['applicant', 'patient'],
        null,
        'waits',
      ])
      const [task, ...more] = tasksOf(teenager)
      expect(more).toEqual([])
      const { identifier: _key, id: _id, meta: _meta, ...said } = task ?? ({} as Task)
      expect(JSON.stringify(said)).not.toMatch(/\b(yes|no|later|ja|nee|kind|ADAM)\b/)
    },
  )
})

describe('when the patient’s record was corrected between two acts', () => {
  const correct = async (change: (one: Patient) => Partial<Patient>) => {
    const one = (await central.store.read(child)) as Patient
    await central.store.update({ ...one, ...change(one) }, one.meta?.versionId ?? '')
  }
  const second = async (change: (one: Patient) => Partial<Patient>) => {
    await open()
    const set = newSet()
    await acts(await comes(mother), 'applicant', set)
    moment = new Date(moment.getTime() + 2 * day)
    await correct(change)
    expect(await acts(await comes(father), 'coHolder', set)).toMatchObject({ result: 'stored' })
    return set
  }
  const named = ({ name = [] }: Patient) => ({
    name: name.map((one) => ({ ...one, given: [...(one.given ?? []), 'Maria'] })),
  })
  const born = () => ({ birthDate: '2019-02-03' })

  it.each([
    ['a name', named],
    ['a date of birth', born],
  ] as const)('%s: the set becomes paper, and everybody who reads it believes it', async (_, change) => {
    const set = await second(change)
    await central.tend()
    const { composed } = await rowOf(set)
    const document = (await central.store.read(
      composed?.document ?? 'DocumentReference/none',
    )) as DocumentReference | null
    const pdf = new Uint8Array(Buffer.from(document?.content[0]?.attachment.data ?? '', 'base64'))
    const anchor = (pem: string) => new Uint8Array(x509.PemConverter.decodeFirst(pem))
    const report = await verifyPdf(portOver(webcrypto.subtle), pdf, {
      anchors: [anchor(central.house.sealCa.certificate)],
      timeAnchors: [anchor(central.house.timeCa.certificate)],
      at: new Date(),
    })
    expect([report.problem, report.accepted]).toEqual([null, true])
    const [one, other] = report.contents?.acts?.map(({ content }) => content.patient) ?? []
    expect(one).not.toEqual(other)
  })

  it('everything at once: nothing is composed, nothing is lost, and staff get one task however often it is tried', async () => {
    const set = await second((one) => ({
      ...born(),
      name: [{ ...one.name?.[0], family: 'Anders', given: ['Iemand'] }],
    }))
    for (let turn = 0; turn < 3; turn += 1) await central.tend()
    expect(await rowOf(set)).toMatchObject({ composed: null, acts: [{}, {}] })
    expect(tasksOf(child)).toMatchObject([{ status: 'requested', businessStatus: { text: 'notComposed' } }])
  })
})

describe('a set whose row cannot be read', () => {
  it('holds up no other: the others are offered, composed and ended by their day', async () => {
    await open()
    const [bad, waits] = [newSet(), newSet()]
    await acts(await comes(mother), 'applicant', bad)
    await acts(await comes(mother), 'applicant', waits)
    const database = new DatabaseSync(join(data.path, 'central.sqlite'))
    database.prepare("UPDATE signing_sets SET body = json_set(body, '$.journey', 'unknown') WHERE id = ?").run(bad)
    expect((await told(await comes(father))).toSign.map(({ set }) => set)).toEqual([waits])
    await acts(await comes(father), 'coHolder', waits)
    database.prepare('UPDATE signing_sets SET compose = 1 WHERE id = ?').run(bad)
    await central.tend()
    database.close()
    expect((await rowOf(waits)).composed?.document).toMatch(/^DocumentReference\//)
    moment = new Date(moment.getTime() + 31 * day)
    await central.tend()
    expect((await rowOf(waits)).state.told).not.toBeNull()
  })
})

describe('what a set says after it is erased', () => {
  it.each(['yes', 'no', 'later'] as const)(
    'is the same whether the child said yes, no or later (%s)',
    async (answer) => {
      await open()
      const set = newSet()
      await acts(await comes(mother, { patient: teenager }), 'applicant', set)
      const alone = { patient: teenager, journey: 'own-dossier', extract: null } as const
      await acts(await comes(adam, alone), 'patient', set, answer)
      moment = new Date(moment.getTime() + 39 * day)
      moment = new Date(moment.getTime() + 60 * day)
      await central.tend()
      const row = await rowOf(set)
      expect(row).toMatchObject({ acts: [], answers: {} })
      expect(row.state.acts.map((one) => one.answer)).toEqual([null, null])
      expect(row.notices.map(({ what }) => what)).not.toContain('refusedPrivately')
    },
  )
})
