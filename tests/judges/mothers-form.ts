/** The mother of the training people signs at a kiosk, each time in another way, over the real central. */
import type { EnvelopeId } from '../../domain/ids.ts'
import { answersAll, confirmsChild, endingOf } from '../central/support/mother.ts'
import { openStage } from '../central/support/stage.ts'
import type { Stage } from '../central/support/stage.ts'
import { neighbour } from '../session/support/marking.ts'
import { cardOf } from '../session/support/people.ts'
import { ink } from '../session/support/stage.ts'
import type { Place } from './place.ts'

export type Way = 'ink' | 'typed' | 'tapped' | 'witnessed'

/** `change`: she has access already, and this form takes its place when it begins. */
export async function mothersForm(at: Place, way: Way, access: 'first' | 'change'): Promise<EnvelopeId> {
  const { central, data, kiosks } = at
  const stage = await openStage(central, kiosks[0])
  await confirmsChild(central, data, stage)
  if (access === 'change') {
    await stage.at('replaceOld')
    stage.tap({ kind: 'replaceOld', old: 'atStart' })
  }
  await answersAll(stage)
  await signs(at, stage, way)
  await stage.at('done', ({ delivery }) => delivery === 'received')
  stage.end()
  const [sent] = stage.delivered
  if (sent === undefined) throw new Error('nothing was delivered')
  return sent.id
}

async function signs(at: Place, stage: Stage, way: Way): Promise<void> {
  if (way === 'ink') return stage.tap({ kind: 'ink', ink })
  stage.tap({ kind: 'cannotDraw' })
  await stage.at('cannotDraw', ({ witness }) => witness)
  stage.tap({ kind: 'signBy', way })
  switch (way) {
    case 'typed': {
      const { signer } = await stage.at('signTyped')
      return stage.tap({ kind: 'typedName', name: signer })
    }
    case 'tapped':
      await stage.at('signTapped')
      stage.tap({ kind: 'haveRead' })
      await stage.at('signTapped', ({ read }) => read)
      return stage.tap({ kind: 'agree' })
    case 'witnessed':
      return await marks(at, stage)
    default:
      return way satisfies never
  }
}

/** Her own mark, and a neighbour's signature beside it, whom the desk compared. */
async function marks({ central }: Place, stage: Stage): Promise<void> {
  await stage.at('witnessHere')
  stage.tap({ kind: 'next' })
  await stage.at('document')
  stage.tap({ kind: 'mrz', text: cardOf(neighbour), overflow: false })
  await stage.at('desk')
  const clerk = { id: 'clerk-1', name: 'Marloes Kuiper' }
  await central.visits.identify(stage.visit, await endingOf(central, stage, 1), clerk, { guard: { person: 1 } })
  await stage.at('mark')
  stage.tap({ kind: 'ink', ink })
  await stage.at('witnessSigns')
  stage.tap({ kind: 'ink', ink })
}
