/**
 * Sets whose form, patient or signers are others on the second day than on the first: a new version of the form, a birthday, a
 * second set, an approval and a withdrawal at once. Each ends in one way that was chosen, and nothing that was signed is lost.
 */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Patient } from '@medplum/fhirtypes'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import { signClaims } from '../../central/keys/house-key.ts'
import { findingResource } from '../../central/training/finding.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { addDays } from '../../domain/days/calendar.ts'
import { isMandate } from '../../domain/entitlements/entitling.ts'
import { readForm } from '../../domain/forms/form.ts'
import type { CalendarDay, EnvelopeId } from '../../domain/ids.ts'
import type { PrivateAnswer } from '../../domain/requests/acts/act-content.ts'
import { shownToOthers } from '../../domain/requests/sets/shown.ts'
import { answers } from './support/answering.ts'
import { bring, caseOf, come, father, gatewayOf, mother, newSet, sign } from './support/acts.ts'
import type { Came, Coming, Signed, Someone } from './support/acts.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { takeBack } from './support/take-back.ts'
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

async function open(at = new Date(Date.now() - 40 * day)): Promise<void> {
  // In the past: certificates of a later day would not hold yet for whoever asks over the real network.
  moment = at
  data = folder()
  central = await training(data.path, { now })
  kiosk = await enrolKiosk(central)
  const { people } = castOf(data.path)
  const idOf = (bsn: string) => central.store.all('Patient').find((one) => JSON.stringify(one).includes(bsn))?.id
  child = `Patient/${idOf(people.child.bsn)}`
  teenager = `Patient/${idOf(people.teenager.bsn)}`
  adam = { family: 'EL AMRANI', given: 'ADAM', birthDate: people.teenager.birthDate, number: 'SPECA0004' }
}
async function restart(): Promise<void> {
  await central.close()
  central = await training(data.path, { now })
}
const comes = (who: Someone, coming: Partial<Coming> = {}): Promise<Came> =>
  come(central, kiosk, who, { now, patient: child, ...coming })
type Role = 'applicant' | 'coHolder' | 'patient'
async function part(came: Came, role: Role, set: EnvelopeId, answer?: PrivateAnswer): Promise<Signed> {
  const of = await caseOf(central, came, await central.sets.find(set))
  return await sign(central, came, { set, role, of, ...(answer === undefined ? {} : { answer }) })
}
const brings = (signed: Signed) => bring(central, signed, now())
async function told(came: Came) {
  const gateway = gatewayOf(central, came)
  return await gateway.sets().finally(() => gateway.close())
}
async function rowOf(set: EnvelopeId) {
  const row = await central.sets.find(set)
  if (row === null) throw new Error('no such set')
  return row
}
/** The hospital writes another date of birth. */
async function born(patient: string, birthDate: CalendarDay): Promise<void> {
  const stored = await central.store.read(patient)
  if (stored?.resourceType !== 'Patient') throw new Error('no patient')
  await central.store.update<Patient>({ ...stored, birthDate }, stored.meta?.versionId ?? '')
}

describe('A new version of the form, while a set waits for the other parent,', () => {
  const older = '2026-11.older'
  /** A version of the content before today's, with an older version of the first form. */
  async function shownBefore() {
    const { bundle } = central.content
    const [first, ...rest] = bundle.questionnaires
    if (first === undefined) throw new Error('no form')
    const before = { ...first, version: older }
    const claims = { ...bundle, version: bundle.version + 1, questionnaires: [before, ...rest] }
    const jws = await signClaims({ key: central.house.content, typ: 'balie-content+jwt', claims })
    const database = new DatabaseSync(join(data.path, 'central.sqlite'))
    database
      .prepare('INSERT INTO content_versions (version, hash, valid_until, jws) VALUES (?, ?, ?, ?)')
      .run(claims.version, 'older', bundle.validUntil, jws)
    database.close()
    const form = readForm(before)
    if (form === null) throw new Error('the form is not readable')
    return { content: claims.version, form }
  }
  async function begun() {
    await open()
    const { content, form } = await shownBefore()
    const set = newSet()
    const came = await comes(mother, { content })
    const of = { ...(await caseOf(central, came, null)), form }
    expect(await brings(await sign(central, came, { set, role: 'applicant', of }))).toMatchObject({ result: 'stored' })
    moment = new Date(moment.getTime() + 1 * day)
    // The central starts with the new texts, and kiosks show them.
    await restart()
    expect(central.content.bundle.version).toBe(content + 1)
    return { set, form }
  }

  it('changes nothing for that set: the other one reads and signs the version with which it began', async () => {
    const { set, form } = await begun()
    const came = await comes(father)
    const { toSign, deskHelps } = await told(came)
    expect(toSign.map((one) => [one.set, one.questionnaire['version']])).toEqual([[set, older]])
    expect(deskHelps).toBe(false)
    const of = { ...(await caseOf(central, came, await rowOf(set))), form }
    expect(await brings(await sign(central, came, { set, role: 'coHolder', of }))).toMatchObject({ result: 'stored' })
    await central.tend()
    expect((await rowOf(set)).composed).not.toBeNull()
    const answers = central.store.all('QuestionnaireResponse').map((one) => JSON.stringify(one))
    expect(answers.filter((one) => one.includes(`|${older}"`))).toHaveLength(1)
  })

  it('is another form: signed for that set it is kept apart, and the set waits on', async () => {
    const { set } = await begun()
    const other = await part(await comes(father), 'coHolder', set)
    expect(await brings(other)).toMatchObject({ result: 'quarantined' })
    const row = await rowOf(set)
    expect([row.acts.length, shownToOthers(row.state)]).toEqual([1, 'waits'])
  })

  it('is what whoever begins today signs', async () => {
    await begun()
    const set = newSet()
    const signed = await part(await comes(mother), 'applicant', set)
    expect(await brings(signed)).toMatchObject({ result: 'stored' })
    expect((await rowOf(set)).form.version).toBe(readForm(central.content.bundle.questionnaires[0])?.version)
  })
})

describe('A patient who has a birthday between two signers', () => {
  // OpenSSL holds a certificate against the machine's clock, which no test sets; who believes whom is tested elsewhere.
  const name = 'NODE_TLS_REJECT_UNAUTHORIZED'
  const trusting = process.env[name]
  beforeAll(() => {
    process.env[name] = '0'
  })
  afterAll(() => {
    if (trusting === undefined) delete process.env[name]
    else process.env[name] = trusting
  })
  const endedOn = async (set: EnvelopeId) => (await rowOf(set)).state.outcome
  /** Both parents of a child without capacity, which is asked nothing. */
  const unable = async (patient: string) =>
    await central.store.create(
      findingResource({ patient, capacity: 'lacking', on: addDays(dayAt(moment.getTime()), -10) }),
    )

  it.each<[string, string, number, CalendarDay, string]>([
    // Ten minutes before midnight in Amsterdam, in winter and in summer time; and on the day on which that begins.
    ['12', '2026-01-14T22:50:00Z', 12, '2014-01-15' as CalendarDay, '2026-01-15'],
    ['12, in summer', '2026-07-14T21:50:00Z', 12, '2014-07-15' as CalendarDay, '2026-07-15'],
    ['12, on the night of summer time', '2026-03-28T22:50:00Z', 12, '2014-03-29' as CalendarDay, '2026-03-29'],
    ['16', '2026-01-14T22:50:00Z', 16, '2010-01-15' as CalendarDay, '2026-01-15'],
    ['18', '2026-01-14T22:50:00Z', 18, '2008-01-15' as CalendarDay, '2026-01-15'],
    // Born on 29 February: in other years the day after the 28th.
    ['18, born on 29 February', '2026-02-28T22:50:00Z', 18, '2008-02-29' as CalendarDay, '2026-03-01'],
  ])('turns %s: the set is over at midnight, for everybody, with a notice and on its true day', async (...of) => {
    const [, before, age, birth, on] = of
    await open(new Date(before))
    await born(child, birth)
    if (age > 12) await unable(child)
    const set = newSet()
    await brings(await part(await comes(mother), 'applicant', set))
    // One minute before midnight it still waits for the other one.
    moment = new Date(Date.parse(before) + 9 * 60_000)
    const early = await comes(father)
    expect((await told(early)).toSign.map((one) => one.set)).toEqual([set])
    const late = await part(early, 'coHolder', set)
    moment = new Date(Date.parse(before) + 11 * 60_000)
    expect(await told(await comes(father))).toMatchObject({ toSign: [], signed: [] })
    // What was under way is kept apart, and is nowhere half a form.
    expect(await brings(late)).toMatchObject({ result: 'quarantined' })
    await central.tend()
    expect(await endedOn(set)).toEqual({ kind: 'ended', because: 'ageReached', on })
    const row = await rowOf(set)
    expect([row.composed, row.notices.map(({ to, what, on: when }) => [to, what, when])]).toEqual([
      null,
      [['applicant', 'ended', on]],
    ])
  })

  it.each(['yes', 'no', 'later'] as const)(
    'turns 16 after it answered alone (%s): it is over in the same words, and the child is asked nothing more',
    async (answer) => {
      await open(new Date('2026-01-14T22:50:00Z'))
      const birthDate = '2010-01-15' as CalendarDay
      await born(teenager, birthDate)
      const set = newSet()
      const young = { ...adam, birthDate }
      const alone = { patient: teenager, journey: 'own-dossier', extract: null } as const
      await brings(await part(await comes(mother, { patient: teenager, extract: 'sole' }), 'applicant', set))
      await brings(await part(await comes(young, alone), 'patient', set, answer))
      moment = new Date('2026-01-14T23:01:00Z')
      await central.tend()
      expect(await endedOn(set)).toEqual({ kind: 'ended', because: 'ageReached', on: '2026-01-15' })
      const openly = (await rowOf(set)).notices.filter(({ to }) => to === 'applicant')
      expect(openly.map(({ what }) => what)).toEqual(['ended'])
      expect(await told(await comes(young, alone))).toEqual({ toSign: [], signed: [], deskHelps: false })
    },
  )
})

describe('One person with two sets', () => {
  it('who asks in one and is asked in the other is told each as what it is, and no act of one counts for the other', async () => {
    await open()
    const [hers, his] = [newSet(), newSet()]
    await brings(await part(await comes(mother), 'applicant', hers))
    await brings(await part(await comes(father), 'applicant', his))
    const hears = await told(await comes(mother))
    expect([hears.toSign.map(({ set, role }) => [set, role]), hears.signed.length]).toEqual([[[his, 'coHolder']], 1])
    await brings(await part(await comes(mother), 'coHolder', his))
    expect([(await rowOf(his)).acts.length, (await rowOf(hers)).acts.length]).toEqual([2, 1])
    await central.tend()
    // One form gave both of them what they asked for: the other set is not composed beside it.
    expect([(await rowOf(his)).composed !== null, (await rowOf(hers)).composed]).toEqual([true, null])
    expect((await told(await comes(father))).toSign).toEqual([])
    expect(central.store.all('Consent').filter((one) => JSON.stringify(one).includes(child)).length).toBeGreaterThan(0)
  })

  it('of two children hears of each child only in a visit for that child', async () => {
    await open()
    const [one, other] = [newSet(), newSet()]
    await brings(await part(await comes(mother), 'applicant', one))
    await brings(await part(await comes(mother, { patient: teenager, extract: 'sole' }), 'applicant', other))
    expect((await told(await comes(mother))).signed.map(({ set }) => set)).toEqual([one])
    const about = { patient: teenager, extract: 'sole' } as const
    expect((await told(await comes(mother, about))).signed.map(({ set }) => set)).toEqual([other])
  })
})

describe('A withdrawal and an approval of one set at once', () => {
  async function whole() {
    await open()
    const set = newSet()
    const about = { patient: teenager, extract: 'sole' } as const
    const alone = { patient: teenager, journey: 'own-dossier', extract: null } as const
    await brings(await part(await comes(mother, about), 'applicant', set))
    await brings(await part(await comes(adam, alone), 'patient', set, 'yes'))
    const came = await comes(mother, about)
    const [own] = (await told(came)).signed
    if (own === undefined) throw new Error('nothing waits')
    return { set, version: (await rowOf(set)).version, withdrawal: await takeBack(central, came, own) }
  }
  const mandates = () =>
    central.store
      .all('Consent')
      .filter((one) => one.resourceType === 'Consent' && isMandate(one) && one.patient?.reference === teenager)
  const active = () => mandates().filter((one) => one.resourceType === 'Consent' && one.status === 'active')

  it('the withdrawal first: the approver has an old version, and nothing is granted', async () => {
    const { set, version, withdrawal } = await whole()
    expect(await brings(withdrawal)).toMatchObject({ result: 'stored' })
    expect(await answers(central, { kind: 'set', id: set, version })).toMatchObject({ kind: 'refused' })
    expect([mandates(), (await rowOf(set)).state.outcome]).toEqual([
      [],
      expect.objectContaining({ because: 'withdrawn' }),
    ])
  })

  it('the approval first: what was granted meanwhile ends with the withdrawal, which was signed without knowing', async () => {
    const { set, version, withdrawal } = await whole()
    expect(await answers(central, { kind: 'set', id: set, version })).toMatchObject({ kind: 'granted' })
    expect(mandates().length).toBeGreaterThan(0)
    expect(await brings(withdrawal)).toMatchObject({ result: 'stored' })
    expect(active()).toEqual([])
  })

  it('in one moment: one of the two comes first, and in the end nobody may look', async () => {
    const { set, version, withdrawal } = await whole()
    await Promise.all([answers(central, { kind: 'set', id: set, version }), brings(withdrawal)])
    expect(active()).toEqual([])
  })
})
