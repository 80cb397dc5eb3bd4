/** A child of thirteen says by itself whether a parent may look: in its own visit, before or after its parents', on any kiosk. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import type { SetRow } from '../../central/requests/sets/set-row.ts'
import { dayInWords } from '../../domain/document/time-text.ts'
import { shownToStaff } from '../../domain/requests/sets/shown.ts'
import { enrolKiosk, folder, training } from '../central/support/kiosk.ts'
import type { Folder, TestKiosk } from '../central/support/kiosk.ts'
import type { Stage } from '../central/support/stage.ts'
import { childComes, childSays, fatima, fills, karim, parentComes, signs } from './support/child-visits.ts'
import type { Place } from './support/child-visits.ts'

let data: Folder
let central: Central
let kiosks: readonly TestKiosk[]
const open: Stage[] = []
beforeEach(async () => {
  data = folder()
  central = await training(data.path)
  kiosks = [await enrolKiosk(central), await enrolKiosk(central)]
})
afterEach(async () => {
  for (const stage of open.splice(0)) stage.end()
  await central.close()
  data.remove()
})

const at = (kiosk: number, language: Place['language'] = 'nl'): Place => {
  const found = kiosks[kiosk]
  if (found === undefined) throw new Error('no such kiosk')
  return { central, kiosk: found, data: data.path, language }
}
const kept = (stage: Stage): Stage => {
  open.push(stage)
  return stage
}
const child = async (kiosk: number, language: Place['language'] = 'nl') => kept(await childComes(at(kiosk, language)))
const parent = async (kiosk: number, who = fatima, authority: 'sole' | 'joint' = 'sole') =>
  kept(await parentComes(at(kiosk), who, authority))
async function asked(authority: 'sole' | 'joint' = 'sole') {
  const stage = await parent(0, fatima, authority)
  await fills(stage)
  const done = await signs(stage)
  stage.end()
  return { done, set: await onlySet() }
}
async function onlySet(): Promise<SetRow> {
  const [set, ...more] = (await Promise.all((await central.sets.kept()).map((id) => central.sets.find(id)))).flatMap(
    (one) => one ?? [],
  )
  if (set === undefined || more.length > 0) throw new Error(`${String(more.length)} more sets`)
  return set
}
const staffSees = async (): Promise<string> => shownToStaff((await onlySet()).state)

describe('a parent of a child of thirteen', { timeout: 60_000 }, () => {
  it('signs a part of her own, is not asked who else is here, and reads how the child goes on', async () => {
    const stage = await parent(0)
    await fills(stage)
    const { rows } = await stage.at('review')
    expect(rows.find(({ linkId }) => linkId === 'alsoSigns')?.value).toBe('Uw kind')
    const done = await signs(stage)
    const { state } = await onlySet()
    expect(done).toMatchObject({ about: 'form', child: 'alone', print: null })
    expect(done.waits).toBe(state.lastDay === null ? '' : dayInWords(state.lastDay, 'nl'))
  })

  it('with joint authority signs first, the child in between, and the other parent last', async () => {
    const { done } = await asked('joint')
    expect(done.child).toBe('andOther')
    const own = await child(1)
    expect(await own.at('childReads')).toMatchObject({ name: 'FATIMA EL AMRANI', other: true })
    await childSays(own, 'no')
    const second = await parent(1, karim, 'joint')
    await second.at('setWaits')
    second.tap({ kind: 'next' })
    expect((await signs(second)).waits).toBe(done.waits)
    expect(await staffSees()).toBe('refusedByChild')
  })
})

describe('the child', { timeout: 60_000 }, () => {
  it('reads who asks for what until when, says yes in ink, and is told nothing else', async () => {
    const { set } = await asked()
    const own = await child(1)
    const reads = await own.at('childReads')
    expect(reads).toMatchObject({ who: 'parent', name: 'FATIMA EL AMRANI', other: false })
    expect(reads.kinds.length).toBe(2)
    const done = await childSays(own, 'yes')
    expect(done).toMatchObject({ about: 'ownAnswer', waits: dayInWords(set.state.lastDay!, 'nl'), print: null })
    expect([await staffSees(), (await onlySet()).acts.map(({ signed }) => signed.step.claims.method)]).toEqual([
      'complete',
      ['ink', 'ink'],
    ])
  })

  it.each(['no', 'later'] as const)(
    'says %s by a tap, on another day and in English, and ends on the same page',
    async (answer) => {
      await asked()
      const ends = [await childSays(await child(1), 'yes'), await childSays(await child(0), answer)]
      const [one, other] = ends.map((end) => JSON.stringify({ ...end, reference: '', statusUrl: '', at: '' }))
      expect(other).toBe(one)
      // A yes that was given stays where nothing is chosen after it.
      expect(await staffSees()).toBe(answer === 'no' ? 'refusedByChild' : 'complete')
      expect((await central.ledger.all()).filter(({ reason }) => reason !== null)).toEqual([])
    },
  )

  it('takes its no back by a yes while the set is open', async () => {
    await asked()
    await childSays(await child(0), 'no')
    const again = await child(1, 'en')
    expect((await again.at('childReads')).until).toMatch(/\d{4}/)
    await childSays(again, 'yes')
    expect(await staffSees()).toBe('complete')
  })

  it('looks into its own dossier where nobody asks for anything', async () => {
    const own = await child(0)
    await own.at('dossier')
    // The terms that it accepted, and nothing else.
    await expect.poll(() => own.delivered.length).toBe(1)
  })

  it('asks to talk first, and goes on where it was', async () => {
    await asked()
    const own = await child(1)
    await own.at('childReads')
    own.tap({ kind: 'next' })
    await own.at('childAnswers')
    own.tap({ kind: 'talkAlone' })
    await expect.poll(() => own.rungFor).toEqual(['alone'])
    await childSaysFrom(own)
    expect(await staffSees()).toBe('waiting')
  })
})

/** From the question itself. */
async function childSaysFrom(stage: Stage): Promise<void> {
  stage.tap({ kind: 'privateAnswer', says: 'later' })
  await stage.at('childAnswers', ({ chosen }) => chosen === 'later')
  stage.tap({ kind: 'next' })
  await stage.at('done')
  await expect.poll(async () => (await onlySet()).acts.length).toBe(2)
}
