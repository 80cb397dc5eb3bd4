/** The mother of the training people at the real central: her own way through the form for her child. */
import type { Central } from '../../../central/compose.ts'
import { instantOf } from '../../../central/clock/clock.ts'
import { addDays } from '../../../domain/days/calendar.ts'
import { dayAt } from '../../../domain/days/amsterdam.ts'
import { linesOf } from '../../session/support/training.ts'
import { extractOf } from '../../support/extract.ts'
import { rightAnswers } from '../../support/understood.ts'
import type { Stage } from './stage.ts'
import { castOf } from './visit.ts'

const clerk = { id: 'clerk-1', name: 'Marloes Kuiper' }

/** Of whoever comes in this visit: 0 the visitor, then the others. */
export async function endingOf(central: Central, { visit }: Stage, person: number): Promise<string> {
  const { record } = (await central.visits.find(visit)) ?? {}
  return (person === 0 ? record?.claim : record?.others[person - 1]?.claim)?.document.number.slice(-4) ?? ''
}

/** She was identified with an extract, and says that this is her child. */
export async function confirmsChild(central: Central, data: string, stage: Stage): Promise<void> {
  await stage.at('language')
  stage.tap({ kind: 'language', language: 'nl' })
  stage.tap({ kind: 'door', door: 'child' })
  stage.tap({ kind: 'acceptTerms' })
  stage.tap({ kind: 'mrz', text: linesOf(data, 'Moeder met gezag'), overflow: false })
  await stage.at('desk')
  await central.visits.identify(stage.visit, await endingOf(central, stage, 0), clerk)
  const extract = extractOf(addDays(dayAt(Date.now()), -30), { recordedAt: instantOf(new Date()) })
  await central.visits.recordEvidence(stage.visit, extract, clerk)
  await stage.at('findPatient')
  const { birthDate, bsn } = castOf(data).people.child
  stage.tap({ kind: 'findPatient', birthDate, bsn })
  await stage.at('confirmPatient')
  stage.tap({ kind: 'confirmPatient', yes: true })
}

/** From the first question to the pad. */
export async function answersAll(stage: Stage): Promise<void> {
  const given = { authority: 'declared', scope: 'appointments', purpose: 'arrangeCare', period: 'months6', notify: 'letter' } // prettier-ignore
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
}
