/** States of a visit in which an adult lets somebody look along: from the question whether that one is here to his review. */
import { firstState } from '../../../session/flow/state.ts'
import type { State } from '../../../session/flow/state.ts'
import { day } from '../../rules/sample.ts'
import { bound, identified, intent, play, way } from './machine-way.ts'
import { neighbour } from './look-along.ts'
import { cardOf } from './people.ts'
import { ink } from './stage.ts'

export function lookingAlong(): readonly State[] {
  const [read = firstState] = way().filter(({ place }) => place.at === 'desk')
  if (read.claim === null) throw new Error('the way leads past the desk')
  const claim = { ...read.claim, journey: 'capable-adult' as const }
  const patient = { ...bound.patient, birthDate: day('1988-02-29'), given: 'Willeke', family: 'de Bruijn' }
  const found = { ...identified, state: 'bound' as const, patient: 'Patient/milan', claim }
  const adult = { ...bound, patient }
  const states: State[] = [
    {
      ...read,
      journey: 'capable-adult',
      claim,
      record: found,
      busy: false,
      place: { at: 'confirmPatient', bound: adult },
    },
  ]
  const on = (...inputs: Parameters<typeof play> extends [State, ...infer I] ? I : never): void => {
    for (const input of inputs) states.push(play(states.at(-1) ?? firstState, input))
  }
  on(intent({ kind: 'confirmPatient', yes: true }), intent({ kind: 'otherHere', yes: true }), intent({ kind: 'next' }))
  on(intent({ kind: 'language', language: 'en' }), intent({ kind: 'acceptTerms' }))
  on(intent({ kind: 'mrz', text: cardOf(neighbour), overflow: false }))
  const shown = states.at(-1)?.claim
  if (shown == null) throw new Error('the second document was read')
  const other = { part: 'grantee', claim: shown, assurance: 'claimed', declined: false } as const
  on({ type: 'claimed', record: { ...found, others: [other] } })
  on({ type: 'record', record: { ...found, others: [{ ...other, assurance: 'identified' }] } })
  on({ type: 'bound', bound: adult }, intent({ kind: 'next' }))
  on(
    intent({ kind: 'answer', linkId: 'scope', values: ['letters'] }),
    intent({ kind: 'answer', linkId: 'purpose', values: ['look'] }),
    intent({ kind: 'answer', linkId: 'period', values: ['whole'] }),
    intent({ kind: 'answer', linkId: 'notify', values: ['none'] }),
  )
  const seen = { resourceType: 'Appointment', id: 'a', status: 'booked', participant: [] }
  on({ type: 'dossier', bound: adult, resources: [seen] }, intent({ kind: 'openAll' }), intent({ kind: 'next' }))
  on(intent({ kind: 'next' }))
  for (const [linkId, value] of [
    ['check.when', 'no'],
    ['check.stop', 'yes'],
    ['check.only', 'no'],
  ] as const)
    on(intent({ kind: 'answer', linkId, values: [value] }))
  on(intent({ kind: 'freeWill', answer: 'yes' }), intent({ kind: 'ink', ink }), intent({ kind: 'next' }))
  return states
}
