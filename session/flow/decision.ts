/** Asks the rules, and turns a refusal into the page that the visitor reads. */
import * as v from 'valibot'
import { wholeRequest, type MandateRequest } from '../../domain/forms/request.ts'
import { foresee, signsHere } from '../../domain/journeys/foresee.ts'
import { formWords, journeyOf } from '../../domain/journeys/index.ts'
import type { FormWords } from '../../domain/journeys/journey.ts'
import { visitorClaim } from './at-kiosk.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { outcomes } from '../../domain/outcome/outcomes.ts'
import { decide } from '../../domain/rules/index.ts'
import type { Decision, RefusalDecision } from '../../domain/rules/basis/decision.ts'
import type { InEveryLanguage } from '../../domain/language.ts'
import { languages } from '../../domain/language.ts'
import type { Form } from '../../domain/forms/form.ts'
import type { Bound, FormCase, Hospital, StandingAt, State } from './state.ts'
import type { Context } from './turn.ts'

export type Decided =
  { readonly kind: 'form'; readonly of: FormCase } | { readonly kind: 'refused'; readonly place: Refused }

/** A page that says why not. */
export type Refused = StandingAt<'incomplete'> | StandingAt<'outcome'> | StandingAt<'replaceOld'>

/** The same where nothing can be chosen. */
type Told = StandingAt<'incomplete'> | StandingAt<'outcome'>

/** The rules' answer for this visitor and this patient on this day. */
export function decideFor({
  state,
  bound,
  context,
  request = wholeRequest,
}: {
  readonly state: State
  readonly bound: Bound
  readonly context: Context
  readonly request?: MandateRequest
}): Decided {
  const { record } = state
  const claim = visitorClaim(state)
  if (record === null || claim === null) throw new Error('a decision needs a record and a claim')
  const { patient, mandates } = bound
  const birthDate = v.safeParse(CalendarDay, patient.birthDate)
  // Ages decide: a birth date that is only a year is first completed in the record.
  if (!birthDate.success) {
    const { next } = outcomes.recordIncomplete
    return { kind: 'refused', place: { at: 'outcome', outcome: 'recordIncomplete', next, sentence: null, back: null } }
  }
  const journey = journeyOf(claim.journey)
  const about = { ...patient, birthDate: birthDate.output }
  const asked = state.change === null ? request : { ...request, change: state.change }
  const facts = journey.facts({ record, claim, patient: about, mandates, request: asked, today: context.moment.today })
  const decision = decide({ facts, policy: context.hospital.policy })
  if (decision.kind === 'refusal' && decision.id === 'mandate.exists' && mayReplace(mandates))
    return { kind: 'refused', place: { at: 'replaceOld', bound, kept: refusalPlace(decision, bound) } }
  if (decision.kind === 'refusal' || !signsHere(decision))
    return { kind: 'refused', place: notHere(decision, formWords(journey), bound) }
  const form = formNamed(context.hospital, decision.form)
  // A form that the hospital lacks.
  if (form === null) return { kind: 'refused', place: toDesk(null, bound) }
  return { kind: 'form', of: { ...bound, form, decision } }
}

/** Whether what this visitor has already can be replaced: it holds, and no change of it waits. */
function mayReplace({ existing }: Bound['mandates']): boolean {
  const own = existing.filter(({ sameGrantee }) => sameGrantee)
  return own.length > 0 && own.every(({ status }) => status === 'active')
}

/** The page of a refusal that no child could change; null: it depends on who the child is, so that is asked. */
export function foreseenPlace(state: State, context: Context): Refused | null {
  const { record } = state
  const claim = visitorClaim(state)
  if (record === null || claim === null) return null
  const { policy } = context.hospital
  const decision = foresee({ record, claim, policy, today: context.moment.today })
  return decision === null ? null : notHere(decision, formWords(journeyOf(claim.journey)), null)
}

/** What this kiosk cannot do goes to the desk, in words: a refusal, or more than this parent's signature. */
function notHere(decision: Decision, words: FormWords, bound: Bound | null): Refused {
  if (decision.kind === 'refusal') return refusalPlace(decision, bound)
  const patient = decision.signers.some(({ role }) => role === 'patient')
  return toDesk(patient ? words.patientSigns : words.othersSign, bound)
}

/** Missing proof is no "no": the page says what to bring. Everything else the rules refuse in their own words. */
function refusalPlace(refusal: RefusalDecision, bound: Bound | null): Told {
  const sentence = joined(refusal.visitor, refusal.next.text)
  if (refusal.next.id === 'bringExtract')
    return { at: 'incomplete', outcome: 'extractMissing', sentence, next: 'bringProof', bound }
  if (refusal.next.id.startsWith('bring'))
    return { at: 'incomplete', outcome: 'refusedByRules', sentence, next: 'bringProof', bound }
  return toDesk(sentence, bound)
}

function toDesk(sentence: InEveryLanguage | null, bound: Bound | null): Told {
  const { next } = outcomes.refusedByRules
  return { at: 'outcome', outcome: 'refusedByRules', next, sentence, back: null, refused: { bound } }
}

function joined(first: InEveryLanguage, second: InEveryLanguage): InEveryLanguage {
  const [nl, nlSimple, en] = languages.map((language) => `${first[language]} ${second[language]}`)
  return { nl: nl ?? '', nlSimple: nlSimple ?? '', en: en ?? '' }
}

/** The hospital's Questionnaire for a form of the rules: its address ends in the form's name ("…/child-form"). */
export function formNamed({ forms }: Hospital, id: string): Form | null {
  const plain = (text: string) => text.replace(/[^a-z]/gi, '').toLowerCase()
  return forms.find(({ url }) => plain(url.split('/').pop() ?? '') === plain(id)) ?? null
}
