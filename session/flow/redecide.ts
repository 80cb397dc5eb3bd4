/**
 * The clerk recorded something else than what was decided on: the rules are asked again at once, wherever the visitor
 * stands. A correction at the desk never waits for the visitor to come back.
 */
import { canonicalJson } from '../../domain/bytes/canonical.ts'
import { requestOf } from '../../domain/forms/request.ts'
import type { VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import { hasPapers } from '../../domain/journeys/record-finding.ts'
import { reviewed } from './act.ts'
import { decideFor, foreseenPlace } from './decision.ts'
import { isOwnAnswer, isWaiting } from './apart.ts'
import { firstQuestion } from './form.ts'
import { known } from './known.ts'
import type { Bound, FormCase, Marking, State } from './state.ts'
import { isStopping } from './stop.ts'
import { go, outcome, stay, withAcceptance } from './turn.ts'
import type { Context, Turn } from './turn.ts'
import { backToSigner, losesWitness, toMark, witnessIn } from './witness.ts'

/** Whether the clerk said something else about a paper, or doubts a document, than before. */
export function saysElse(before: VisitRecord | null, after: VisitRecord): boolean {
  const said = ({ others, declined, ...record }: VisitRecord): string => {
    const { evidence, evidenceMissing, documentDoubtful, papersOpen } = record
    // Whose document was accepted and is doubted now; who is declined at first only reads another one.
    const doubted = others.filter((one) => one.declined && one.assurance !== 'claimed').map(({ part }) => part)
    return canonicalJson({ evidence, evidenceMissing, documentDoubtful, papersOpen, declined, doubted })
  }
  return before !== null && said(before) !== said(after)
}

/** Whether the clerk is done with the papers: they were seen, there are none, or one is doubtful. */
export function saidOfPaper(record: VisitRecord | null): boolean {
  return (
    record !== null &&
    (record.documentDoubtful || (!record.papersOpen && (hasPapers(record.evidence) || record.evidenceMissing)))
  )
}

/** The state already holds the new record. */
export function redecide(state: State, context: Context): Turn {
  const { place } = state
  if (state.busy) return stay(state)
  if (state.marking !== null) return whileMarking(state, state.marking, context)
  switch (place.at) {
    case 'incomplete':
    case 'replaceOld':
      return afresh(state, place.bound, context)
    case 'outcome':
      return place.refused === undefined ? stay(state) : afresh(state, place.refused.bound, context)
    case 'findPatient':
    case 'deskPicks': {
      const refused = foreseenPlace(state, context)
      return refused === null ? stay(state) : go(state, refused)
    }
    case 'otherHere':
    case 'question':
    case 'scopePreview':
    case 'review':
    case 'understand':
    case 'freeWill':
      return inForm(state, place.of, context)
    case 'childReads':
    case 'childAnswers':
      return beforeOwnAnswer(state)
    case 'sign':
    case 'cannotDraw':
    case 'signTyped':
    case 'signTapped':
      // What stops a mandate rests on no paper.
      return isStopping(place.of) ? stay(state) : inForm(state, place.of, context)
    case 'witnessHere':
      return inForm(state, place.of, context)
    case 'mark':
    case 'witnessSigns': {
      const again = inForm(state, place.of, context)
      return again.state === state && witnessIn(known(state.record)) === null ? toMark(state, place.of) : again
    }
    case 'handOver':
    case 'language':
    case 'terms':
    case 'document':
    case 'desk':
      // Between two people who sign; before anybody has, these places do not depend on it.
      return state.set === null ? stay(state) : inForm(state, state.set.of, context)
    case 'forWhom':
    case 'relation':
    case 'notHere':
    case 'confirmPatient':
    case 'setWaits':
    case 'ownWaits':
    case 'stopList':
    case 'stopConfirm':
    case 'sealing':
    case 'done':
    case 'dossier':
    case 'whoLooked':
    case 'needsMore':
      // The rules are asked when somebody goes on from here, or nothing is decided on any more.
      return stay(state)
    default:
      return place satisfies never
  }
}

/** From a page that said why not. */
function afresh(state: State, bound: Bound | null, context: Context): Turn {
  if (bound !== null) {
    const decided = decideFor({ state, bound, context })
    if (decided.kind === 'refused') return go(state, decided.place)
    return state.part === 'visitor' ? firstQuestion(state, decided.of, context) : reviewed(state, decided.of)
  }
  const refused = foreseenPlace(state, context)
  if (refused !== null) return go(state, refused)
  return go(state, state.record?.deskPicks === true ? { at: 'deskPicks' } : { at: 'findPatient', problem: null })
}

/** While the witness stands here: as if the one who signs did. Where nothing changed for him, the witness goes on. */
function whileMarking(state: State, { of }: Marking, context: Context): Turn {
  const signer = backToSigner(state)
  const again = inForm(signer, of, context)
  return again.state === signer ? stay(state) : again
}

/** A child's answer rests on no paper: only its own document can stand in the way. */
function beforeOwnAnswer(state: State): Turn {
  const { record } = state
  return record?.declined === true || record?.documentDoubtful === true ? outcome(state, 'refusedByRules') : stay(state)
}

/** Answers stay; what is signed is reviewed as it now is. */
function inForm(state: State, of: FormCase, context: Context): Turn {
  if (isOwnAnswer(state)) return beforeOwnAnswer(state)
  const bound = { patient: of.patient, mandates: of.mandates }
  const decided = decideFor({ state, bound, context, request: requestOf(of.form, state.answers) })
  if (decided.kind === 'refused') return withAcceptance(go(state, decided.place), bound)
  const same = isWaiting(state) || canonicalJson(decided.of.decision) === canonicalJson(of.decision)
  // Who made his mark before a witness of whom the desk is not sure any more makes it again, in another way.
  if (same && losesWitness(state.set?.signatures ?? [], state)) return reviewed(state, decided.of)
  if (same) return stay(state)
  return state.set === null ? firstQuestion(state, decided.of, context) : reviewed(state, decided.of)
}
