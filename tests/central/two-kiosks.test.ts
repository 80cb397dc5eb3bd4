/** Two parents on two visits at two kiosks, screen by screen over the real central: one form comes of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import type { Central } from '../../central/compose.ts'
import { addDays } from '../../domain/days/calendar.ts'
import { dayInWords } from '../../domain/document/time-text.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { extractOf } from '../support/extract.ts'
import { rightAnswers } from '../support/understood.ts'
import { cardOf, mother as someone } from '../session/support/people.ts'
import { ink } from '../session/support/stage.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { openStage } from './support/stage.ts'
import type { Stage } from './support/stage.ts'
import { castOf } from './support/visit.ts'

let data: Folder
let central: Central
let kiosks: readonly TestKiosk[]
const clerk = { id: 'clerk-1', name: 'Marloes Kuiper' }
const mother = { ...someone, number: 'NX47B2K91', family: 'DE BRUIJN', given: 'SANNE', birth: '900203' }
const father = { ...someone, number: 'NX4L9K3P2', family: 'DE BOER', given: 'JAN', birth: '830211' }

beforeAll(async () => {
  data = folder()
  central = await training(data.path)
  kiosks = [await enrolKiosk(central), await enrolKiosk(central)]
})
afterAll(async () => {
  await central.close()
  data.remove()
})

/** Up to the yes to "is this your child?", with a paper that names two holders of authority. */
async function toChild(at: number, who: typeof mother): Promise<Stage> {
  const kiosk = kiosks[at]
  if (kiosk === undefined) throw new Error('no such kiosk')
  const stage = await openStage(central, kiosk)
  await stage.at('language')
  stage.tap({ kind: 'language', language: 'nl' })
  await stage.at('forWhom')
  stage.tap({ kind: 'door', door: 'child' })
  await stage.at('terms')
  stage.tap({ kind: 'acceptTerms' })
  await stage.at('document')
  stage.tap({ kind: 'mrz', text: cardOf(who), overflow: false })
  await stage.at('desk')
  const issuedOn = addDays(v.parse(CalendarDay, new Date().toISOString().slice(0, 10)), -30)
  const paper = extractOf(issuedOn, { recordedAt: new Date().toISOString(), authority: 'joint' })
  await central.visits.identify(stage.visit, who.number.slice(-4), clerk)
  await central.visits.recordEvidence(stage.visit, paper, clerk)
  await stage.at('findPatient')
  const { birthDate, bsn } = castOf(data.path).people.child
  stage.tap({ kind: 'findPatient', birthDate, bsn })
  await stage.at('confirmPatient')
  stage.tap({ kind: 'confirmPatient', yes: true })
  return stage
}
async function fills(stage: Stage): Promise<void> {
  const given = {
    authority: ['declared'],
    scope: ['medication'],
    purpose: ['look'],
    period: ['months6'],
    notify: ['none'],
  }
  for (const [linkId, values] of Object.entries(given)) {
    await stage.at('question', (screen) => screen.linkId === linkId)
    stage.tap({ kind: 'answer', linkId, values })
  }
}
/** From the review to the end screen. */
async function signs(stage: Stage) {
  await stage.at('review')
  stage.tap({ kind: 'next' })
  for (const { linkId, values } of rightAnswers) {
    await stage.at('understand', (screen) => screen.linkId === linkId)
    stage.tap({ kind: 'answer', linkId, values })
  }
  await stage.at('sign')
  stage.tap({ kind: 'ink', ink })
  const done = await stage.at('done', ({ delivery }) => delivery === 'received')
  const [sent] = stage.delivered
  expect([sent?.status, (await central.ledger.find(sent!.id))?.detail]).toEqual([201, null])
  return done
}

describe('two parents on two visits', () => {
  it(
    'sign one form: the second reads what the first asked for, and nothing that is hers',
    { timeout: 60_000 },
    async () => {
      const proposed = () => central.store.all('Consent').filter((one) => JSON.stringify(one).includes('"proposed"'))
      const first = await toChild(0, mother)
      await first.at('otherHere')
      first.tap({ kind: 'otherHere', yes: false })
      await fills(first)
      const waits = await signs(first)
      first.end()
      const [set] = await central.sets.ofPatient((await central.visits.find(first.visit))?.record.patient ?? '')
      const lastDay = dayInWords(set!.state.lastDay!, 'nl')
      expect([waits.waits, proposed()]).toEqual([lastDay, []])

      const second = await toChild(1, father)
      expect(await second.at('setWaits')).toMatchObject({ initials: 'N.', until: lastDay })
      second.tap({ kind: 'next' })
      const review = await second.at('review')
      expect(review.rows.some(({ editable }) => editable)).toBe(false)
      expect(review.rows.map(({ value }) => value).join(' ')).toContain('BOER')
      expect(JSON.stringify(review).toUpperCase()).not.toContain('SANNE')
      second.tap({ kind: 'edit', linkId: 'scope' })
      // The same words as the first one read: whether he is the last is nobody's to know.
      expect((await signs(second)).waits).toBe(lastDay)
      second.end()
      await central.tend()
      expect((await central.sets.find(set!.id))?.composed).not.toBeNull()
      expect(proposed()).toHaveLength(2)
    },
  )

  it(
    'and who comes again while it waits reads until when, and takes it back for both',
    { timeout: 60_000 },
    async () => {
      await central.close()
      data.remove()
      data = folder()
      central = await training(data.path)
      kiosks = [await enrolKiosk(central), await enrolKiosk(central)]
      const first = await toChild(0, mother)
      await first.at('otherHere')
      first.tap({ kind: 'otherHere', yes: false })
      await fills(first)
      await signs(first)
      first.end()
      const again = await toChild(1, mother)
      const [set] = await central.sets.ofPatient((await central.visits.find(again.visit))?.record.patient ?? '')
      const until = dayInWords(set!.state.lastDay!, 'nl')
      expect(await again.at('ownWaits')).toEqual({
        step: 'ownWaits',
        gave: 'signature',
        initials: 'N.',
        birthYear: expect.any(String),
        until,
      })
      again.tap({ kind: 'next' })
      expect(await again.at('stopConfirm')).toMatchObject({
        statement: expect.stringContaining('U trekt uw handtekening in'),
      })
      again.tap({ kind: 'back' })
      await again.at('ownWaits')
      again.tap({ kind: 'next' })
      await again.at('stopConfirm')
      again.tap({ kind: 'next' })
      await again.at('sign')
      again.tap({ kind: 'ink', ink })
      const done = await again.at('done', ({ delivery }) => delivery === 'received')
      expect([done.about, (await central.sets.find(set!.id))?.state.outcome?.kind]).toEqual(['request', 'ended'])
      again.end()
      const other = await toChild(1, father)
      await other.at('otherHere')
      other.end()
    },
  )
})
