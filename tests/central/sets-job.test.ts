/** The day on which a set ends, by the central's own clock: whenever the job runs, however often, and over a restart. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import { whenAt } from '../../central/requests/sets/when.ts'
import { findingResource } from '../../central/training/finding.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { shownToOthers, shownToStaff } from '../../domain/requests/sets/shown.ts'
import type { PrivateAnswer } from '../../domain/requests/acts/act-content.ts'
import { bring, caseOf, come, father, mother, newSet, sign } from './support/acts.ts'
import type { Coming, Signed, Someone } from './support/acts.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { castOf } from './support/visit.ts'

const day = 24 * 60 * 60 * 1000
let data: Folder
let central: Central
let moment = new Date()
const now = (): Date => moment

afterEach(async () => {
  await central.close()
  data.remove()
})

async function open(): Promise<{ kiosk: TestKiosk; teenager: string; child: string; adam: Someone }> {
  // In the past: certificates of a later day would not hold yet for whoever asks over the real network.
  moment = new Date(Date.now() - 40 * day)
  data = folder()
  central = await training(data.path, { now })
  const kiosk = await enrolKiosk(central)
  const { teenager, child } = castOf(data.path).people
  const idOf = (bsn: string) => central.store.all('Patient').find((one) => JSON.stringify(one).includes(bsn))?.id
  const adam = { family: 'EL AMRANI', given: 'ADAM', birthDate: teenager.birthDate, number: 'SPECA0004' }
  return { kiosk, teenager: `Patient/${idOf(teenager.bsn)}`, child: `Patient/${idOf(child.bsn)}`, adam }
}
async function restart(): Promise<void> {
  await central.close()
  central = await training(data.path, { now })
}

/** A set of a mother, a father and their child of thirteen or a younger one, with so many of them signed and delivered. */
async function begun(answer: PrivateAnswer | null, whose: 'teenager' | 'child' = 'teenager') {
  const { kiosk, adam, ...patients } = await open()
  const patient = patients[whose]
  const set = newSet()
  const act = async (who: Someone, role: 'applicant' | 'coHolder' | 'patient', coming: Partial<Coming> = {}) => {
    const came = await come(central, kiosk, who, { now, patient, ...coming })
    const of = await caseOf(central, came, await central.sets.find(set))
    return await sign(central, came, { set, role, of, ...(role === 'patient' && answer !== null ? { answer } : {}) })
  }
  const brings = (signed: Signed) => bring(central, signed, now())
  await brings(await act(mother, 'applicant'))
  if (answer !== null) await brings(await act(adam, 'patient', { journey: 'own-dossier', extract: null }))
  return { set, act, brings, patient }
}
const states = async (set: Awaited<ReturnType<typeof begun>>['set']) => {
  const row = await central.sets.find(set)
  return row === null ? [] : [shownToStaff(row.state), shownToOthers(row.state)]
}

describe('the last day of a set', () => {
  it.each(['no', 'later', null] as const)(
    'ends it for all in one sentence, whether the child said %s',
    async (answer) => {
      const { set } = await begun(answer)
      await restart()
      expect(await states(set)).toEqual([answer === 'no' ? 'refusedByChild' : 'waiting', 'waits'])
      moment = new Date(moment.getTime() + 30 * day)
      await central.tend()
      expect((await states(set))[1]).toBe('waits')
      moment = new Date(moment.getTime() + 1 * day)
      await Promise.all([central.tend(), central.tend()])
      await restart()
      await central.tend()
      expect(await states(set)).toEqual(['notGranted', 'ended'])
      const row = await central.sets.find(set)
      expect(row?.notices.filter(({ to }) => to !== 'staff')).toEqual([
        { to: 'applicant', what: 'ended', on: row?.state.told },
      ])
    },
  )

  it('ends what was composed and nobody approved: nothing is asked for any more, and the approver has no task', async () => {
    const { set, act, brings } = await begun(null, 'child')
    await brings(await act(father, 'coHolder'))
    await central.tend()
    const { document } = (await central.sets.find(set))?.composed ?? {}
    const mandates = () =>
      central.store
        .all('Consent')
        .flatMap((one) =>
          one.resourceType === 'Consent' && one.sourceReference?.reference === document ? [one.status] : [],
        )
    const tasks = () =>
      central.store
        .all('Task')
        .flatMap((one) => (one.resourceType === 'Task' ? [one.businessStatus?.text ?? one.status] : []))
    const [proposed, before] = [mandates(), tasks()]
    expect([new Set(proposed), before.at(-1)]).toEqual([new Set(['proposed']), 'requested'])
    moment = new Date(moment.getTime() + 31 * day)
    await Promise.all([central.tend(), central.tend()])
    expect(await states(set)).toEqual(['notGranted', 'ended'])
    expect([new Set(mandates()), tasks()]).toEqual([new Set(['inactive']), [...before.slice(0, -1), 'lapsed']])
  })

  it('that is only found out much later is the same day, and what was signed is erased', async () => {
    const { set } = await begun('no')
    moment = new Date(moment.getTime() + 200 * day)
    await central.tend()
    const row = await central.sets.find(set)
    const lastDay = row?.state.lastDay ?? ''
    expect((row?.state.told ?? '') > lastDay).toBe(true)
    expect(Date.parse(row?.state.told ?? '') - Date.parse(lastDay)).toBe(day)
    await restart()
    await central.tend()
    expect(await central.sets.find(set)).toMatchObject({ acts: [], answers: {} })
    expect(await central.sets.kept()).toEqual([])
  })

  it('does not take back what was signed in time and came late from a kiosk without a line', async () => {
    const { set, act, brings } = await begun('yes')
    const late = await act(father, 'coHolder')
    moment = new Date(moment.getTime() + 20 * day)
    await restart()
    expect(await brings(late)).toMatchObject({ result: 'stored' })
    expect((await states(set))[1]).toBe('waits')
    expect((await central.sets.find(set))?.acts).toHaveLength(3)
  })
})

describe('a set whose patient cannot decide, as a physician found after it began,', () => {
  const finds = async (patient: string): Promise<void> => {
    await central.store.create(findingResource({ patient, capacity: 'lacking', on: dayAt(moment.getTime()) }))
  }
  const row = async (set: Awaited<ReturnType<typeof begun>>['set']) => {
    const { state, notices } = (await central.sets.find(set)) ?? { state: null, notices: [] }
    return [state?.outcome, notices.filter(({ what }) => what === 'ended').map(({ to }) => to)]
  }
  const outdated = [expect.objectContaining({ kind: 'ended', because: 'outdated' }), ['staff']]

  it.each(['yes', 'no', 'later', null] as const)(
    'ends at once, whatever the child answered (%s), and only staff are told',
    async (answer) => {
      const { set, patient } = await begun(answer)
      await finds(patient)
      expect(await states(set)).toEqual([expect.any(String), 'waits'])
      await central.recordChanged(patient)
      expect(await row(set)).toEqual(outdated)
      expect(await states(set)).toEqual(['ended', 'ended'])
      expect((await central.sets.find(set))?.acts).not.toEqual([])
      await central.recordChanged(patient)
      expect(await row(set)).toEqual(outdated)
    },
  )

  it('ends on the next day where nobody said that the record changed', async () => {
    const { set, patient } = await begun(null)
    await finds(patient)
    moment = new Date(moment.getTime() + 1 * day)
    await central.tend()
    expect(await row(set)).toEqual(outdated)
  })

  it('goes on where he can decide, where another cannot, and while it is frozen', async () => {
    const { set, patient } = await begun('yes')
    await central.store.create(findingResource({ patient, capacity: 'capable', on: dayAt(moment.getTime()) }))
    await central.recordChanged(patient)
    expect((await states(set))[1]).toBe('waits')
    await central.sets.happen(set, { kind: 'moved', event: { kind: 'froze', by: 'staff-1' } }, whenAt(now(), central.content.policy)) // prettier-ignore
    await finds(patient)
    await central.recordChanged(patient)
    expect(await states(set)).toEqual(['frozen', 'waits'])
  })
})

describe('a set whose patient died', () => {
  /** As the hospital's own systems write it. */
  const dies = async (patient: string): Promise<void> => {
    const read = await central.store.read(patient)
    if (read?.resourceType !== 'Patient') throw new Error('no patient')
    await central.store.update({ ...read, deceasedDateTime: now().toISOString() }, read.meta?.versionId ?? '')
  }
  const ended = async (set: Awaited<ReturnType<typeof begun>>['set']) => {
    const { state, notices } = (await central.sets.find(set)) ?? { state: null, notices: [] }
    return [state?.outcome, notices.filter(({ to }) => to !== 'staff' && to !== 'physician')]
  }

  it('ends on the next day, and nobody outside the hospital is written to, then or ever', async () => {
    const { set, patient } = await begun(null)
    await dies(patient)
    moment = new Date(moment.getTime() + 1 * day)
    await central.tend()
    await restart()
    moment = new Date(moment.getTime() + 60 * day)
    await central.tend()
    expect(await ended(set)).toEqual([expect.objectContaining({ kind: 'ended', because: 'patientDied' }), []])
  })

  it('ends at once where the hospital says that the record changed, and takes no act any more', async () => {
    const { set, act, brings, patient } = await begun(null)
    const late = await act(father, 'coHolder')
    await dies(patient)
    await central.recordChanged(patient)
    expect(await ended(set)).toEqual([expect.objectContaining({ kind: 'ended', because: 'patientDied' }), []])
    expect(await brings(late)).toMatchObject({ result: 'quarantined' })
    await Promise.all([central.recordChanged(patient), central.recordChanged(patient)])
    expect(await ended(set)).toEqual([expect.objectContaining({ because: 'patientDied' }), []])
  })

  it('does not end where the record changed otherwise', async () => {
    const { set, patient } = await begun(null)
    await central.recordChanged(patient)
    expect(await states(set)).toEqual(['waiting', 'waits'])
  })
})
