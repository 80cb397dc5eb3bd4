/** From a state to the screen that shows it: a pure projection, so nothing can be shown that the state does not say. */
import { shownReference } from '../../domain/contract/envelope/reference.ts'
import { passageDocuments } from './documents.ts'
import { answeredRows, questionScreen } from './form-screens.ts'
import { documentName, initialsOfPerson } from '../../domain/identity/written-name.ts'
import type { Screen } from '../../domain/contract/messages/screen.ts'
import { doors } from '../../domain/contract/messages/parts.ts'
import { dayInAmsterdam } from '../../domain/days/amsterdam.ts'
import { dossierScreen } from './dossier-screen.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import type { Case, State } from './state.ts'
import type { Context } from './turn.ts'
import { instantInWords } from '../../domain/document/time-text.ts'
import { afterSigning, dayInWords, statement, statusUrl } from './words.ts'

/** The screen of this state. Throws when the state is impossible: a call number is needed and no record was read. */
export function toScreen(state: State, { house, moment }: Context): Screen {
  const { place, language, purpose, record } = state
  const who = purpose ?? 'self'
  switch (place.at) {
    case 'language':
      return { step: 'language', offered: house.content.languages }
    case 'forWhom':
      return { step: 'forWhom', doors: [...doors], extractMonths: extractMonths(house.policy) }
    case 'notHere':
      return { step: 'notHere', door: place.door }
    case 'terms':
      return { step: 'terms', documents: passageDocuments(house.content, language) }
    case 'document':
      return { step: 'document', entry: place.entry, misreads: place.misreads, problem: place.problem }
    case 'desk':
      return { step: 'desk', callNumber: known(record).callNumber, needsExtract: purpose === 'child' }
    case 'findPatient':
      return { step: 'findPatient', who, triesLeft: known(record).lookUpsLeft, problem: place.problem }
    case 'deskPicks':
      return { step: 'deskPicks', callNumber: known(record).callNumber }
    case 'confirmPatient': {
      const { birthDate, bsn } = place.bound.patient
      const initials = initialsOfPerson(place.bound.patient)
      return { step: 'confirmPatient', who, initials, birthYear: birthDate.slice(0, 4), bsnEnd: bsn?.slice(-2) ?? '' }
    }
    case 'question':
      return questionScreen(place, state)
    case 'review':
      return {
        step: 'review',
        rows: [...answeredRows(place.of, state)],
        statement: statement(place.of.patient)[language],
        note: afterSigning[place.of.decision.approver][language],
      }
    case 'sign':
      return {
        step: 'sign',
        ...act(place.of, state, moment.now),
        penMovement: house.escrow !== undefined,
        problem: place.problem,
      }
    case 'signTyped':
      return { step: 'signTyped', ...act(place.of, state, moment.now), problem: place.problem }
    case 'sealing':
      return { step: 'sealing' }
    case 'done': {
      const { reference, at } = place.signed
      return {
        step: 'done',
        reference: shownReference(reference),
        statusUrl: statusUrl(house.content.hospital, reference),
        delivery: place.delivery,
        at: instantInWords({ at, language }),
        print: place.print,
      }
    }
    case 'incomplete':
      return { step: 'incomplete', outcome: place.outcome, sentence: place.sentence[language], next: place.next }
    case 'dossier':
      return dossierScreen(place, language, house)
    case 'needsMore':
      return { step: 'needsMore', needs: place.needs }
    case 'outcome': {
      const sentence = place.sentence === null ? {} : { sentence: place.sentence[language] }
      return { step: 'outcome', outcome: place.outcome, next: place.next, ...sentence }
    }
    default:
      return place satisfies never
  }
}

/** As the hospital's rules have it; null where authority is read from the register of persons. */
function extractMonths({ authority }: HospitalPolicy): number | null {
  return authority.parentEvidence === 'brp' ? null : authority.extractMaxAgeMonths
}

function known<T>(value: T | null): T {
  if (value === null) throw new Error('this screen stands only after the record was read')
  return value
}

function act(of: Case, { language, claim }: State, now: Context['moment']['now']) {
  return {
    statement: statement(of.patient)[language],
    signer: documentName(known(claim)),
    date: dayInWords(dayInAmsterdam(now), language),
  }
}
