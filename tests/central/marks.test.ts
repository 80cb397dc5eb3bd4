/** Who cannot draw, at the real central: what was said on the screen is what stands on paper and in the record. */
import type { Consent, DocumentReference, Provenance } from '@medplum/fhirtypes'
import { webcrypto } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import { instantOf } from '../../central/clock/clock.ts'
import { addDays } from '../../domain/days/calendar.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { verifyPdf } from '../../domain/verify/verify.ts'
import { cardOf } from '../session/support/people.ts'
import type { Holder } from '../session/support/people.ts'
import { neighbour } from '../session/support/marking.ts'
import { ink } from '../session/support/stage.ts'
import { linesOf } from '../session/support/training.ts'
import { extractOf } from '../support/extract.ts'
import { rightAnswers } from '../support/understood.ts'
import { derOf } from './support/der.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { TestKiosk } from './support/kiosk.ts'
import { openStage } from './support/stage.ts'
import type { Stage } from './support/stage.ts'
import { castOf } from './support/visit.ts'

const clerk = { id: 'clerk-1', name: 'Marloes Kuiper' }
const data = folder()
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

let stage: Stage
beforeEach(async () => {
  // The request of the test before is decided on, or the rules would say that it waits.
  for (const one of central.store.all('Consent'))
    if ((one as Consent).status === 'proposed')
      await central.store.update({ ...(one as Consent), status: 'rejected' }, one.meta?.versionId ?? '')
  stage = await openStage(central, kiosk)
})

const numberOf = async (person: number): Promise<string> => {
  const { record } = (await central.visits.find(stage.visit)) ?? {}
  return (person === 0 ? record?.claim : record?.others[person - 1]?.claim)?.document.number.slice(-4) ?? ''
}

/** The mother's own way to the choice how to sign. */
async function toChoice(): Promise<void> {
  await stage.at('language')
  stage.tap({ kind: 'language', language: 'nl' })
  stage.tap({ kind: 'door', door: 'child' })
  stage.tap({ kind: 'acceptTerms' })
  stage.tap({ kind: 'mrz', text: linesOf(data.path, 'Moeder met gezag'), overflow: false })
  await stage.at('desk')
  await central.visits.identify(stage.visit, await numberOf(0), clerk)
  const extract = extractOf(addDays(dayAt(Date.now()), -30), { recordedAt: instantOf(new Date()) })
  await central.visits.recordEvidence(stage.visit, extract, clerk)
  await stage.at('findPatient')
  const { birthDate, bsn } = castOf(data.path).people.child
  stage.tap({ kind: 'findPatient', birthDate, bsn })
  await stage.at('confirmPatient')
  stage.tap({ kind: 'confirmPatient', yes: true })
  const given = {
    authority: 'declared',
    scope: 'appointments',
    purpose: 'arrangeCare',
    period: 'months6',
    notify: 'letter',
  }
  for (const [linkId, value] of Object.entries(given)) {
    await stage.at('question', (screen) => screen.linkId === linkId)
    stage.tap({ kind: 'answer', linkId, values: [value] })
  }
  await stage.at('review')
  stage.tap({ kind: 'next' })
  for (const { linkId, values } of rightAnswers) {
    await stage.at('understand', (screen) => screen.linkId === linkId)
    stage.tap({ kind: 'answer', linkId, values })
  }
  await stage.at('sign')
  stage.tap({ kind: 'cannotDraw' })
  await stage.at('cannotDraw', ({ witness }) => witness)
}

/** A witness comes, up to the desk. */
async function brings(witness: Holder): Promise<void> {
  stage.tap({ kind: 'signBy', way: 'witnessed' })
  await stage.at('witnessHere')
  stage.tap({ kind: 'next' })
  await stage.at('document')
  stage.tap({ kind: 'mrz', text: cardOf(witness), overflow: false })
}

/** What the intake made of the one envelope, and what the verifier says of its paper. */
async function stored() {
  await stage.at('done', ({ delivery }) => delivery === 'received')
  const [sent] = stage.delivered
  const row = sent === undefined ? null : await central.ledger.find(sent.id)
  expect([sent?.status, row?.reason, row?.detail]).toEqual([201, null, null])
  const [provenance] = (central.store.all('Provenance') as unknown as Provenance[]).slice(-1)
  const pdf = (central.store.all('DocumentReference') as unknown as DocumentReference[])
    .map(({ content }) => content[0]?.attachment.data ?? '')
    .findLast((text) => text.startsWith('JVBER'))
  const verdict = await verifyPdf(portOver(webcrypto.subtle), new Uint8Array(Buffer.from(pdf ?? '', 'base64')), {
    anchors: [derOf(central.house.sealCa.certificate)],
    timeAnchors: [derOf(central.house.timeCa.certificate)],
    at: new Date(),
  })
  expect(verdict.problem).toBeNull()
  const [, claims = ''] = Buffer.from(provenance?.signature?.[0]?.data ?? '', 'base64')
    .toString()
    .split('.')
  const step = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>
  stage.end()
  return { provenance, step }
}

describe('Who cannot draw', () => {
  it('agrees by touch, and the record says that it was a touch', async () => {
    await toChoice()
    stage.tap({ kind: 'signBy', way: 'tapped' })
    await stage.at('signTapped', ({ read }) => !read)
    stage.tap({ kind: 'agree' })
    stage.tap({ kind: 'haveRead' })
    await stage.at('signTapped', ({ read }) => read)
    stage.tap({ kind: 'agree' })
    const { provenance, step } = await stored()
    expect(step).toMatchObject({ method: 'tapped', inkHash: null })
    expect(provenance?.signature?.[0]?.extension).toMatchObject([{ valueCode: 'tapped' }])
  })

  it('makes a mark before a witness, whose name, document and signature are kept beside it', async () => {
    await toChoice()
    await brings(neighbour)
    await stage.at('desk')
    await central.visits.identify(stage.visit, await numberOf(1), clerk, { guard: { person: 1 } })
    expect(await stage.at('mark')).toMatchObject({ witness: 'CORNELIS HENDRIK OVERBEEK' })
    stage.tap({ kind: 'ink', ink })
    expect(await stage.at('witnessSigns')).toMatchObject({ witness: 'CORNELIS HENDRIK OVERBEEK' })
    stage.tap({ kind: 'ink', ink })
    const { provenance, step } = await stored()
    expect(step).toMatchObject({
      method: 'witnessed',
      witness: {
        name: 'CORNELIS HENDRIK OVERBEEK',
        identity: { documentNumber: 'IK55P0Q31', assurance: 'identified' },
      },
    })
    expect(provenance?.signature?.[0]?.extension).toMatchObject([{ valueCode: 'witnessed' }])
    expect(provenance?.agent.map(({ who }) => who.display)).toContain('CORNELIS HENDRIK OVERBEEK')
  })

  it('brings somebody who takes part in it: refused with a sentence, before the desk is asked', async () => {
    await toChoice()
    const { child } = castOf(data.path).people
    await brings({ ...neighbour, family: child.family, given: child.given })
    expect(await stage.at('document', ({ problem }) => problem !== null)).toMatchObject({ problem: 'witnessIsPatient' })
    stage.tap({ kind: 'mrz', text: linesOf(data.path, 'Moeder met gezag'), overflow: false })
    expect(await stage.at('document', ({ problem }) => problem !== 'witnessIsPatient')).toMatchObject({
      problem: 'sameDocument',
    })
    expect((await central.visits.find(stage.visit))?.record.others).toEqual([])
    expect(stage.delivered).toEqual([])
    stage.end()
  })

  it('is not helped by staff who take part in this visit', async () => {
    await toChoice()
    await brings({ ...neighbour, family: 'Kuiper', given: 'Marloes' })
    await stage.at('desk')
    const other = { id: 'clerk-2', name: 'Anna Visser' }
    expect(await central.visits.identify(stage.visit, await numberOf(1), other, { guard: { person: 1 } })).toEqual({
      ok: false,
      refusal: 'staffWitness',
    })
    stage.end()
  })

  it('types the name after all when the desk is not sure of the witness, and the form is taken', async () => {
    await toChoice()
    await brings(neighbour)
    await stage.at('desk')
    await central.visits.identify(stage.visit, await numberOf(1), clerk, { guard: { person: 1 } })
    await stage.at('mark')
    await central.visits.decline(stage.visit, 'doubt', clerk, { person: 1 })
    expect(await stage.at('cannotDraw')).toMatchObject({ problem: 'witnessDoubted' })
    stage.tap({ kind: 'signBy', way: 'typed' })
    const { signer } = await stage.at('signTyped')
    stage.tap({ kind: 'typedName', name: signer })
    expect((await stored()).step).toMatchObject({ method: 'typed' })
  })
})
