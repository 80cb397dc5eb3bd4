/** Both parents at one kiosk: each reads, accepts, is compared and signs himself; nothing leaves before the last act. */
import { afterEach, describe, expect, it } from 'vitest'
import { clerk } from './support/central.ts'
import { dayFrom } from './support/hospital.ts'
import { cardOf, milan, mother } from './support/people.ts'
import { openStage } from './support/stage.ts'
import type { Stage } from './support/stage.ts'
import { answered, jointExtract, sign, toDesk, toOtherHere, toReview } from './support/walk.ts'
import { extractOf } from '../support/extract.ts'

let stage: Stage
afterEach(async () => await stage.close())

const father = { ...mother, number: 'NX4L9K3P2', family: 'DE BOER', given: 'JAN WILLEM', birth: '830211' }
const second = { guard: { person: 1 } }

/** The mother was identified with a paper that shows the authority of two, her child is right. */
async function atOtherHere(): Promise<Stage> {
  stage = await openStage()
  await toOtherHere(stage)
  return stage
}

/** She has signed, and the screen waits to be handed over. */
async function toHandOver(): Promise<Stage> {
  const { renderer } = await atOtherHere()
  renderer.tap({ kind: 'otherHere', yes: true })
  await answered(stage)
  await sign(stage)
  await renderer.at('handOver')
  return stage
}
/** The father chose a language, accepted and had this document read. */
async function fatherReads(mrz = cardOf(father), language = 'en'): Promise<void> {
  const { renderer } = stage
  renderer.tap({ kind: 'next' })
  await renderer.at('language')
  renderer.tap({ kind: 'language', language })
  await renderer.at('terms')
  renderer.tap({ kind: 'acceptTerms' })
  await renderer.at('document')
  renderer.tap({ kind: 'mrz', text: mrz, overflow: false })
}
async function fatherAtReview(): Promise<void> {
  await toHandOver()
  await fatherReads()
  await stage.renderer.at('desk')
  await stage.central.visits.identify(stage.main.visit, 'K3P2', clerk, second)
  await stage.renderer.at('review')
}

describe('two parents', () => {
  it('sign one form, which is sealed after the second and sent with two acceptances', async () => {
    await toHandOver()
    const { renderer, main, central } = stage
    expect(main.stored).toEqual([])
    expect(renderer.view().progress).toMatchObject({ of: 5 })
    await fatherReads()
    expect(await renderer.at('desk')).toMatchObject({ papers: 'none' })
    expect(renderer.view().progress).toBeNull()
    await central.visits.identify(main.visit, 'K3P2', clerk, second)
    const review = await renderer.at('review')
    expect(renderer.view().canBack).toBe(false)
    expect(review.rows.some(({ editable }) => editable)).toBe(false)
    expect(review.rows.find(({ linkId }) => linkId === 'representative')?.value).toBe('JAN WILLEM DE BOER')
    expect(review.rows.find(({ linkId }) => linkId === 'alsoSigns')?.value).toContain('DE BRUIJN')
    renderer.tap({ kind: 'edit', linkId: 'scope' })
    await sign(stage)
    await renderer.at('done')
    const [stored, ...more] = main.stored
    expect(more).toEqual([])
    if (stored === undefined) throw new Error('nothing was stored')
    const payload = await main.open(stored)
    expect(payload.acceptances.map(({ language }) => language)).toEqual(['nl', 'en'])
    expect(payload.steps).toHaveLength(2)
    expect(payload.escrows).toEqual([null, null])
    const claims = payload.steps.map(
      (step) =>
        JSON.parse(Buffer.from(step.split('.')[1] ?? '', 'base64url').toString()) as { name: string; role: string },
    )
    expect(claims.map(({ name }) => name)).toEqual(['WILLEKE LISELOTTE DE BRUIJN', 'JAN WILLEM DE BOER'])
    expect(new Set(claims.map(({ role }) => role)).size).toBe(2)
    const types = payload.bundle.entry.map(
      (one) => (one as { resource: { resourceType: string } }).resource.resourceType,
    )
    expect(types.filter((type) => type === 'RelatedPerson')).toHaveLength(2)
    expect(types.filter((type) => type === 'Consent')).toHaveLength(4)
  })

  it('walk away between the two: nothing was kept and nothing was signed', async () => {
    await toHandOver()
    await stage.central.end(stage.main.visit)
    await stage.renderer.at('outcome')
    expect(stage.main.stored).toEqual([])
    expect(stage.main.heard.some(({ type }) => type === 'seal')).toBe(false)
  })

  it('the first parent’s document is not taken for the second’s', async () => {
    await toHandOver()
    await fatherReads(cardOf(mother))
    expect(await stage.renderer.at('document', ({ problem }) => problem !== null)).toMatchObject({
      problem: 'sameDocument',
    })
    stage.renderer.tap({ kind: 'mrz', text: cardOf(father), overflow: false })
    await stage.renderer.at('desk')
  })

  it('one person with two documents is refused by the rules, and each acceptance travels alone', async () => {
    await toHandOver()
    await fatherReads(cardOf({ ...mother, number: 'NX4L9K3P2' }))
    await stage.renderer.at('desk')
    await stage.central.visits.identify(stage.main.visit, 'K3P2', clerk, second)
    await stage.renderer.at('outcome')
    const stored = await stage.main.until(() => (stage.main.stored.length === 2 ? stage.main.stored : null))
    expect(stored.map(({ header }) => header['kind'])).toEqual(['acceptance', 'acceptance'])
  })

  it('the second’s document that is not accepted leads to the desk without a word, and another one is read', async () => {
    await toHandOver()
    await fatherReads()
    await stage.renderer.at('desk')
    await stage.central.visits.decline(stage.main.visit, 'doubt', clerk, { person: 1 })
    expect(await stage.renderer.at('outcome')).toMatchObject({ outcome: 'notConfirmed' })
    stage.renderer.tap({ kind: 'back' })
    await stage.renderer.at('document')
    stage.renderer.tap({ kind: 'mrz', text: cardOf({ ...father, number: 'NX4L9K3P8' }), overflow: false })
    await stage.renderer.at('desk')
    await stage.central.visits.identify(stage.main.visit, 'K3P8', clerk, second)
    await stage.renderer.at('review')
  })

  it.each([
    ['the visitor’s', 0],
    ['the second’s', 1],
  ])('%s document that is doubted later stops both, and nobody hears why', async (_, person) => {
    await fatherAtReview()
    await stage.central.visits.decline(stage.main.visit, 'doubt', clerk, { person })
    const page = await stage.renderer.at('outcome')
    expect(page.outcome).toBe('refusedByRules')
    expect(page.sentence).not.toMatch(/twijfel|document|doubt/i)
    expect(stage.main.stored.filter(({ header }) => header['kind'] === 'form')).toEqual([])
  })

  it('what the clerk records between the two acts is decided on: the first reviews and signs again', async () => {
    await fatherAtReview()
    const { renderer, central, main } = stage
    await central.visits.recordEvidence(
      main.visit,
      extractOf(dayFrom(-21), { recordedAt: new Date().toISOString() }),
      clerk,
    )
    expect(await renderer.at('handOver')).toMatchObject({ to: 'visitor' })
    renderer.tap({ kind: 'next' })
    const review = await renderer.at('review')
    expect(review.rows.find(({ linkId }) => linkId === 'representative')?.value).toContain('DE BRUIJN')
    expect(review.rows.some(({ linkId }) => linkId === 'alsoSigns')).toBe(false)
    await sign(stage)
    await renderer.at('done')
    const [stored] = main.stored
    if (stored === undefined) throw new Error('nothing was stored')
    const payload = await main.open(stored)
    expect([payload.steps.length, payload.acceptances.length]).toEqual([1, 1])
  })

  it('with another paper in between the second parent comes back without being compared again', async () => {
    await fatherAtReview()
    const { renderer, central, main } = stage
    await central.visits.recordEvidence(
      main.visit,
      extractOf(dayFrom(-21), { recordedAt: new Date().toISOString() }),
      clerk,
    )
    await renderer.at('handOver', ({ to }) => to === 'visitor')
    renderer.tap({ kind: 'next' })
    await renderer.at('review')
    await central.visits.recordEvidence(main.visit, jointExtract(), clerk)
    await renderer.at('review', ({ rows }) => rows.some(({ linkId }) => linkId === 'alsoSigns'))
    await sign(stage)
    await renderer.at('handOver', ({ to }) => to === 'coHolder')
    renderer.tap({ kind: 'next' })
    await renderer.at('language')
    renderer.tap({ kind: 'language', language: 'nl' })
    await renderer.at('terms')
    renderer.tap({ kind: 'acceptTerms' })
    await renderer.at('review')
    await sign(stage)
    await renderer.at('done')
    expect(main.stored).toHaveLength(1)
  })

  it('are two: one sole holder is asked nothing of it', async () => {
    stage = await openStage()
    const { renderer, central, main } = stage
    await toDesk(stage, 'child', cardOf(mother))
    await central.identify(main.visit)
    await central.extract(main.visit)
    await renderer.at('findPatient')
    renderer.tap({ kind: 'findPatient', birthDate: milan.birthDate, bsn: milan.bsn })
    await renderer.at('confirmPatient')
    await toReview(stage)
  })
})
