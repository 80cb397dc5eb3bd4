/**
 * What somebody can come for, as data: whom the visitor may be, what is shown, which stages the visit has, in which words
 * and codes it is told. A journey gathers and words; it decides nothing, the rules do (`domain/rules`).
 */
import type { Coding } from '../coding/journey-coding.ts'
import type { Stage } from '../contract/control/step.ts'
import type { Evidence } from '../contract/gateway/evidence.ts'
import type { Door } from '../contract/messages/parts.ts'
import type { JourneyId } from '../ids.ts'
import type { InEveryLanguage } from '../language.ts'
import type { Facts } from '../rules/basis/facts.ts'
import type { Relation } from '../rules/basis/relations.ts'
import type { Known } from './known.ts'

export interface Journey {
  readonly id: JourneyId
  /** The card on the page "for whom" that leads here. */
  readonly door: Door
  /** Another card that leads to the same; absent: none. */
  readonly alsoDoor?: Door
  /** Whom the visitor may be to the patient. */
  readonly relations: readonly [Relation, ...Relation[]]
  /** Who the visitor is among those whom the rules name: it is his own dossier, or (absent) he asks for access. */
  readonly visitor?: 'patient'
  /** Papers that the clerk looks at before it goes on, besides the visitor's own document. */
  readonly evidence: readonly Evidence['kind'][]
  /**
   * Ages of the patient, in whole years, for which the rules are asked while nobody is bound yet; `usual`: the one whose
   * answer is shown. Null where the patient is the visitor.
   */
  readonly ages: { readonly all: readonly number[]; readonly usual: number } | null
  /** What the rules are asked about. */
  facts(known: Known): Facts
  /** In the order of the visit: the trail at the desk, the progress bar and the way itself. */
  readonly stages: readonly Stage[]
  readonly words: Words
  readonly coding: Coding
}

export interface Words {
  /** How the screens call the patient: the key of their texts. */
  readonly who: 'self' | 'child' | 'adult'
  /** Where several journeys are behind one door: how this one stands on the page that tells them apart. Null: it is alone. */
  readonly choice: Choice | null
  /** For the clerk, in Dutch: beside the number, and as an answer to "for whom does the visitor come". */
  readonly staff: { readonly tag: string; readonly choice: string }
  /** Null where nothing is signed. */
  readonly form: FormWords | null
  /** Null where the journey goes on to an identity check; else it ends on a page that explains. */
  readonly explained: Explained | null
}

/** A card of the page "what are you to this person?", or of the one that asks whose record it is. */
export interface Choice {
  readonly label: InEveryLanguage
  readonly note: InEveryLanguage
  /** What somebody has to have ready, besides the own document and the patient's numbers. Empty where it is only explained. */
  readonly needs: readonly InEveryLanguage[]
}

/** A journey that this kiosk only explains: what the rules say leads, these words follow. */
export interface Explained {
  readonly title: InEveryLanguage
  /** Instead of a refusal's own sentence: the rules would ask for a form. */
  readonly withForm: InEveryLanguage
  /** Each one sentence or two, the most important first. */
  readonly points: readonly InEveryLanguage[]
}

export interface FormWords {
  /** What the signer is to the patient: on the review and on the paper. */
  readonly role: InEveryLanguage
  /** What the other holder of authority is; absent where there is none. */
  readonly coHolder?: InEveryLanguage
  /** What signing means, in one sentence. `who`: the patient, masked. */
  statement(who: string): InEveryLanguage
  /** Why one visitor's signature is not enough here: the patient signs too, or others do. */
  readonly patientSigns: InEveryLanguage
  readonly othersSign: InEveryLanguage
}
