/** The years after the grant: ends, pauses, reviews and warnings on their days, what staff do, and who is told, once. */
import type { CommunicationRequest, Patient } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import type { MandateAct, Staff } from '../../central/mandates/acts.ts'
import { folder, training } from './support/kiosk.ts'
import { consentOf, day, granted, maySee, nowOf, stateOf, toldOf } from './support/granted.ts'
import type { Granted } from './support/granted.ts'

const data = folder()
const clock = { at: '2026-12-01T12:00:00Z' }
const now = nowOf(clock)
let central: Central
beforeAll(async () => {
  central = await training(data.path, { now })
})
afterAll(async () => {
  await central.close()
  data.remove()
})

const clerk: Staff = { id: 'clerk-1', name: 'M. Kuiper', role: 'clerk' }
const other: Staff = { id: 'clerk-2', name: 'B. Smit', role: 'clerk' }
const physician: Staff = { id: 'physician-1', name: 'A. Arts', role: 'physician' }
const acts = (of: Granted, act: MandateAct, by: Staff = clerk) =>
  central.mandates.act(of.mandate, { by, act, reason: 'doubt' })
const begins = (change: Parameters<typeof granted>[1]['plan'] = {}, isGiver = false) => {
  clock.at = '2026-12-01T12:00:00Z'
  return granted(central, { now, plan: change, isGiver })
}
const tell = (of: Granted) => central.mandates.run().then(() => toldOf(central, of))
/** Run as often as anybody likes, it is the same. */
const runs = async (times: number) => {
  for (let run = 0; run < times; run += 1) await central.mandates.run()
}

describe('a mandate that was granted', () => {
  it('ends on its day whether a job ran or not, and tells its grantee once, however often the job runs', async () => {
    const one = await begins()
    expect(await tell(one)).toEqual(['grantee granted 2026-12-01'])
    clock.at = '2027-02-09T22:59:59Z'
    expect(await maySee(central, one, now)).toBe(true)
    clock.at = '2027-02-09T23:00:00Z'
    expect(await maySee(central, one, now)).toBe(false)
    await runs(3)
    expect(await stateOf(central, one)).toBe('ended')
    expect(toldOf(central, one)).toEqual(['grantee granted 2026-12-01', 'grantee ended 2027-02-10'])
  })

  it('warns three months before, and drops the warning when the end came first', async () => {
    const one = await begins({ end: day('2027-06-10'), reason: 'asked' })
    const late = await begins({ end: day('2027-06-10'), reason: 'asked' })
    clock.at = '2027-03-10T06:00:00Z'
    await runs(2)
    expect(toldOf(central, one)).toContain('grantee endsSoon 2027-06-10')
    expect(toldOf(central, late)).toHaveLength(2)
    const third = await begins({ end: day('2027-06-10'), reason: 'asked' })
    clock.at = '2027-06-12T06:00:00Z'
    await runs(1)
    expect(toldOf(central, third)).toEqual(['grantee granted 2026-12-01', 'grantee ended 2027-06-10'])
  })

  it('hands an end that nobody told for too long to staff', async () => {
    const one = await begins()
    await tell(one)
    clock.at = '2029-01-01T06:00:00Z'
    await runs(2)
    expect(toldOf(central, one).filter((line) => !line.includes('granted'))).toEqual(['staff endedLongAgo 2027-02-10'])
  })

  it('begins on a later day and not before', async () => {
    const one = await begins({ start: day('2026-12-14'), end: null, reason: 'untilWithdrawn' })
    expect([await stateOf(central, one), await maySee(central, one, now)]).toEqual(['registered', false])
    clock.at = '2026-12-13T23:00:00Z'
    expect(await maySee(central, one, now)).toBe(true)
    await runs(2)
    expect([await stateOf(central, one), toldOf(central, one)]).toEqual([
      'active',
      ['grantee granted 2026-12-01', 'grantee begins 2026-12-14'],
    ])
  })

  it('pauses on its day until the child consents, and ends all the same', async () => {
    const one = await begins({ pauses: [day('2027-02-10')], end: day('2031-02-10'), reason: 'sixteenthBirthday' })
    clock.at = '2027-02-10T00:00:00Z'
    expect(await maySee(central, one, now)).toBe(false)
    await runs(2)
    expect([await stateOf(central, one), await maySee(central, one, now)]).toEqual(['paused', false])
    expect(toldOf(central, one).filter((line) => line.includes('paused'))).toEqual(['grantee paused 2027-02-10'])
    expect(await acts(one, { kind: 'childConsents' })).toBe('done')
    expect([await stateOf(central, one), await maySee(central, one, now)]).toEqual(['active', true])
    clock.at = '2031-02-10T06:00:00Z'
    expect(await maySee(central, one, now)).toBe(false)
    await runs(1)
    expect(await stateOf(central, one)).toBe('ended')
  })

  it('is suspended and resumed with its person, and an end that came meanwhile stays', async () => {
    const one = await begins()
    const suspend = { by: clerk, act: { kind: 'suspend' }, reason: 'misuse' } as const
    expect(await central.mandates.actOnPerson([one.person], suspend)).toBe(1)
    expect(await central.mandates.actOnPerson([one.person], suspend)).toBe(0)
    expect([await stateOf(central, one), await maySee(central, one, now)]).toEqual(['suspended', false])
    expect(await central.mandates.actOnPerson([one.person], { ...suspend, act: { kind: 'resume' } })).toBe(1)
    expect([await stateOf(central, one), await maySee(central, one, now)]).toEqual(['active', true])
    await central.mandates.actOnPerson([one.person], suspend)
    clock.at = '2027-02-10T06:00:00Z'
    await runs(1)
    expect(await central.mandates.actOnPerson([one.person], { ...suspend, act: { kind: 'resume' } })).toBe(0)
    expect([await stateOf(central, one), await maySee(central, one, now)]).toEqual(['ended', false])
  })

  it('is frozen at once, and released by somebody else than who froze it', async () => {
    const one = await begins()
    expect(await acts(one, { kind: 'freeze' })).toBe('done')
    expect(await maySee(central, one, now)).toBe(false)
    expect(await acts(one, { kind: 'release' })).toBe('nothing')
    expect(await acts(one, { kind: 'release' }, other)).toBe('done')
    expect(await maySee(central, one, now)).toBe(true)
    expect((await tell(one)).filter((line) => !line.includes('granted'))).toEqual([])
  })

  it('is ended by a physician and by nobody else of the hospital, without a word about why', async () => {
    const one = await begins({}, true)
    expect(await acts(one, { kind: 'end' })).toBe('physicianOnly')
    expect(await acts(one, { kind: 'end' }, physician)).toBe('done')
    expect(await acts(one, { kind: 'end' }, physician)).toBe('nothing')
    expect([await stateOf(central, one), await maySee(central, one, now)]).toEqual(['withdrawn', false])
    expect(await tell(one)).toEqual(expect.arrayContaining(['grantee ended 2026-12-01', 'patient ended 2026-12-01']))
    const letters = central.store
      .all('CommunicationRequest')
      .filter((letter) => letter.resourceType === 'CommunicationRequest')
    const words = letters.map((letter) => (letter as CommunicationRequest).payload?.[0]?.contentString ?? '').join(' ')
    expect(words).not.toMatch(/kind|arts|twijfel|misbruik|geblokkeerd|overleden/i)
  })

  it('ends when its grantee leaves, after his last day, and never later than before', async () => {
    const one = await begins({ end: null, reason: 'untilWithdrawn' })
    expect(await acts(one, { kind: 'lastDay', day: day('2027-01-31'), because: 'employeeLeaves' })).toBe('done')
    expect(await acts(one, { kind: 'lastDay', day: day('2027-05-31'), because: 'employeeLeaves' })).toBe('nothing')
    clock.at = '2027-01-31T22:59:59Z'
    expect(await maySee(central, one, now)).toBe(true)
    clock.at = '2027-01-31T23:00:00Z'
    expect(await maySee(central, one, now)).toBe(false)
    await runs(1)
    expect(toldOf(central, one)).toContain('grantee ended 2027-02-01')
  })

  it('ends in the second in which the record says that the patient died, and nobody outside is written to', async () => {
    const one = await begins()
    await tell(one)
    const read = await central.store.read(one.patient)
    if (read?.resourceType !== 'Patient') throw new Error('there is a patient')
    // The hospital's own system writes this, and knows nothing of mandates.
    await central.store.update<Patient>({ ...read, deceasedDateTime: '2026-12-01' }, read.meta?.versionId ?? '')
    await expect.poll(() => stateOf(central, one)).toBe('ended')
    expect(await maySee(central, one, now)).toBe(false)
    expect((await tell(one)).filter((line) => !line.includes('granted'))).toEqual(['staff ended 2026-12-01'])
  })

  it('follows a birth date that was corrected, earlier and later', async () => {
    const one = await begins()
    const corrected = async (birthDate: string) => {
      const read = await central.store.read(one.patient)
      if (read?.resourceType !== 'Patient') throw new Error('there is a patient')
      await central.store.update<Patient>({ ...read, birthDate }, read.meta?.versionId ?? '')
      await central.recordChanged(one.patient)
    }
    await corrected('2015-08-10')
    expect((await consentOf(central, one)).provision?.period?.end).toBe('2027-08-09')
    await corrected('2014-11-10')
    expect([await stateOf(central, one), await maySee(central, one, now)]).toEqual(['ended', false])
  })

  it('is a list for staff: what happened to which mandate, the newest first', async () => {
    const one = await begins()
    await acts(one, { kind: 'freeze' })
    await acts(one, { kind: 'release' }, other)
    const steps = (await central.mandates.lately(1)).filter(({ mandate }) => mandate === one.mandate)
    expect(steps.map(({ state }) => state)).toEqual(['active', 'frozen', 'active'])
  })
})
