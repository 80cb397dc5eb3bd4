/** Both visits against the whole training central, up to its signed receipt. */
import type { Consent, Task } from '@medplum/fhirtypes'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import { extractOf } from '../support/extract.ts'
import { rightAnswers } from '../support/understood.ts'
import { trainingPolicy } from '../../central/published/content/content.ts'
import type { Role } from '../../central/training/cast.ts'
import { addDays } from '../../domain/days/calendar.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { instantOf } from '../../central/clock/clock.ts'
import { policyUri } from '../../domain/coding/systems.ts'
import { enrolKiosk, folder, publish, training } from '../central/support/kiosk.ts'
import type { TestKiosk } from '../central/support/kiosk.ts'
import { castOf, deliver } from '../central/support/visit.ts'
import { ink } from './support/stage.ts'
import { linesOf, trainingVisit } from './support/training.ts'
import type { TrainingVisit } from './support/training.ts'

const data = folder()
const clerk = { id: 'clerk-1', name: 'Marloes Kuiper' }
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

async function understandAll(visit: TrainingVisit): Promise<void> {
  for (const { linkId, values } of rightAnswers) {
    await visit.at('understand', (screen) => screen.linkId === linkId)
    visit.tap({ kind: 'answer', linkId, values })
  }
}

const person = (role: Role) => castOf(data.path).people[role]

async function toDesk(visit: TrainingVisit, door: 'self' | 'child', sample: string, language = 'nl'): Promise<void> {
  await visit.at('language')
  visit.tap({ kind: 'language', language })
  visit.tap({ kind: 'door', door })
  if (door === 'self') visit.tap({ kind: 'journey', journey: 'own-dossier' })
  visit.tap({ kind: 'acceptTerms' })
  visit.tap({ kind: 'mrz', text: linesOf(data.path, sample), overflow: false })
  await visit.at('desk')
}

async function desk({ visit }: TrainingVisit, extract: boolean): Promise<void> {
  const number = (await central.visits.find(visit))?.record.claim?.document.number ?? ''
  await central.visits.identify(visit, number.slice(-4), clerk)
  if (!extract) return
  const issuedOn = addDays(dayAt(Date.now()), -30)
  const evidence = extractOf(issuedOn, { recordedAt: instantOf(new Date()) })
  await central.visits.recordEvidence(visit, evidence, clerk)
}

/** Delivers as the courier does; the receipt's claims. */
async function receiptOf(visit: TrainingVisit): Promise<Record<string, unknown>> {
  const envelope = await expect
    .poll(() => visit.envelopes[0])
    .toBeTruthy()
    .then(() => visit.envelopes[0])
  if (envelope === undefined) throw new Error('nothing was stored')
  const answer = await deliver(central, kiosk, envelope.id, envelope.jwe)
  const { receipt } = JSON.parse(answer.body) as { receipt: string }
  return decodeJwt(receipt)
}

async function answerAll(visit: TrainingVisit): Promise<void> {
  visit.tap({ kind: 'confirmPatient', yes: true })
  for (;;) {
    const { screen } = visit.views.at(-1) ?? {}
    if (screen?.step === 'review') return
    if (screen?.step === 'question') {
      const chosen =
        screen.control === 'switches' ? screen.chosen : screen.options.slice(0, 1).map(({ value }) => value)
      visit.tap({ kind: 'answer', linkId: screen.linkId, values: chosen })
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

describe('against the training central', () => {
  it.each(['nl', 'nlSimple', 'en'])(
    'visit one in %s ends with a stored request that waits for the physician',
    async (language) => {
      const visit = trainingVisit(central, kiosk)
      await toDesk(visit, 'child', 'Moeder met gezag', language)
      await desk(visit, true)
      await visit.at('findPatient')
      visit.tap({ kind: 'findPatient', birthDate: person('child').birthDate, bsn: person('child').bsn })
      await visit.at('confirmPatient')
      await answerAll(visit)
      visit.tap({ kind: 'next' })
      await understandAll(visit)
      await visit.at('sign')
      visit.tap({ kind: 'ink', ink })
      await visit.at('done')
      expect(await receiptOf(visit)).toMatchObject({ result: 'stored', id: visit.envelopes[0]?.id })
      visit.delivery(visit.envelopes[0]?.id as never, 'stored')
      await visit.at('done', ({ delivery }) => delivery === 'received')
      const [mandate, ...more] = central.store.all('Consent').filter((one) => (one as Consent).status === 'proposed')
      expect(more).toEqual([])
      const tasks = central.store.all('Task').map((one) => one as Task)
      expect(tasks.filter(({ focus }) => focus?.reference === `Consent/${mandate?.id ?? ''}`)).toMatchObject([
        { status: 'requested' },
      ])
      visit.close()

      // The same again while it waits: the rules say so, and nothing more is signed.
      const second = trainingVisit(central, kiosk)
      await toDesk(second, 'child', 'Moeder met gezag', language)
      await desk(second, true)
      await second.at('findPatient')
      second.tap({ kind: 'findPatient', birthDate: person('child').birthDate, bsn: person('child').bsn })
      await second.at('confirmPatient')
      second.tap({ kind: 'confirmPatient', yes: true })
      expect(await second.at('outcome')).toMatchObject({ outcome: 'refusedByRules' })
      second.close()
      const rejected = { ...(mandate as Consent), status: 'rejected' } as const
      await central.store.update(rejected, mandate?.meta?.versionId ?? '')
    },
  )

  it('who was at the review when the hospital changed its rules signs under the old ones, and it is stored', async () => {
    const visit = trainingVisit(central, kiosk)
    await toDesk(visit, 'child', 'Moeder met gezag')
    await desk(visit, true)
    await visit.at('findPatient')
    visit.tap({ kind: 'findPatient', birthDate: person('child').birthDate, bsn: person('child').bsn })
    await visit.at('confirmPatient')
    await answerAll(visit)
    const approver = { ...trainingPolicy.approver, child: 'staff' as const }
    expect(await publish(central, { ...trainingPolicy, approver })).toMatchObject({ version: 2 })
    visit.tap({ kind: 'next' })
    await understandAll(visit)
    await visit.at('sign')
    visit.tap({ kind: 'ink', ink })
    await visit.at('done')
    expect(await receiptOf(visit)).toMatchObject({ result: 'stored', id: visit.envelopes[0]?.id })
    const [mandate] = central.store.all('Consent').filter((one) => (one as Consent).status === 'proposed')
    expect((mandate as Consent).policy).toEqual([{ uri: policyUri('de-brug', 1) }])
    visit.close()
    const rejected = { ...(mandate as Consent), status: 'rejected' } as const
    await central.store.update(rejected, mandate?.meta?.versionId ?? '')
    await publish(central, trainingPolicy)
  })

  it('visit one without an extract asks for no number, proposes nothing and stores nothing', async () => {
    const proposed = () => central.store.all('Consent').filter((one) => (one as Consent).status === 'proposed')
    const before = proposed().length
    const visit = trainingVisit(central, kiosk)
    await toDesk(visit, 'child', 'Moeder zonder uittreksel')
    await desk(visit, false)
    await central.visits.evidenceMissing(visit.visit, clerk)
    // Whoever the child is, the paper is missing: no patient is looked up, so there is nobody whose file takes an acceptance.
    expect(await visit.at('incomplete')).toMatchObject({ outcome: 'extractMissing', next: 'bringProof' })
    expect((await central.visits.find(visit.visit))?.record.patient).toBeNull()
    expect(visit.envelopes).toEqual([])
    expect(proposed()).toHaveLength(before)
    visit.close()
  })

  it('visit two shows the adult his own dossier, and his acceptance is stored', async () => {
    const visit = trainingVisit(central, kiosk)
    await toDesk(visit, 'self', 'Volwassene')
    await desk(visit, false)
    await visit.at('confirmPatient')
    visit.tap({ kind: 'confirmPatient', yes: true })
    const dossier = await visit.at('dossier')
    expect(dossier.subjects.filter(({ count }) => count > 0)).toHaveLength(5)
    for (const { subject } of dossier.subjects) {
      visit.tap({ kind: 'subject', subject })
      await visit.at('dossier', (screen) => screen.subject === subject)
      visit.tap({ kind: 'openAll' })
      const { lines } = await visit.at('dossier', (screen) => screen.allOpen)
      for (const line of lines) {
        if (line.kind !== 'row') continue
        expect(line.open?.title.length).toBeGreaterThan(2)
        expect(line.open?.source).toBeTruthy()
        expect(line.open?.time).toMatch(/\d{4}|niet bekend/)
      }
    }
    expect(await receiptOf(visit)).toMatchObject({ result: 'stored' })
    visit.tap({ kind: 'whoLooked' })
    const looked = await visit.at('whoLooked')
    expect(looked.lines.map(({ who }) => who)).toContain('you')
    expect(looked.lines.flatMap(({ what }) => what)).toEqual(expect.arrayContaining(['appointments', 'log']))
    visit.tap({ kind: 'back' })
    await visit.at('dossier', ({ anyOpen }) => !anyOpen)
    visit.close()
  })

  it('a child that is registered twice is picked by the clerk', async () => {
    const visit = trainingVisit(central, kiosk)
    await toDesk(visit, 'child', 'Kind dat twee keer')
    await desk(visit, true)
    await visit.at('findPatient')
    visit.tap({ kind: 'findPatient', birthDate: person('double').birthDate, bsn: person('double').bsn })
    await visit.at('deskPicks')
    visit.close()
  })

  it('a file that is closed is not opened, without a reason', async () => {
    for (const [role, sample] of [
      ['deceased', 'Overleden'],
      ['blocked', 'Door een arts'],
    ] as const) {
      const visit = trainingVisit(central, kiosk)
      await toDesk(visit, 'self', sample)
      await desk(visit, false)
      expect(await visit.at('outcome')).toMatchObject({ outcome: 'patientEnded' })
      expect(JSON.stringify(visit.views)).not.toContain(person(role).bsn)
      visit.close()
    }
  })
})
