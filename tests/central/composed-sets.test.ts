/** After the last act: one paper under the house's seal, one commit, and only when everybody said yes. */
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import type { Consent, DocumentReference, Provenance, Resource, Task } from '@medplum/fhirtypes'
import * as x509 from '@peculiar/x509'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import type { SqliteStores } from '../../central/store/sqlite/stores.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { verifyPdf } from '../../domain/verify/verify.ts'
import type { EnvelopeId } from '../../domain/ids.ts'
import { referenceOf } from '../../domain/contract/envelope/reference.ts'
import type { PrivateAnswer } from '../../domain/requests/acts/act-content.ts'
import { delayed, seeded } from './store-contract/delayed.ts'
import { answers, setNow } from './support/answering.ts'
import { bring, caseOf, come, father, mother, newSet, sign } from './support/acts.ts'
import type { Coming, Signed, Someone } from './support/acts.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { castOf } from './support/visit.ts'

let data: Folder
let central: Central
let kiosks: readonly TestKiosk[]
let patients: Readonly<Record<'child' | 'teenager', string>>
let adam: Someone
const now = () => new Date()

async function open(around: (stores: SqliteStores) => SqliteStores = (stores) => stores): Promise<void> {
  data = folder()
  central = await training(data.path, { around })
  kiosks = [await enrolKiosk(central), await enrolKiosk(central)]
  const { people } = castOf(data.path)
  const idOf = (bsn: string) => central.store.all('Patient').find((one) => JSON.stringify(one).includes(bsn))?.id
  patients = { child: `Patient/${idOf(people.child.bsn)}`, teenager: `Patient/${idOf(people.teenager.bsn)}` }
  adam = { family: 'EL AMRANI', given: 'ADAM', birthDate: people.teenager.birthDate, number: 'SPECA0004' }
}
async function close(): Promise<void> {
  await central.close()
  data.remove()
}

type Role = 'applicant' | 'coHolder' | 'patient'
/** As whoever signs is shown it: of the set as it is now, or, of one that nobody has signed, as the first session makes it. */
async function part(
  who: Someone,
  role: Role,
  set: EnvelopeId,
  more: Partial<Coming> & { answer?: PrivateAnswer } = {},
) {
  const { answer, ...coming } = more
  const kiosk = kiosks[role === 'applicant' ? 0 : 1]
  if (kiosk === undefined) throw new Error('no kiosk')
  const came = await come(central, kiosk, who, { now, patient: patients.child, ...coming })
  const of = await caseOf(central, came, await central.sets.find(set))
  return await sign(central, came, { set, role, of, ...(answer === undefined ? {} : { answer }) })
}
const brings = (signed: Signed) => bring(central, signed, now())
const types = ['Consent', 'Task', 'DocumentReference', 'QuestionnaireResponse', 'RelatedPerson', 'Provenance'] as const
const counts = () => types.map((type) => central.store.all(type).length)
const gained = (before: readonly number[]) => counts().map((count, at) => count - (before[at] ?? 0))
const written = <T extends Resource>(type: T['resourceType']): readonly T[] =>
  central.store.all(type) as unknown as readonly T[]
/** Composing follows the receipt. */
async function composed(set: EnvelopeId): Promise<string> {
  await central.tend()
  return (await central.sets.find(set))?.composed?.document ?? 'none'
}
/** Consents of two parents (a mandate and the terms each), a task, a paper, the answers, two people, one provenance. */
const forTwo = [4, 1, 1, 1, 2, 1]

describe('a set that is whole', () => {
  beforeAll(() => open())
  afterAll(close)

  it('becomes one form of both parents under the house’s seal, proposed and with a task for the approver', async () => {
    const before = counts()
    const set = newSet()
    await brings(await part(mother, 'applicant', set))
    expect([await composed(set), gained(before)]).toEqual(['none', [0, 0, 0, 0, 0, 0]])
    await brings(await part(father, 'coHolder', set))
    const name = await composed(set)
    expect(gained(before)).toEqual(forTwo)
    const document = written<DocumentReference>('DocumentReference').find(
      ({ id }) => `DocumentReference/${id}` === name,
    )
    const pdf = new Uint8Array(Buffer.from(document?.content[0]?.attachment.data ?? '', 'base64'))
    const anchor = (pem: string) => new Uint8Array(x509.PemConverter.decodeFirst(pem))
    const report = await verifyPdf(portOver(webcrypto.subtle), pdf, {
      anchors: [anchor(central.house.sealCa.certificate)],
      timeAnchors: [anchor(central.house.timeCa.certificate)],
      at: now(),
    })
    expect([report.problem, report.accepted]).toEqual([null, true])
    // The seal brings its own time, from the authority that the hospital believes.
    expect(report.seal?.provenAt).toEqual(expect.any(String))
    expect(report.seal?.extended).toBe(0)
    const task = written<Task>('Task').at(-1)
    expect([task?.status, JSON.stringify(task).includes(referenceOf(set))]).toEqual(['requested', true])
    const mandates = written<Consent>('Consent').filter(({ sourceReference }) => sourceReference?.reference === name)
    expect(mandates.map(({ status }) => status)).toEqual(['proposed', 'proposed'])
    const signatures = written<Provenance>('Provenance').at(-1)?.signature ?? []
    expect(signatures).toHaveLength(2)
    // Nobody was ever shown the number of the set: nobody can ask for the paper of both.
    expect(await central.ledger.hasReference(referenceOf(set))).toBe(false)
  })
})

describe('a set with a child of thirteen', () => {
  afterEach(close)
  const byPhysician = async (id: EnvelopeId) => await answers(central, await setNow(central, id))

  it.each([
    ['coHolder', 'patient'],
    ['patient', 'coHolder'],
  ] as const)('leaves nothing of its yes or no before the physician agrees (%s, then %s)', async (...order) => {
    await open()
    const set = newSet()
    const coming = { patient: patients.teenager }
    const alone = { ...coming, journey: 'own-dossier' as const, extract: null }
    await brings(await part(mother, 'applicant', set, coming))
    const before = counts()
    for (const role of order)
      if (role === 'coHolder') await brings(await part(father, role, set, coming))
      else await brings(await part(adam, role, set, { ...alone, answer: 'no' }))
    expect([await composed(set), gained(before)]).toEqual(['none', [0, 0, 0, 0, 0, 0]])
    expect(await byPhysician(set)).toEqual({ kind: 'refused', why: 'notComplete' })
    const { version = 0 } = (await central.sets.find(set)) ?? {}
    await brings(await part(adam, 'patient', set, { ...alone, answer: 'yes' }))
    expect([await composed(set), gained(before)]).toEqual(['none', [0, 0, 0, 0, 0, 0]])
    expect(await answers(central, { kind: 'set', id: set, version })).toEqual({ kind: 'refused', why: 'stale' })
    expect(await byPhysician(set)).toMatchObject({ kind: 'granted' })
    expect(await composed(set)).toMatch(/^DocumentReference\//)
    // The child has no mandate and is no related person; its terms are its own. The second provenance is the physician's.
    expect(gained(before)).toEqual([5, 1, 1, 1, 2, 2])
    const mandates = written<Consent>('Consent').filter(({ sourceReference }) => sourceReference !== undefined)
    expect([mandates.map(({ status }) => status), written<Task>('Task').at(-1)?.status]).toEqual([
      ['active', 'active'],
      'completed',
    ])
    expect(await byPhysician(set)).toEqual({ kind: 'refused', why: 'decidedBefore' })
  })

  it('is not granted, and looks as it did, where the rules of the day ask for something else', async () => {
    await open()
    const set = newSet()
    const coming = { patient: patients.teenager, extract: 'sole' as const }
    await brings(await part(mother, 'applicant', set, coming))
    const alone = { ...coming, journey: 'own-dossier' as const, extract: null }
    await brings(await part(adam, 'patient', set, { ...alone, answer: 'yes' }))
    const before = counts()
    const id = patients.teenager.slice('Patient/'.length)
    const stored = await central.store.read(patients.teenager)
    await central.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        {
          resource: { ...(stored as Resource), birthDate: '2009-01-01' } as Resource,
          request: { method: 'PUT', url: `Patient/${id}` },
        },
      ],
    })
    expect(await byPhysician(set)).toMatchObject({ kind: 'outdated', why: { id: 'approval.nowRefused' } })
    expect([await composed(set), gained(before)]).toEqual(['none', [0, 0, 0, 0, 0, 0]])
    const { state } = (await central.sets.find(set)) ?? {}
    expect([state?.outcome?.kind, state?.told]).toEqual(['notGranted', null])
  })
})

describe('a central whose ports answer late', () => {
  afterEach(close)

  it.each([1, 2, 3])(
    'composes a set once, with each act sent twice at two kiosks in the same minute (seed %i)',
    async (seed) => {
      await open((stores) => delayed(stores, seeded(seed)))
      const before = counts()
      const set = newSet()
      await brings(await part(mother, 'applicant', set))
      const second = await part(father, 'coHolder', set)
      const answers = await Promise.all([brings(second), brings(second), central.tend(), brings(second)])
      expect(new Set(answers.flatMap((one) => (one === undefined ? [] : [one.body]))).size).toBe(1)
      await Promise.all([central.tend(), central.tend()])
      expect((await central.sets.find(set))?.composed).not.toBeNull()
      expect(gained(before)).toEqual(forTwo)
    },
  )
})

describe('a central that is started again', () => {
  afterEach(close)

  it('composes what was whole when it was stopped', async () => {
    // Nothing of a form can be stored until then.
    await open((stores) => ({
      ...stores,
      requests: { ...stores.requests, commitSet: () => Promise.reject(new Error('away')) },
    }))
    const set = newSet()
    await brings(await part(mother, 'applicant', set))
    await brings(await part(father, 'coHolder', set))
    expect(await composed(set)).toBe('none')
    await central.close()
    central = await training(data.path)
    expect(await composed(set)).toMatch(/^DocumentReference\//)
    const before = counts()
    await central.close()
    central = await training(data.path)
    await composed(set)
    expect(gained(before)).toEqual([0, 0, 0, 0, 0, 0])
  })
})
