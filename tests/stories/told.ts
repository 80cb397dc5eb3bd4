/** What a person is told by the page on which a visit came to rest, in the closed words of stories. */
import type { Screen } from '../../domain/contract/messages/screen.ts'
import type { JourneyId } from '../../domain/ids.ts'
import { refusals } from '../../domain/rules/refusals/index.ts'
import type { Refusal } from '../../domain/rules/refusals/index.ts'
import { withdrawalRefusals } from '../../domain/rules/refusals/withdrawal.ts'
import type { Told } from './shape.ts'

/** Every word that this page may be called by; none: it says nothing that stories have a word for. */
export function toldBy(screen: Screen, journey: JourneyId | null): readonly Told[] {
  switch (screen.step) {
    case 'done':
      return done(screen)
    case 'ownWaits':
      return ['waits']
    case 'dossier':
      return ['own access']
    case 'notHere':
      return screen.explained === null ? ['not available yet', 'ask:desk'] : ['refused and explained', 'ask:desk']
    case 'incomplete':
      return refused(screen.sentence)
    case 'outcome':
      if (screen.outcome === 'patientEnded') return ['desk helps', 'ask:desk']
      if (screen.outcome === 'refusedByRules' && screen.sentence === undefined) return ['desk helps', 'ask:desk']
      return screen.sentence === undefined ? ['ask:desk'] : refused(screen.sentence)
    case 'findPatient':
      // Whoever may not stop an adult's mandate does not even find him, whether there is one or not.
      return journey === 'stop-other' ? ['stop neutral', 'ask:desk'] : ['ask:desk']
    case 'ownWaits':
      return ['waits']
    case 'deskPicks':
    case 'document':
    case 'needsMore':
      return ['ask:desk']
    default:
      return []
  }
}

function done({ about, delivery, waits }: Extract<Screen, { step: 'done' }>): readonly Told[] {
  if (about !== 'form') {
    const stopped: Told = delivery === 'received' ? 'stopped' : 'will be stopped'
    if (about === 'answer') return delivery === 'waiting' ? ['will be sent'] : ['signed and sent', 'waits', 'withdrawn']
    return about === 'request' ? [stopped, 'withdrawn'] : [stopped]
  }
  if (delivery === 'waiting') return ['will be sent']
  // Of a part of a set the page says both.
  return waits === undefined ? ['signed and sent'] : ['signed and sent', 'waits']
}

/** By the rules' own sentence. */
function refused(sentence: string): readonly Told[] {
  if (sentence.includes(withdrawalRefusals['R20.mayNot'].visitor.nl)) return ['stop neutral']
  const all: readonly (readonly [string, Refusal])[] = Object.entries(refusals)
  const named = all.filter(([, { visitor }]) => sentence.includes(visitor.nl))
  const words = named.flatMap(([id, refusal]) => ofRefusal(id, refusal))
  return words.length === 0 ? ['refused and explained', 'ask:desk'] : [...new Set(words)]
}

function ofRefusal(id: string, { next }: Refusal): readonly Told[] {
  if (id === 'mandate.exists') return ['continues', 'granted', 'refused and explained']
  if (id === 'mandate.requested') return ['waits', 'signed and sent']
  switch (next) {
    case 'physician':
      return ['ask:physician', 'refused and explained']
    case 'registration':
      return ['ask:registration', 'refused and explained']
    case 'waitForHospital':
      return ['waits']
    default:
      return ['ask:desk', 'refused and explained']
  }
}
