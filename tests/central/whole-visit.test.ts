/** Both visits over the real central, with its training people: from the first screen to what stands in the record. */
import { dayAt } from '../../domain/days/amsterdam.ts'
import { rightAnswers } from '../support/understood.ts'
import type { AuditEvent, Consent, DocumentReference, Task } from '@medplum/fhirtypes'
import { webcrypto } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import type { Central } from '../../central/compose.ts'
import { instantOf } from '../../central/clock/clock.ts'
import type { Role } from '../../central/training/cast.ts'
import { addDays, addMonths } from '../../domain/days/calendar.ts'
import { extractOf } from '../support/extract.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { verifyPdf } from '../../domain/verify/verify.ts'
import { ink } from '../session/support/stage.ts'
import { derOf } from './support/der.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { openStage } from './support/stage.ts'
import type { Stage } from './support/stage.ts'
import { castOf } from './support/visit.ts'

/** Milliseconds for a machine that does other things too. */
const patience = { timeout: 15_000 }

let data: Folder
let central: Central
let kiosk: TestKiosk
const clerk = { id: 'clerk-1', name: 'Marloes Kuiper' }

beforeAll(async () => {
  data = folder()
  central = await training(data.path)
  kiosk = await enrolKiosk(central)
})
afterAll(async () => {
  await central.close()
  data.remove()
})

const sample = (words: string): string =>
  central.samples.find(({ title }) => title.includes(words))?.mrz.join('\n') ?? ''
const person = (role: Role) => castOf(data.path).people[role]

async function toDesk(stage: Stage, door: 'self' | 'child', mrz: string): Promise<void> {
  await stage.at('language')
  stage.tap({ kind: 'language', language: 'nl' })
  await stage.at('forWhom')
  stage.tap({ kind: 'door', door })
  if (door === 'self') {
    await stage.at('relation')
    stage.tap({ kind: 'journey', journey: 'own-dossier' })
  }
  await stage.at('terms')
  stage.tap({ kind: 'acceptTerms' })
  await stage.at('document')
  stage.tap({ kind: 'mrz', text: mrz, overflow: false })
  await stage.at('desk')
}

async function desk(stage: Stage, evidence: 'extract' | 'missing' | null): Promise<void> {
  const { claim, state } = (await central.visits.find(stage.visit))?.record ?? { claim: null, state: null }
  if (state === 'opened') {
    const identified = await central.visits.identify(stage.visit, claim?.document.number.slice(-4) ?? '', clerk)
    if (!identified.ok) throw new Error(identified.refusal)
  }
  if (evidence === 'missing') await central.visits.evidenceMissing(stage.visit, clerk)
  if (evidence !== 'extract') return
  const issuedOn = addDays(v.parse(CalendarDay, new Date().toISOString().slice(0, 10)), -30)
  const seen = extractOf(issuedOn, { recordedAt: instantOf(new Date()) })
  await central.visits.recordEvidence(stage.visit, seen, clerk)
}

describe('visit one at the real central', () => {
  it('ends with the mother’s request in the record, proposed, sealed and waiting for a physician', async () => {
    const stage = await openStage(central, kiosk)
    await toDesk(stage, 'child', sample('kind van 7'))
    await desk(stage, 'extract')
    await stage.at('findPatient')
    const { birthDate, bsn } = person('child')
    stage.tap({ kind: 'findPatient', birthDate, bsn })
    await stage.at('confirmPatient')
    stage.tap({ kind: 'confirmPatient', yes: true })
    const given: Record<string, readonly string[]> = {
      authority: ['declared'],
      scope: ['appointments', 'medication'],
      purpose: ['arrangeCare'],
      period: ['months6'],
      notify: ['letter'],
    }
    for (const [linkId, values] of Object.entries(given)) {
      await stage.at('question', (screen) => screen.linkId === linkId)
      stage.tap({ kind: 'answer', linkId, values })
    }
    await stage.at('review')
    stage.tap({ kind: 'next' })
    for (const { linkId, values } of rightAnswers) {
      await stage.at('understand', (screen) => screen.linkId === linkId)
      stage.tap({ kind: 'answer', linkId, values })
    }
    await stage.at('sign')
    stage.tap({ kind: 'ink', ink })
    const done = await stage.at('done')
    await expect.poll(() => stage.delivered.length, patience).toBe(1)
    const [sent] = stage.delivered
    expect([
      sent?.status,
      sent && (await central.ledger.find(sent.id))?.reason,
      sent && (await central.ledger.find(sent.id))?.detail,
    ]).toEqual([201, null, null])
    expect(done.statusUrl).toBe(`${central.staff}/s/${done.reference}`)
    expect(await (await fetch(done.statusUrl)).text()).toContain('data-state="received"')

    const [mandate, more] = central.store
      .all('Consent')
      .filter(
        (one): one is Consent & { id: string } => one.resourceType === 'Consent' && one.provision?.actor !== undefined,
      )
      // Some of the training people have a mandate already.
      .filter(({ sourceReference }) => sourceReference !== undefined)
    expect(more).toBeUndefined()
    expect(mandate?.status).toBe('proposed')
    // Half a year was asked for, which is shorter than what the rules allow a child of seven.
    const today = dayAt(Date.now())
    expect(mandate?.provision?.period).toEqual({ start: today, end: addDays(addMonths(today, 6), -1) })
    const [task] = central.store.all('Task') as (Task & { id: string })[]
    expect([task?.status, task?.focus?.reference]).toEqual(['requested', `Consent/${mandate?.id}`])
    const pdf = central.store
      .all('DocumentReference')
      .filter((one): one is DocumentReference & { id: string } => one.resourceType === 'DocumentReference')
      .find(({ content }) => content[0]?.attachment.data?.startsWith('JVBER') === true)
    expect(
      Buffer.from(pdf?.content[0]?.attachment.data ?? '', 'base64')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    const bytes = new Uint8Array(Buffer.from(pdf?.content[0]?.attachment.data ?? '', 'base64'))
    const { seal, problem } = await verifyPdf(portOver(webcrypto.subtle), bytes, {
      anchors: [derOf(central.house.sealCa.certificate)],
      timeAnchors: [derOf(central.house.timeCa.certificate)],
      at: new Date(),
    })
    expect([problem, seal?.timeAuthority, seal?.extended]).toEqual([null, 'Ziekenhuis De Brug tijdstempels', 0])
    const audits = central.store.all('AuditEvent') as (AuditEvent & { id: string })[]
    expect(audits.map(({ source }) => source.site)).toContain('balie-intake')
    stage.end()
  })

  it('screens 2, 4: ends as incomplete without the extract, and decides again at each word of the clerk: only the acceptance of the terms is stored', async () => {
    const stage = await openStage(central, kiosk)
    await toDesk(stage, 'child', sample('zonder uittreksel'))
    await desk(stage, 'missing')
    // Whoever the child is: nobody is asked. The clerk finds the paper after all, and it goes on at once.
    await stage.at('incomplete')
    await desk(stage, 'extract')
    await stage.at('findPatient')
    const { birthDate, bsn } = person('childWithoutExtract')
    stage.tap({ kind: 'findPatient', birthDate, bsn })
    await stage.at('confirmPatient')
    const before = central.store.all('Task').length
    stage.tap({ kind: 'confirmPatient', yes: true })
    await stage.at('question')
    await central.visits.evidenceMissing(stage.visit, clerk)
    await stage.at('incomplete')
    await expect.poll(() => stage.delivered.length, patience).toBe(1)
    const [sent] = stage.delivered
    expect(sent && (await central.ledger.find(sent.id))).toMatchObject({ reason: null, detail: null })
    expect(central.store.all('Task').length).toBe(before)
    stage.end()
  })

  it('hands a child that is registered twice to the desk', async () => {
    const stage = await openStage(central, kiosk)
    await toDesk(stage, 'child', sample('twee keer'))
    await desk(stage, 'extract')
    await stage.at('findPatient')
    const { birthDate, bsn } = person('double')
    stage.tap({ kind: 'findPatient', birthDate, bsn })
    await stage.at('deskPicks')
    stage.end()
  })

  it('asks a parent of a child of 13 for her own part, and signs nothing before', async () => {
    const stage = await openStage(central, kiosk)
    await toDesk(stage, 'child', sample('kind van 13'))
    await desk(stage, 'extract')
    await stage.at('findPatient')
    const { birthDate, bsn } = person('teenager')
    stage.tap({ kind: 'findPatient', birthDate, bsn })
    await stage.at('confirmPatient')
    stage.tap({ kind: 'confirmPatient', yes: true })
    await stage.at('question')
    expect(stage.stored()).toBe(0)
    stage.end()
  })
})

describe('visit two at the real central', () => {
  it('shows every subject of the adult’s own dossier, and logs each read', async () => {
    const stage = await openStage(central, kiosk)
    const before = central.store.all('AuditEvent').length
    await toDesk(stage, 'self', sample('eigen dossier'))
    await desk(stage, null)
    await stage.at('confirmPatient')
    stage.tap({ kind: 'confirmPatient', yes: true })
    const dossier = await stage.at('dossier')
    expect(Object.fromEntries(dossier.subjects.map(({ subject, count }) => [subject, count]))).toEqual({
      appointments: 3,
      medication: 2,
      allergies: 1,
      leaflets: 1,
      documents: 1,
    })
    expect(central.store.all('AuditEvent').length - before).toBeGreaterThanOrEqual(6)
    stage.end()
  })

  it.each([
    ['who died', 'Overleden', 'deceased'],
    ['whom a physician blocked', 'geblokkeerd', 'blocked'],
  ] as const)('ends neutrally for somebody %s', async (_name, words, role) => {
    const stage = await openStage(central, kiosk)
    await toDesk(stage, 'self', sample(words))
    await desk(stage, null)
    expect((await stage.at('outcome')).outcome).toMatch(/patientEnded|visitEnded/)
    expect((await central.visits.find(stage.visit))?.record.endedBecause).toBe(role)
    stage.end()
  })
})
