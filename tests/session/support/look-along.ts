/** An adult and whom he lets look along, at one kiosk: the ways through their visit that tests share. */
import type { Resource } from '@medplum/fhirtypes'
import { capableAdultForm } from '../../../central/published/content/capable-adult-form.ts'
import { clerk } from './central.ts'
import { childForm } from './content.ts'
import { cardOf, man, passportOf } from './people.ts'
import type { Holder } from './people.ts'
import { ink, openStage } from './stage.ts'
import type { Stage } from './stage.ts'
import { toDesk } from './walk.ts'

/** Whom the man chooses. */
export const neighbour: Holder = {
  family: 'Mol',
  given: 'Hanneke Maria',
  birth: '690314',
  expiry: '310309',
  number: 'NX7H2J4M8',
}

/** The man was found by his document, and said that it is right. `also`: what the record holds besides. */
export async function toChosenHere(patient: Holder = man, also: readonly Resource[] = []): Promise<Stage> {
  const stage = await openStage({ content: { questionnaires: [childForm, capableAdultForm] } })
  stage.central.fhir.all.push(...also)
  const { renderer, central, main } = stage
  await toDesk(stage, 'self', passportOf(patient), 'capable-adult')
  await central.identify(main.visit)
  await renderer.at('confirmPatient')
  renderer.tap({ kind: 'confirmPatient', yes: true })
  return stage
}

/** The other one took the screen, accepted in English, and showed this document. */
export async function otherShows({ renderer }: Stage, mrz = cardOf(neighbour)): Promise<void> {
  renderer.tap({ kind: 'otherHere', yes: true })
  await renderer.at('handOver', ({ why }) => why === 'identity')
  renderer.tap({ kind: 'next' })
  await renderer.at('language')
  renderer.tap({ kind: 'language', language: 'en' })
  await renderer.at('terms')
  renderer.tap({ kind: 'acceptTerms' })
  await renderer.at('document')
  renderer.tap({ kind: 'mrz', text: mrz, overflow: false })
}

/** The desk compared the other one too. */
export async function otherCompared(stage: Stage, of: Holder = neighbour): Promise<void> {
  await otherShows(stage, cardOf(of))
  await stage.renderer.at('desk')
  await stage.central.visits.identify(stage.main.visit, of.number.slice(-4), clerk, { guard: { person: 1 } })
}

/** The man has the screen again and has answered, up to what the other one will see. */
export async function toScopePreview(
  stage: Stage,
  kinds: readonly string[] = ['appointments', 'medication'],
): Promise<void> {
  const { renderer } = stage
  await otherCompared(stage)
  await renderer.at('handOver', ({ why }) => why === 'compared')
  renderer.tap({ kind: 'next' })
  await renderer.at('question', ({ linkId }) => linkId === 'scope')
  renderer.tap({ kind: 'answer', linkId: 'scope', values: kinds })
  for (const [linkId, value] of [
    ['purpose', 'look'],
    ['period', 'year1'],
    ['notify', 'none'],
  ] as const) {
    await renderer.at('question', (screen) => screen.linkId === linkId)
    renderer.tap({ kind: 'answer', linkId, values: [value] })
  }
}

/** The man has seen what the other one will see, and goes on to his review. */
export async function toOwnReview(
  stage: Stage,
  kinds: readonly string[] = ['appointments', 'medication'],
): Promise<void> {
  const { renderer } = stage
  await toScopePreview(stage, kinds)
  await renderer.at('scopePreview')
  renderer.tap({ kind: 'next' })
  await renderer.at('review')
}

/** The checks, answered as somebody does who understood, from the review on. */
export async function understood({ renderer }: Stage): Promise<void> {
  renderer.tap({ kind: 'next' })
  for (const [linkId, value] of [
    ['check.when', 'no'],
    ['check.stop', 'yes'],
    ['check.only', 'no'],
  ] as const) {
    await renderer.at('understand', (screen) => screen.linkId === linkId)
    renderer.tap({ kind: 'answer', linkId, values: [value] })
  }
}

/** From the review to ink on the pad. */
export async function signs(stage: Stage): Promise<void> {
  await understood(stage)
  if (stage.renderer.view().screen.step === 'freeWill') stage.renderer.tap({ kind: 'freeWill', answer: 'yes' })
  await stage.renderer.at('sign')
  stage.renderer.tap({ kind: 'ink', ink })
}
