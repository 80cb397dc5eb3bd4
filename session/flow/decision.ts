/** Asks the rules, and turns a refusal into the page that the visitor reads. */
import * as v from 'valibot'
import { factsOfParent, wholeRequest } from '../../domain/gateway/facts.ts'
import type { MandateRequest } from '../../domain/gateway/facts.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { outcomes } from '../../domain/outcome/outcomes.ts'
import { decide } from '../../domain/rules/index.ts'
import type { RefusalDecision } from '../../domain/rules/decision.ts'
import type { InEveryLanguage } from '../../domain/language.ts'
import { languages } from '../../domain/language.ts'
import type { Form } from '../../domain/forms/form.ts'
import type { Bound, Case, House, Place, State } from './state.ts'
import type { Context } from './turn.ts'

export type Decided =
  | { readonly kind: 'form'; readonly of: Case }
  | { readonly kind: 'refused'; readonly place: Extract<Place, { at: 'incomplete' | 'outcome' }> }

/** The rules' answer for a parent and this child on this day. */
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
  const { record, claim } = state
  if (record === null || claim === null) throw new Error('a decision needs a record and a claim')
  const { patient, mandates } = bound
  const birthDate = v.safeParse(CalendarDay, patient.birthDate)
  // Ages decide: a birth date that is only a year is first completed in the record.
  if (!birthDate.success) {
    const { next } = outcomes.recordIncomplete
    return { kind: 'refused', place: { at: 'outcome', outcome: 'recordIncomplete', next, sentence: null, back: null } }
  }
  const child = { ...patient, birthDate: birthDate.output }
  const facts = factsOfParent({ record, claim, patient: child, mandates, request, today: context.moment.today })
  const decision = decide({ facts, policy: context.house.policy })
  if (decision.kind === 'refusal') return { kind: 'refused', place: refusalPlace(decision) }
  const form = formNamed(context.house, decision.form)
  // What this kiosk cannot do yet goes to the desk, in words: several signers, or a form that the hospital lacks.
  if (decision.signers.some(({ role }) => role === 'patient')) return { kind: 'refused', place: toDesk(childSignsToo) }
  if (decision.signers.length !== 1) return { kind: 'refused', place: toDesk(otherSignsToo) }
  if (form === null) return { kind: 'refused', place: toDesk(null) }
  return { kind: 'form', of: { ...bound, form, decision } }
}

/** Missing proof is no "no": the page says what to bring. Everything else the rules refuse in their own words. */
function refusalPlace(refusal: RefusalDecision): Extract<Place, { at: 'incomplete' | 'outcome' }> {
  const sentence = joined(refusal.visitor, refusal.next.text)
  if (refusal.next.id === 'bringExtract')
    return { at: 'incomplete', outcome: 'extractMissing', sentence, next: 'bringProof' }
  if (refusal.next.id.startsWith('bring'))
    return { at: 'incomplete', outcome: 'refusedByRules', sentence, next: 'bringProof' }
  return toDesk(sentence)
}

function toDesk(sentence: InEveryLanguage | null): Extract<Place, { at: 'outcome' }> {
  return { at: 'outcome', outcome: 'refusedByRules', next: outcomes.refusedByRules.next, sentence, back: null }
}

const childSignsToo: InEveryLanguage = {
  nl: 'Uw kind tekent zelf mee. Dat kan nog niet aan deze zuil. De balie helpt u.',
  nlSimple: 'Uw kind tekent ook. Dat kan hier nog niet. Ga naar de balie.',
  en: 'Your child signs too. That is not possible at this kiosk yet. The desk helps you.',
}
const otherSignsToo: InEveryLanguage = {
  nl: 'De andere ouder tekent mee. Dat kan nog niet aan deze zuil. De balie helpt u.',
  nlSimple: 'De andere ouder tekent ook. Dat kan hier nog niet. Ga naar de balie.',
  en: 'The other parent signs too. That is not possible at this kiosk yet. The desk helps you.',
}

function joined(first: InEveryLanguage, second: InEveryLanguage): InEveryLanguage {
  const [nl, nlSimple, en] = languages.map((language) => `${first[language]} ${second[language]}`)
  return { nl: nl ?? '', nlSimple: nlSimple ?? '', en: en ?? '' }
}

/** The hospital's Questionnaire for a form of the rules: its address ends in the form's name ("…/child-form"). */
export function formNamed({ forms }: House, id: string): Form | null {
  const plain = (text: string) => text.replace(/[^a-z]/gi, '').toLowerCase()
  return forms.find(({ url }) => plain(url.split('/').pop() ?? '') === plain(id)) ?? null
}
