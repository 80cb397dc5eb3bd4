/** The ways through a visit that tests share. */
import type { JourneyId } from '../../../domain/ids.ts'
import { extractOf } from '../../support/extract.ts'
import { clerk } from './central.ts'
import { dayFrom } from './hospital.ts'
import { cardOf, milan, mother } from './people.ts'
import { ink } from './stage.ts'
import type { Stage } from './stage.ts'

/** A recent paper that shows the authority of two, recorded now. */
export const jointExtract = () => extractOf(dayFrom(-21), { authority: 'joint', recordedAt: new Date().toISOString() })

/** Up to the desk: language, for whom (`journey`: which for oneself), terms, document read. */
export async function toDesk(
  { renderer }: Stage,
  door: 'self' | 'child',
  mrz: string,
  journey: JourneyId = 'own-dossier',
): Promise<void> {
  renderer.tap({ kind: 'language', language: 'nl' })
  await renderer.at('forWhom')
  renderer.tap({ kind: 'door', door })
  if (door === 'self') {
    await renderer.at('relation')
    renderer.tap({ kind: 'journey', journey })
  }
  await renderer.at('terms')
  renderer.tap({ kind: 'acceptTerms' })
  await renderer.at('document')
  renderer.tap({ kind: 'mrz', text: mrz, overflow: false })
  await renderer.at('desk')
}

/** The mother whom the desk identified, with an extract, up to "is this right?". */
export async function toChild(stage: Stage): Promise<void> {
  await toDesk(stage, 'child', cardOf(mother))
  await stage.central.identify(stage.main.visit)
  await stage.central.extract(stage.main.visit)
  await findsMilan(stage)
}

/** The same with a paper that shows the authority of two: up to the question whether the other one is here. */
export async function toOtherHere(stage: Stage): Promise<void> {
  const { renderer, central, main } = stage
  await toDesk(stage, 'child', cardOf(mother))
  await central.identify(main.visit)
  await central.visits.recordEvidence(main.visit, jointExtract(), clerk)
  await findsMilan(stage)
  renderer.tap({ kind: 'confirmPatient', yes: true })
  await renderer.at('otherHere')
}

async function findsMilan({ renderer }: Stage): Promise<void> {
  await renderer.at('findPatient')
  renderer.tap({ kind: 'findPatient', birthDate: milan.birthDate, bsn: milan.bsn })
  await renderer.at('confirmPatient')
}

/** From "is this right?" to the review, with the shortest answers. */
export async function toReview(stage: Stage): Promise<void> {
  stage.renderer.tap({ kind: 'confirmPatient', yes: true })
  await answered(stage)
}

/** The form's questions, with the shortest answers, up to the review. */
export async function answered({ renderer }: Stage): Promise<void> {
  await renderer.at('question', ({ linkId }) => linkId === 'scope')
  renderer.tap({ kind: 'answer', linkId: 'scope', values: ['appointments', 'medication'] })
  await renderer.at('question', ({ linkId }) => linkId === 'purpose')
  renderer.tap({ kind: 'answer', linkId: 'purpose', values: ['look'] })
  await renderer.at('review')
}

/** From the review to the pad, and ink on it. */
export async function sign({ renderer }: Stage): Promise<void> {
  renderer.tap({ kind: 'next' })
  await renderer.at('sign')
  renderer.tap({ kind: 'ink', ink })
}
