/** What goes wrong at a kiosk: each a clear page, and nothing lost or half done. */
import { afterEach, describe, expect, it } from 'vitest'
import { cardOf, milan, mother, ofTwelve } from './support/people.ts'
import { ink, openStage } from './support/stage.ts'
import type { Stage } from './support/stage.ts'
import { answered, sign, toChild, toDesk, toReview } from './support/walk.ts'

let stage: Stage
afterEach(async () => await stage.close())

const document = async (): Promise<void> => {
  stage.renderer.tap({ kind: 'language', language: 'nl' })
  stage.renderer.tap({ kind: 'door', door: 'child' })
  stage.renderer.tap({ kind: 'acceptTerms' })
  await stage.renderer.at('document')
}

describe('a document that cannot be used', () => {
  it('is told beside the field, and another one can be read at once', async () => {
    stage = await openStage()
    const { renderer } = stage
    await document()
    const card = cardOf(mother)
    for (const [text, problem, misreads] of [
      [card.replace('2014', '2015'), 'mrzMisread', 1],
      [card.split('\n').reverse().join('\n'), 'mrzMisread', 2],
      [card.replace('NLD', '\u0002NLD'), 'mrzMisread', 3],
      [cardOf({ ...mother, expiry: '200101' }), 'documentExpired', 4],
      ['D1NLD15094962111659VW87Z78NB84', 'documentUnknown', 5],
    ] as const) {
      renderer.tap({ kind: 'mrz', text, overflow: false })
      expect(await renderer.at('document', (screen) => screen.misreads === misreads)).toMatchObject({ problem })
    }
    renderer.tap({ kind: 'mrz', text: 'A'.repeat(512), overflow: true })
    await renderer.at('document', ({ problem }) => problem === 'mrzTooLong')
    renderer.tap({ kind: 'mrz', text: card.toLowerCase(), overflow: false })
    await renderer.at('desk')
    expect(JSON.stringify(await stage.central.visits.find(stage.main.visit))).toContain('SPECI2014')
  })

  it('can be read anew after the clerk declined', async () => {
    stage = await openStage()
    await toDesk(stage, 'child', cardOf(mother))
    await stage.central.decline(stage.main.visit)
    expect(await stage.renderer.at('outcome')).toMatchObject({ outcome: 'notConfirmed' })
    expect(stage.renderer.view().canBack).toBe(true)
    stage.renderer.tap({ kind: 'back' })
    await stage.renderer.at('document')
    stage.renderer.tap({ kind: 'mrz', text: cardOf(mother), overflow: false })
    await stage.renderer.at('desk')
  })
})

describe('an older record', () => {
  it('that comes after a newer one is not believed', async () => {
    stage = await openStage()
    const { renderer, central, main } = stage
    await toDesk(stage, 'child', cardOf(mother))
    await central.decline(main.visit)
    await renderer.at('outcome')
    renderer.tap({ kind: 'back' })
    await renderer.at('document')
    const reads = (): number => central.calls.filter((call) => call === 'GET /visit').length
    const before = reads()
    const release = central.hold('GET /visit')
    // Something changes while the record still says "declined"; its answer is on the way for a while.
    await central.noExtract(main.visit)
    await main.until(() => (reads() > before ? true : null))
    renderer.tap({ kind: 'mrz', text: cardOf(mother), overflow: false })
    await renderer.at('desk')
    release()
    await main.until(() => (reads() > before + 1 ? true : null))
    await central.identify(main.visit)
    await central.extract(main.visit)
    await renderer.at('findPatient')
    expect(renderer.views.filter(({ screen }) => screen.step === 'outcome')).toHaveLength(1)
  })
})

describe('a second document', () => {
  it('read after the clerk has spoken changes nothing: the identified one counts', async () => {
    stage = await openStage()
    const { renderer, central, main } = stage
    await toDesk(stage, 'child', cardOf(mother))
    renderer.tap({ kind: 'back' })
    await renderer.at('document')
    await central.identify(main.visit)
    await central.extract(main.visit)
    renderer.tap({ kind: 'mrz', text: cardOf({ ...mother, given: 'Anna', number: 'NX0000001' }), overflow: false })
    await renderer.at('findPatient')
    renderer.tap({ kind: 'findPatient', birthDate: milan.birthDate, bsn: milan.bsn })
    await renderer.at('confirmPatient')
    await toReview(stage)
    expect(JSON.stringify(renderer.view())).toContain('WILLEKE LISELOTTE DE BRUIJN')
  })
})

describe('a patient who is not found', () => {
  it('is asked for again three times, then the clerk picks, and no name reaches the screen', async () => {
    stage = await openStage()
    const { renderer, central, main } = stage
    await toDesk(stage, 'child', cardOf(mother))
    await central.identify(main.visit)
    await central.extract(main.visit)
    await renderer.at('findPatient')
    for (const left of [2, 1]) {
      renderer.tap({ kind: 'findPatient', birthDate: '2018-01-01', bsn: milan.bsn })
      await renderer.at('findPatient', ({ triesLeft, problem }) => triesLeft === left && problem === 'patientNotFound')
    }
    renderer.tap({ kind: 'findPatient', birthDate: '2018-01-01', bsn: milan.bsn })
    await renderer.at('deskPicks')
    expect(JSON.stringify(renderer.views)).not.toMatch(/Milan|Noor/)
    await central.pick(main.visit, 'milan')
    await renderer.at('confirmPatient')
  })

  it('screens 19: is searched by the clerk when the visitor does not know the BSN', async () => {
    stage = await openStage()
    const { renderer, central, main } = stage
    await toDesk(stage, 'child', cardOf(mother))
    await central.identify(main.visit)
    await central.extract(main.visit)
    await renderer.at('findPatient')
    renderer.tap({ kind: 'askDesk' })
    await renderer.at('deskPicks')
    await central.pick(main.visit, 'milan')
    await renderer.at('confirmPatient')
  })

  it('of 12 or older answers by itself: the parent signs a part of his own, and nothing is sent before', async () => {
    stage = await openStage()
    const { renderer, central, main } = stage
    await toDesk(stage, 'child', cardOf(mother))
    await central.identify(main.visit)
    await central.extract(main.visit)
    await renderer.at('findPatient')
    renderer.tap({ kind: 'findPatient', ...ofTwelve })
    await renderer.at('confirmPatient')
    renderer.tap({ kind: 'confirmPatient', yes: true })
    await answered(stage)
    expect(main.stored).toEqual([])
    await sign(stage)
    expect(await renderer.at('done')).toMatchObject({ child: 'alone' })
    expect((await main.until(() => main.stored[0])).header.kind).toBe('act')
  })

  it('who died is not found, like anybody who is not there', async () => {
    stage = await openStage()
    const { renderer, central, main } = stage
    const child = central.fhir.all.find(({ id }) => id === 'milan')
    Object.assign(child ?? {}, { deceasedBoolean: true })
    await toDesk(stage, 'child', cardOf(mother))
    await central.identify(main.visit)
    await central.extract(main.visit)
    await renderer.at('findPatient')
    renderer.tap({ kind: 'findPatient', birthDate: milan.birthDate, bsn: milan.bsn })
    await renderer.at('findPatient', ({ triesLeft, problem }) => triesLeft === 2 && problem === 'patientNotFound')
    expect(JSON.stringify(renderer.views)).not.toContain('deceased')
  })
})

describe('a central that is down', () => {
  it('before somebody is bound leads to paper, and nothing was sent', async () => {
    stage = await openStage()
    await document()
    await stage.central.down()
    stage.renderer.tap({ kind: 'mrz', text: cardOf(mother), overflow: false })
    expect(await stage.renderer.at('outcome')).toMatchObject({ outcome: 'centralUnreachable', next: 'paperRoute' })
    expect(stage.main.stored).toEqual([])
  })

  it('after the form was loaded changes nothing: signing completes and will be sent', async () => {
    stage = await openStage()
    await toChild(stage)
    stage.renderer.tap({ kind: 'confirmPatient', yes: true })
    await stage.renderer.at('question')
    await stage.central.down()
    stage.renderer.tap({ kind: 'answer', linkId: 'scope', values: ['letters'] })
    stage.renderer.tap({ kind: 'answer', linkId: 'purpose', values: ['look'] })
    await stage.renderer.at('review')
    await sign(stage)
    expect(await stage.renderer.at('done')).toMatchObject({ delivery: 'waiting' })
    expect(stage.main.stored).toHaveLength(1)
  })

  it('for a moment, while the visitor waits at the desk, is noticed by nobody', async () => {
    stage = await openStage()
    await toDesk(stage, 'child', cardOf(mother))
    await stage.central.down()
    await stage.central.identify(stage.main.visit)
    await stage.central.extract(stage.main.visit)
    await stage.central.up()
    await stage.renderer.at('findPatient')
  })

  it('that asks for a short pause gets it, and nobody notices', async () => {
    stage = await openStage()
    await document()
    stage.central.hurried(1)
    const asked = stage.central.calls.length
    stage.renderer.tap({ kind: 'mrz', text: cardOf(mother), overflow: false })
    await stage.renderer.at('desk')
    expect(stage.central.calls.slice(asked).filter((call) => call === 'POST /token').length).toBeGreaterThan(1)
  })

  it('that goes on asking for pauses is away, and no word is said about too many tries', async () => {
    stage = await openStage()
    await document()
    stage.central.hurried(4)
    stage.renderer.tap({ kind: 'mrz', text: cardOf(mother), overflow: false })
    expect(await stage.renderer.at('outcome')).toMatchObject({ outcome: 'centralUnreachable', next: 'paperRoute' })
  })

  it('that ends the visit is believed at once', async () => {
    stage = await openStage()
    await toDesk(stage, 'child', cardOf(mother))
    await stage.central.end(stage.main.visit)
    expect(await stage.renderer.at('outcome')).toMatchObject({ outcome: 'visitEnded' })
  })
})

describe('a signature that cannot be completed', () => {
  it.each([
    ['main refuses its seal', { seal: 'refuses' }, 'sealFailed'],
    ['the seal is garbage', { seal: 'garbage' }, 'sealFailed'],
    ['the seal is over something else', { seal: 'otherDigest' }, 'sealFailed'],
    ['the disk is full', { store: 'diskFull' }, 'notStored'],
  ] as const)('because %s is never called signed', async (_why, manners, outcome) => {
    stage = await openStage({ manners })
    await toChild(stage)
    await toReview(stage)
    await sign(stage)
    expect(await stage.renderer.at('outcome')).toMatchObject({ outcome, next: 'paperRoute' })
    expect(stage.main.stored).toEqual([])
    expect(stage.main.steps()).not.toContain('done')
  })

  it('because main does not answer stays "sealing"', async () => {
    stage = await openStage({ manners: { store: 'silent' } })
    await toChild(stage)
    await toReview(stage)
    await sign(stage)
    await stage.main.until(() => stage.main.heard.find(({ type }) => type === 'store'))
    expect(stage.renderer.view().screen.step).toBe('sealing')
  })

  it('because the pad is empty asks again', async () => {
    stage = await openStage()
    await toChild(stage)
    await toReview(stage)
    stage.renderer.tap({ kind: 'next' })
    await stage.renderer.at('sign')
    stage.renderer.tap({ kind: 'ink', ink: { ...ink, strokes: [] } })
    await stage.renderer.at('sign', ({ problem }) => problem === 'inkTooLittle')
    stage.renderer.tap({ kind: 'ink', ink })
    await stage.renderer.at('done')
  })
})

describe('what is not for this kiosk', () => {
  it('has a kind page behind every door, and a way back', async () => {
    stage = await openStage()
    const { renderer } = stage
    renderer.tap({ kind: 'language', language: 'nlSimple' })
    await renderer.at('forWhom')
    for (const door of ['dontKnow']) {
      renderer.tap({ kind: 'door', door })
      expect(await renderer.at('notHere')).toEqual({ step: 'notHere', door, explained: null })
      renderer.tap({ kind: 'back' })
      await renderer.at('forWhom')
    }
    expect(stage.central.calls).not.toContain('POST /visit/identity')
  })

  it('explains to a parent that a young person of 16 or 17 decides alone, in every language, and asks for nothing', async () => {
    stage = await openStage()
    const { renderer } = stage
    renderer.tap({ kind: 'language', language: 'nl' })
    await renderer.at('forWhom')
    renderer.tap({ kind: 'door', door: 'youngPerson' })
    await renderer.at('notHere')
    for (const [language, title, ruled] of [
      ['nl', 'Uw kind is 16 of 17 jaar', 'Vanaf 16 jaar beslist de jongere zelf. Hier is geen formulier voor.'],
      ['nlSimple', 'Uw kind is 16 of 17 jaar', 'De jongere beslist zelf.'],
      ['en', 'Your child is 16 or 17', 'From 16 the young person decides. There is no form for this.'],
    ] as const) {
      renderer.tap({ kind: 'language', language })
      const { explained } = await renderer.at('notHere', (screen) => screen.explained?.ruled[0] === ruled)
      expect(explained).toMatchObject({ title, points: { length: 3 } })
    }
    renderer.tap({ kind: 'back' })
    await renderer.at('forWhom')
    expect(stage.central.calls).not.toContain('POST /visit/identity')
  })

  it('without an agreement to the terms goes no further and asks nothing', async () => {
    stage = await openStage()
    const { renderer } = stage
    renderer.tap({ kind: 'language', language: 'nl' })
    renderer.tap({ kind: 'door', door: 'child' })
    await renderer.at('terms')
    renderer.tap({ kind: 'declineTerms' })
    expect(await renderer.at('outcome')).toMatchObject({ outcome: 'termsDeclined' })
    renderer.tap({ kind: 'back' })
    await renderer.at('terms')
  })
})
