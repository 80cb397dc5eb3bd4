/** What the central says of a visit: the claim has come, the record changed, a call failed. The record decides. */
import { saidOf } from './at-kiosk.ts'
import { canonicalJson } from '../../domain/bytes/canonical.ts'
import type { VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import { isOwn } from '../../domain/journeys/index.ts'
import type { CallProblem } from './input.ts'
import { outcomeOfEnd } from './ending.ts'
import { foreseenPlace } from './decision.ts'
import { joined } from './joined.ts'
import { journeyIn } from './known.ts'
import { redecide, saidOfPaper, saysElse } from './redecide.ts'
import type { StandingAt, State } from './state.ts'
import { go, outcome, stay, wait } from './turn.ts'
import type { Context, Turn } from './turn.ts'
import { witnessSeen } from './witness.ts'

/** The central has the claim: the visitor waits for the clerk. */
export function onClaimed(state: State, record: VisitRecord, context: Context): Turn {
  if (state.place.at !== 'document' || !state.busy) return stay(state)
  return onRecord(go(state, { at: 'desk' }).state, record, context)
}

/** What the central's record says now. It decides; the screen follows. */
export function onRecord(state: State, record: VisitRecord, context: Context): Turn {
  const said = saidOf(record, state.part)
  const claim = said.claim ?? state.claim
  // The clerk may have typed the identity, and asked whom it is for.
  const known: State = { ...state, record, claim, journey: record.claim?.journey ?? state.journey }
  const other = saysElse(state.record, record)
  // Another claim than this kiosk made: a clerk typed it from the document, because it could not be read here.
  const entered =
    said.claim !== null && !said.declined && canonicalJson(said.claim) !== canonicalJson(state.claim ?? {})
  if (record.state === 'ended') return outcomeOfEnd(known, record.endedBecause)
  if (other && (state.set !== null || state.marking !== null) && !state.busy && !isOver(state)) {
    const again = redecide(known, context)
    if (again.state !== known) return again
  }
  switch (state.place.at) {
    case 'desk':
      return state.busy ? stay(known) : atDesk(known, record, context)
    case 'document':
      return !known.busy && entered ? go(known, { at: 'desk' }) : stay(known)
    case 'outcome':
      if (isReading(state.place)) return entered ? go(known, { at: 'desk' }) : stay(known)
      return other ? redecide(known, context) : stay(known)
    case 'findPatient':
    case 'deskPicks':
      if (state.busy) return stay(known)
      if (record.state === 'bound') return wait(known, { do: 'loadPatient' })
      if (other) {
        const again = redecide(known, context)
        if (again.state.place.at !== state.place.at) return again
      }
      if (record.deskPicks && state.place.at !== 'deskPicks') return go(known, { at: 'deskPicks' })
      return stay(known)
    default:
      return other ? redecide(known, context) : stay(known)
  }
}

/** Places at which the kiosk could not read the document, so that the desk reads it. */
function isReading(place: StandingAt<'outcome'>): boolean {
  return place.outcome === 'deskReads' || place.outcome === 'documentUnknown' || place.outcome === 'notConfirmed'
}

/** Signed by all, or ended for a reason: what the clerk says now changes nothing any more. */
function isOver({ place }: State): boolean {
  return place.at === 'sealing' || place.at === 'done'
}

function atDesk(state: State, record: VisitRecord, context: Context): Turn {
  const said = saidOf(record, state.part)
  if (said.declined) return outcome(state, 'notConfirmed', 'document')
  if (state.part === 'witness') return said.assurance === 'claimed' ? stay(state) : witnessSeen(state)
  if (state.part !== 'visitor') return said.assurance === 'claimed' ? stay(state) : joined(state, context)
  if (record.state === 'opened') return stay(state)
  const journey = journeyIn(state)
  // A parent waits until the clerk said whether there is proof of authority: what follows depends on it.
  if (journey.evidence.length > 0 && !saidOfPaper(record)) return stay(state)
  if (record.state === 'bound') return wait(state, { do: 'loadPatient' })
  if (isOwn(journey)) return wait(state, { do: 'lookUp', by: { by: 'document' } })
  // What the paper says already may be no for every child: then nobody is asked for birth date and BSN.
  const refused = foreseenPlace(state, context)
  if (refused !== null) return go(state, refused)
  return go(state, record.deskPicks ? { at: 'deskPicks' } : { at: 'findPatient', problem: null })
}

/** A call failed on whose answer this screen waits. Nothing was sent; what was typed stays where that helps. */
export function onFailed(state: State, problem: CallProblem): Turn {
  const { place } = state
  if (!state.busy) return stay(state)
  switch (problem) {
    case 'unreachable':
      // Without a line there is no preview, and what the form says can be signed all the same.
      if (place.at === 'question') return go(state, { at: 'review', of: place.of })
      return outcome(state, 'centralUnreachable')
    case 'ended':
      return outcomeOfEnd(state, null)
    case 'tooManyTries':
      // Only a look-up uses up tries; the clerk goes on from here.
      return place.at === 'findPatient' || place.at === 'desk'
        ? go(state, { at: 'deskPicks' })
        : outcome(state, 'somethingBroke')
    case 'conflict':
      // The record moved on while this screen stood: read it and follow.
      if (state.conflicted || state.record === null) return outcome(state, 'somethingBroke')
      return {
        // A claim that came too late: the clerk has spoken about the former one.
        state: { ...state, place: place.at === 'document' ? { at: 'desk' } : place, busy: false, conflicted: true },
        effects: [{ do: 'readRecord' }],
      }
    case 'fault':
      return outcome(state, 'somethingBroke')
    default:
      return problem satisfies never
  }
}
