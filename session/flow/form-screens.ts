/** A question, the review and the act as screens. */
import { askedQuestions } from '../../domain/forms/answers.ts'
import { childAnswers } from '../../domain/journeys/foresee.ts'
import type { Question } from '../../domain/forms/form.ts'
import { dayInAmsterdam } from '../../domain/days/amsterdam.ts'
import { documentName } from '../../domain/identity/written-name.ts'
import { granteeIn } from '../../domain/journeys/chosen-person.ts'
import { choosesGrantee } from '../../domain/journeys/index.ts'
import type { Instant } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'
import type { ReviewRow } from '../../domain/contract/messages/parts.ts'
import type { ScreenOf } from '../../domain/contract/messages/screen.ts'
import { stopStatement } from '../../domain/requests/withdrawal/words.ts'
import { isOwnAnswer, signsApart } from './apart.ts'
import { journeyIn, known } from './known.ts'
import { signedWords } from './signed-words.ts'
import type { FormCase, Signable, Standing, StandingAt, State } from './state.ts'
import { isStopping } from './stop.ts'
import { dayInWords, labels, looksTo, maskedPatient } from './words.ts'

export function questionScreen(place: StandingAt<'question'>, state: State): ScreenOf<'question'> {
  const { answers, language } = state
  const question = place.of.form.questions.find(({ linkId }) => linkId === place.linkId)
  if (question === undefined) throw new Error('a question that is not in its form')
  return {
    step: 'question',
    linkId: question.linkId,
    text: question.text[language],
    help: question.help?.[language] ?? null,
    control: question.several ? 'switches' : 'cards',
    options: question.options.map(({ code, label, detail }) => ({
      value: code,
      label: label[language],
      detail: detail?.[language] ?? null,
    })),
    chosen: [...(answers[question.linkId] ?? question.initial)],
    ...(looksTo(state) === 'other' ? { forChosen: true as const } : {}),
    correcting: place.correcting,
    problem: place.problem,
  }
}

/** An answer in words, one line per chosen option, in the order of the form. */
export function answerInWords(question: Question, values: readonly string[], language: Language): readonly string[] {
  return question.options.filter(({ code }) => values.includes(code)).map(({ label }) => label[language])
}

/** Whether who stands here gave the answers himself. */
export function answersAreOwn({ part, apart }: Pick<State, 'part' | 'apart'>): boolean {
  return part === 'visitor' && (apart === null || apart.waiting === null)
}

/** Everything that will be signed for, the visitor's own answers with a way to change them. */
export function answeredRows(of: FormCase, state: State): readonly ReviewRow[] {
  const { answers, claim, language, part, record } = state
  const row = (linkId: string, label: string, value: string, detail: string | null): ReviewRow => ({
    linkId,
    label,
    value,
    detail,
    editable: false,
  })
  const { lastDay } = of.decision.end
  const { role } = signedWords(of, state)
  // The one who has signed by name, the one who comes next by what he is: his document was not read yet.
  const first = part === 'visitor' ? null : (record?.claim ?? null)
  const other = first === null ? labels.otherHolder[language] : documentName(first)
  const also = of.decision.signers.length > 1 && !childAnswers(of.decision) ? [other] : besideChild(of, other, language)
  const until =
    lastDay === null ? labels.untilWithdrawn[language] : `${labels.upTo[language]} ${dayInWords(lastDay, language)}`
  return [
    row('patient', labels.recordOf[language], maskedPatient(of.patient), null),
    ...(choosesGrantee(journeyIn(state))
      ? [row('grantee', labels.chosen[language], chosenName(record), null)]
      : [
          row('representative', labels.who[language], claim === null ? '' : documentName(claim), role[language]),
          ...(also.length > 0 ? [row('alsoSigns', labels.alsoSigns[language], also.join(', '), null)] : []),
        ]),
    ...askedQuestions(of.form, answers).map((question) => ({
      linkId: question.linkId,
      label: question.text[language],
      value: answerInWords(question, answers[question.linkId] ?? [], language).join(', ') || labels.none[language],
      detail: null,
      editable: answersAreOwn(state),
    })),
    ...(state.change === null
      ? []
      : [row('old', labels.old[language], labels[oldLabels[state.change.old]][language], null)]),
    // Of a part of a set: until others have signed there is no access to stop, only a signature to take back.
    row('until', labels.until[language], until, signsApart(state, of) ? null : labels.stopAnyTime[language]),
  ]
}

/** Who else has a part where a child answers by itself. */
function besideChild({ decision }: FormCase, other: string, language: Language): readonly string[] {
  if (!childAnswers(decision)) return []
  const both = decision.signers.some(({ role }) => role === 'coHolder')
  return [...(both ? [other] : []), labels.yourChild[language]]
}

/** Whom the patient chose, as his document says: the same to the patient and to himself. */
function chosenName(record: State['record']): string {
  const grantee = record === null ? null : granteeIn(record)
  return grantee === null ? '' : documentName(grantee.claim)
}

const oldLabels = { atStart: 'oldAtStart', now: 'oldNow' } as const

/** The page that stood before the pad. */
export function beforeAct(of: Signable, { apart }: Pick<State, 'apart'>): Standing {
  if (!isStopping(of) && isOwnAnswer({ apart }))
    return { at: 'childAnswers', of, chosen: apart?.answer ?? null, talks: false }
  return isStopping(of) ? { at: 'stopConfirm', of, urgent: of.urgent === true } : { at: 'review', of }
}

/** What both ways of signing show: for what, by whom, on which day. */
export function actScreen(of: Signable, state: State, now: Instant) {
  const { language, claim } = state
  const said = isStopping(of) ? stopStatement(of.stop, maskedPatient(of.patient)) : signedWords(of, state).statement
  return {
    statement: said[language],
    signer: documentName(known(claim)),
    date: dayInWords(dayInAmsterdam(now), language),
  }
}
