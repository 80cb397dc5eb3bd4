/** The visitor's document: scanned, or its lines typed; then the central gets the claim. */
import { readMrz } from '../../../domain/identity/mrz.ts'
import type { IdentityClaim } from '../../../domain/contract/gateway/visit-record.ts'
import type { OutcomeId } from '../../../domain/contract/messages/outcome-id.ts'
import { stopsMandates } from '../../../domain/journeys/index.ts'
import { beforeTerms } from '../enter.ts'
import { journeyIn } from '../known.ts'
import { go, outcome, stay, wait } from '../turn.ts'
import { backToSigner, noWitness } from '../witness.ts'
import type { State } from '../state.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    document: {
      readonly entry: 'scan' | 'type'
      readonly misreads: number
      readonly problem: Extract<
        OutcomeId,
        | 'mrzMisread'
        | 'mrzTooLong'
        | 'documentExpired'
        | 'documentUnknown'
        | 'sameDocument'
        | 'witnessSigns'
        | 'witnessIsPatient'
        | 'witnessDoubted'
      > | null
    }
  }
}

export const document: Place<'document'> = {
  at: 'document',
  back: true,
  on(state, intent, { moment, hospital }) {
    const { place } = state
    switch (intent.kind) {
      case 'back':
        if (state.marking !== null) return go(backToSigner(state), { at: 'witnessHere', of: state.marking.of })
        return go(state, stopsMandates(journeyIn(state)) ? beforeTerms(state) : { at: 'terms' })
      case 'entry':
        return go(state, { ...place, entry: intent.entry, problem: null })
      case 'askDesk':
        return outcome(state, 'deskReads', 'document')
      case 'mrz': {
        const reading = readMrz({
          text: intent.text,
          overflow: intent.overflow,
          today: moment.today,
          others: hospital.policy.identity.otherDocuments,
        })
        if (!reading.ok) return go(state, { ...place, misreads: place.misreads + 1, problem: reading.problem })
        if (state.journey === null) return stay(state)
        const claim = { ...reading.read, journey: state.journey }
        const reads = { ...state, claim, place: { ...place, problem: null } }
        if (state.part === 'visitor') return wait(reads, { do: 'claim', claim, as: null })
        if (isShown(state, claim)) return go(state, { ...place, problem: 'sameDocument' })
        // Before the desk compares him: a visit has one witness, and this one would be none.
        const none = isNoWitness(state, claim)
        if (none !== null) return go(state, { ...place, problem: none })
        return wait(reads, { do: 'claim', claim, as: state.part })
      }
      default:
        return stay(state)
    }
  },
  screen: ({ place: { entry, misreads, problem } }) => ({ step: 'document', entry, misreads, problem }),
}

/** The document of somebody else of this visit lies on the reader still: each shows his own. */
function isShown({ record, part }: State, { document }: IdentityClaim): boolean {
  const others = record?.others.filter((one) => one.part !== part) ?? []
  const shown = [record?.claim, ...others.map(({ claim }) => claim)]
  return shown.some((one) => one?.document.number === document.number && one.document.issuer === document.issuer)
}

function isNoWitness(state: State, claim: IdentityClaim): ReturnType<typeof noWitness> {
  if (state.marking === null) return null
  return noWitness(state, state.marking.of, { part: 'witness', claim, assurance: 'identified' })
}
