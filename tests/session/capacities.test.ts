/**
 * Everybody who may represent another signs at the kiosk, each in his own capacity and with his own papers: the session, the
 * intake and the record against the rules' decision. Over the whole training central.
 */
import type { Consent, RelatedPerson, Task } from '@medplum/fhirtypes'
import { decodeJwt } from 'jose'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import type { LaterRole } from '../../central/training/cast.ts'
import { Evidence } from '../../domain/contract/gateway/evidence.ts'
import { addDays } from '../../domain/days/calendar.ts'
import type { JourneyId } from '../../domain/ids.ts'
import { journeyOf } from '../../domain/journeys/index.ts'
import { refusals } from '../../domain/rules/refusals/index.ts'
import type { RefusalId } from '../../domain/rules/refusals/index.ts'
import { enrolKiosk, folder, training } from '../central/support/kiosk.ts'
import type { TestKiosk } from '../central/support/kiosk.ts'
import { castOf, deliver } from '../central/support/visit.ts'
import { daysAgo, employee, finding, kin, nobodyElse, proxy, register, ruling, today } from '../support/papers.ts'
import { rightAnswers } from '../support/understood.ts'
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

interface Played {
  readonly journey: JourneyId
  readonly visitor: LaterRole
  readonly patient: LaterRole
  readonly papers: readonly object[]
}
const ward = { visitor: 'curator', patient: 'ward' } as const
const father = { visitor: 'daughter', patient: 'illFather' } as const
const child = { visitor: 'guardian', patient: 'childOfGuardian' } as const

const titles = { curator: 'Curator van', daughter: 'Dochter van', guardian: 'Voogd van' } as const

/** Up to the page on which the visitor says whether the patient is the right one, or the page that says why not. */
async function come({ journey, visitor, patient, papers }: Played): Promise<TrainingVisit> {
  const title = visitor in titles ? titles[visitor as keyof typeof titles] : ''
  const other = castOf(data.path).later?.[patient]
  if (other === undefined) throw new Error('nobody to come for')
  const visit = trainingVisit(central, kiosk)
  await visit.at('language')
  visit.tap({ kind: 'language', language: 'nl' })
  visit.tap({ kind: 'door', door: 'someoneElse' })
  visit.tap({ kind: 'journey', journey })
  visit.tap({ kind: 'acceptTerms' })
  visit.tap({ kind: 'mrz', text: linesOf(data.path, title), overflow: false })
  await visit.at('desk')
  const concerns = { birthDate: other.birthDate, given: other.given }
  const recordedAt = new Date().toISOString()
  for (const paper of papers)
    await central.visits.recordEvidence(visit.visit, v.parse(Evidence, { ...paper, concerns, recordedAt }), clerk)
  const number = (await central.visits.find(visit.visit))?.record.claim?.document.number ?? ''
  await central.visits.papersReady(visit.visit, clerk)
  await central.visits.identify(visit.visit, number.slice(-4), clerk)
  return visit
}

/** Says yes to the patient that is found. */
async function confirmPatient(visit: TrainingVisit, patient: LaterRole): Promise<void> {
  const { birthDate, bsn } = castOf(data.path).later?.[patient] ?? { birthDate: '', bsn: '' }
  await visit.at('findPatient')
  visit.tap({ kind: 'findPatient', birthDate, bsn })
  await visit.at('confirmPatient')
  visit.tap({ kind: 'confirmPatient', yes: true })
}

async function sign(visit: TrainingVisit): Promise<void> {
  for (let asked: string | null = null; ;) {
    const { screen } = visit.views.at(-1) ?? {}
    if (screen?.step === 'review') break
    if (screen?.step === 'question' && screen.linkId !== asked) {
      asked = screen.linkId
      const values =
        screen.control === 'switches' ? screen.chosen : screen.options.slice(0, 1).map(({ value }) => value)
      visit.tap({ kind: 'answer', linkId: asked, values })
    }
    if (screen?.step === 'outcome' || screen?.step === 'incomplete') throw new Error(JSON.stringify(screen))
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  visit.tap({ kind: 'next' })
  for (const { linkId, values } of rightAnswers) {
    await visit.at('understand', (screen) => screen.linkId === linkId)
    visit.tap({ kind: 'answer', linkId, values })
  }
  await visit.at('sign')
  visit.tap({ kind: 'ink', ink })
  await visit.at('done')
}

/** The mandates that wait for approval, the newest last. */
const waiting = (): readonly Consent[] =>
  central.store
    .all('Consent')
    .flatMap((one) => (one.resourceType === 'Consent' && one.status === 'proposed' ? [one] : []))

describe.each<Played & { readonly approver: string; readonly kinds?: number }>([
  { journey: 'curator', ...ward, papers: [ruling('curatele'), register('listed'), finding], approver: 'physician' },
  { journey: 'mentor', ...ward, papers: [ruling('mentorship'), register('notListed'), finding], approver: 'physician' },
  {
    journey: 'written-proxy',
    ...father,
    papers: [proxy, finding, register('notListed'), nobodyElse],
    approver: 'physician',
  },
  { journey: 'partner', ...father, papers: [kin, finding, register('notListed'), nobodyElse], approver: 'physician' },
  {
    journey: 'child-of-adult',
    ...father,
    papers: [kin, finding, register('notListed'), nobodyElse],
    approver: 'physician',
  },
  {
    journey: 'parent-of-adult',
    visitor: 'curator',
    patient: 'ward',
    papers: [kin, finding, register('notListed'), nobodyElse],
    approver: 'physician',
  },
  { journey: 'sibling', ...ward, papers: [kin, finding, register('notListed'), nobodyElse], approver: 'physician' },
  { journey: 'guardian', ...child, papers: [ruling('guardianship')], approver: 'physician' },
  {
    journey: 'guardian',
    ...child,
    papers: [ruling('guardianship', { until: addDays(today, 100) }), employee],
    approver: 'physician',
  },
])('In the capacity of $journey', (played) => {
  it('a form is signed, taken in, and waits for whoever approves', { timeout: 60_000 }, async () => {
    const before = waiting().length
    const visit = await come(played)
    await confirmPatient(visit, played.patient)
    await sign(visit)
    const [envelope] = visit.envelopes
    if (envelope === undefined) throw new Error('nothing was stored')
    const answer = await deliver(central, kiosk, envelope.id, envelope.jwe)
    const said = v.parse(v.pipe(v.string(), v.parseJson(), v.object({ receipt: v.string() })), answer.body)
    const row = await central.ledger.find(envelope.id)
    expect([decodeJwt(said.receipt)['result'], row?.reason, row?.detail]).toEqual(['stored', null, null])
    const [mandate, ...more] = waiting().slice(before)
    expect(more).toEqual([])
    const { coding, words } = journeyOf(played.journey)
    const who = central.store.all('RelatedPerson').at(-1) as RelatedPerson
    expect(who.relationship?.flatMap((one) => one.coding?.map(({ code }) => code))).toEqual([
      coding.representative?.role.code,
      coding.representative?.dutchRole.code,
    ])
    expect(words.form).not.toBeNull()
    const tasks = central.store.all('Task') as readonly (Task & { id: string })[]
    const [task] = tasks.filter(({ focus }) => focus?.reference === `Consent/${mandate?.id ?? ''}`)
    expect(task?.status).toBe('requested')
    visit.close()
    // The next capacity asks for the same pair again.
    const rejected = { ...(mandate as Consent), status: 'rejected' } as const
    await central.store.update(rejected, mandate?.meta?.versionId ?? '')
  })
})

describe.each<Played & { readonly why: RefusalId }>([
  {
    journey: 'curator',
    ...ward,
    papers: [ruling('mentorship'), register('listed'), finding],
    why: 'evidence.otherMeasure',
  },
  { journey: 'curator', ...ward, papers: [ruling('curatele'), register('notListed'), finding], why: 'R11.notListed' },
  {
    journey: 'curator',
    ...ward,
    papers: [ruling('curatele', { until: daysAgo(1) }), register('listed'), finding],
    why: 'evidence.rulingExpired',
  },
  { journey: 'mentor', ...ward, papers: [ruling('mentorship'), register('listed'), finding], why: 'R12.curatele' },
  {
    journey: 'written-proxy',
    ...father,
    papers: [{ ...proxy, signedOn: daysAgo(5) }, finding, register('notListed'), nobodyElse],
    why: 'R14.signedAfterFinding',
  },
  {
    journey: 'child-of-adult',
    ...father,
    papers: [kin, finding, register('notListed'), { ...nobodyElse, partner: 'acts' }],
    why: 'R15.partnerFirst',
  },
  {
    journey: 'child-of-adult',
    ...father,
    papers: [kin, register('notListed'), nobodyElse],
    why: 'R16.capacityPresumed',
  },
])('In the capacity of $journey, where $why', (played) => {
  it('nothing is signed, and the rules’ own words say why', { timeout: 60_000 }, async () => {
    const visit = await come(played)
    for (;;) {
      const { screen } = visit.views.at(-1) ?? {}
      if (screen?.step === 'findPatient') await confirmPatient(visit, played.patient)
      if (screen?.step === 'question') throw new Error('a form is asked for')
      if (screen?.step === 'outcome' || screen?.step === 'incomplete') {
        expect(screen.sentence).toContain(refusals[played.why].visitor.nl)
        break
      }
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    visit.close()
  })
})

describe('Whoever comes for an adult', () => {
  /** What the kiosk is told of these numbers. */
  async function asked(papers: readonly object[], birthDate: string, bsn: string): Promise<string> {
    const visit = await come({ journey: 'curator', ...ward, papers })
    await visit.at('findPatient')
    visit.tap({ kind: 'findPatient', birthDate, bsn })
    for (;;) {
      const { screen, busy } = visit.views.at(-1) ?? {}
      const answered = screen?.step === 'confirmPatient' || (screen?.step === 'findPatient' && screen.problem !== null)
      if (answered && busy === false) {
        visit.close()
        return screen.step === 'findPatient' ? (screen.problem ?? '') : screen.step
      }
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  const all = [ruling('curatele'), register('listed'), finding]
  const of = (role: LaterRole) => castOf(data.path).later?.[role] ?? { birthDate: '', bsn: '' }

  it('finds the one whom the papers name', async () => {
    expect(await asked(all, of('ward').birthDate, of('ward').bsn)).toBe('confirmPatient')
  })

  it('finds no other adult, whatever numbers are known: the papers on the desk do not name that one', async () => {
    expect(await asked(all, of('illFather').birthDate, of('illFather').bsn)).toBe('patientNotFound')
  })

  it('finds no minor', async () => {
    expect(await asked(all, of('childOfGuardian').birthDate, of('childOfGuardian').bsn)).toBe('patientNotFound')
  })
})
