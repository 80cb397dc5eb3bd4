/** What signing means for whoever stands here, and what he is to the patient: on the screens as in what is signed. */
import { actRole, actStatement } from '../../domain/journeys/act-words.ts'
import { formWords, journeyOf, roleOf } from '../../domain/journeys/index.ts'
import type { Journey } from '../../domain/journeys/journey.ts'
import type { InEveryLanguage } from '../../domain/language.ts'
import { partOf } from '../../domain/requests/signing-set/people.ts'
import type { WaitingSet } from '../../domain/requests/sets/waiting.ts'
import type { PrivateAnswer } from '../../domain/requests/acts/act-content.ts'
import { isOwnAnswer, signsApart } from './apart.ts'
import { journeyIn } from './known.ts'
import type { FormCase, State } from './state.ts'
import { inSentence, statement } from './words.ts'

/** The journey of who asks: of a set that waits that is somebody else's, and its words are what is signed. */
export function askingJourney({ apart, journey }: Pick<State, 'apart' | 'journey'>): Journey {
  const waiting = apart?.waiting ?? null
  return waiting === null ? journeyIn({ journey }) : journeyOf(waiting.journey)
}

/** Which of the signers of a set the visitor is. */
export function roleInSet(apart: NonNullable<State['apart']>): WaitingSet['role'] {
  return apart.waiting?.role ?? 'applicant'
}

/** Of a child that is asked alone; null: of everybody else. On the pad it says yes. */
function answerIn({ apart }: Pick<State, 'apart'>): PrivateAnswer | null {
  return isOwnAnswer({ apart }) ? (apart?.answer ?? 'yes') : null
}

export function signedWords(
  { patient, decision }: Pick<FormCase, 'patient' | 'decision'>,
  state: Pick<State, 'apart' | 'journey' | 'part'>,
): { readonly statement: InEveryLanguage; readonly role: InEveryLanguage } {
  const { apart, part } = state
  const journey = askingJourney(state)
  const signer =
    apart !== null && signsApart(state, { decision })
      ? decision.signers.find(({ role }) => role === roleInSet(apart))
      : undefined
  if (signer !== undefined)
    return {
      statement: actStatement({ journey, signer, who: inSentence(patient), answer: answerIn(state) }),
      role: actRole(journey, signer),
    }
  const words = formWords(journey)
  const here = decision.signers.find((one) => partOf(one, journey) === part)
  return { statement: statement(patient, words), role: here === undefined ? words.role : roleOf(words, here) }
}
