/**
 * What the pages of a paper say that the house composed of acts: in Dutch, with each signer's own words beside it. Composer
 * and verifier read it from here, so that a page can say nothing that no act says.
 */
import { canonicalJson } from '../../bytes/canonical.ts'
import type { Answer, Fact } from '../../document/model.ts'
import type { Language } from '../../language.ts'
import type { ActContent } from './act-content.ts'
import { commonPart, dutchOf } from './act-content.ts'
import type { SignedAct } from './act-set.ts'
import { actWords } from './words.ts'

/** What one person read in another language than Dutch. */
export interface OwnWords {
  readonly language: Exclude<Language, 'nl'>
  readonly title: string
  readonly statement: string
  readonly declarations: readonly string[]
}

export interface ActPartOnPage {
  /** Who it is, what he is to the patient, what he gives, and his answer where he was asked alone. */
  readonly facts: readonly Fact[]
  readonly statement: string
  /** Beside those that all declared. */
  readonly declarations: readonly string[]
  readonly own: OwnWords | null
}

export interface ActsPage {
  readonly title: string
  readonly hospital: string
  readonly form: ActContent['form']
  readonly patient: readonly Fact[]
  readonly answers: readonly Answer[]
  /** In the order of the decision. */
  readonly parts: readonly ActPartOnPage[]
  /** What all of them declared, word for word; empty where they declared different things. */
  readonly declarations: readonly string[]
}

/** Of acts that are one signed form (`actsProblem`). */
export function actsPage(acts: readonly [SignedAct, ...SignedAct[]]): ActsPage {
  const contents = acts.map(({ content }) => content)
  const [first] = acts
  const { title, hospital, form, patient, answers } = commonPart(first.content)
  const shared = dutchOf(first.content).declarations
  const isShared = contents.every((one) => canonicalJson(dutchOf(one).declarations) === canonicalJson(shared))
  return {
    title,
    hospital,
    form,
    patient,
    answers,
    parts: contents.map((one) => partOf(one, { isShared, patient })),
    declarations: isShared ? shared : [],
  }
}

/** Who acts named the patient otherwise, where the record was corrected meanwhile; null: as the paper names him. */
function patientThen(mine: readonly Fact[], patient: readonly Fact[]): Fact | null {
  if (canonicalJson(mine) === canonicalJson(patient)) return null
  return { label: actWords.patientThen, value: mine.map(({ label, value }) => `${label}: ${value}`).join('; ') }
}

function partOf(
  content: ActContent,
  { isShared, patient }: { readonly isShared: boolean; readonly patient: readonly Fact[] },
): ActPartOnPage {
  const { role, gives, answer, language, title, statement, declarations } = content
  const dutch = dutchOf(content)
  const then = patientThen(dutch.patient, patient)
  return {
    facts: [
      ...dutch.signer,
      ...(then === null ? [] : [then]),
      { label: actWords.part, value: actWords.gives[role][gives] },
      ...(answer === 'yes' ? [{ label: actWords.answer, value: actWords.yes }] : []),
    ],
    statement: dutch.statement,
    declarations: isShared ? [] : dutch.declarations,
    own: language === 'nl' ? null : { language, title, statement, declarations },
  }
}
