/** Forms from FHIR Questionnaires: what a kiosk can show, what is asked next, and what is refused when a form is loaded. */
import { describe, expect, it } from 'vitest'
import {
  answerProblem,
  askedQuestions,
  keptAnswers,
  nextQuestion,
  previousQuestion,
} from '../../domain/forms/answers.ts'
import { readForm } from '../../domain/forms/form.ts'
import type { Form } from '../../domain/forms/form.ts'
import { asksWhatRulesKnow, requestOf, lastDayAsked, wholeRequest } from '../../domain/forms/request.ts'
import { day } from '../rules/sample.ts'
import { everyKind } from '../../domain/policy/kinds.ts'
import { childForm as trainingForm } from '../../central/published/content/child-form.ts'
import { childForm, translated } from '../session/support/content.ts'

function form(resource: unknown = childForm): Form {
  const read = readForm(resource)
  if (read === null) throw new Error('not a form')
  return read
}
const [scope, purpose, messages] = childForm.item
const withItems = (...item: readonly unknown[]) => ({ ...childForm, item })

describe('a form', () => {
  it('is read with every text in every language, plain Dutch falling back to Dutch', () => {
    const [first, second] = form().questions
    expect(first).toMatchObject({
      linkId: 'scope',
      text: { nl: 'Wat wilt u kunnen zien?', nlSimple: 'Wat wilt u zien?', en: 'What do you want to see?' },
      help: { en: 'Choose what you need.' },
      several: true,
      required: true,
      initial: ['appointments', 'medication'],
    })
    expect(second?.text.nlSimple).toBe(second?.text.nl)
  })

  it('of the training hospital is one that the kiosk can show and the rules can read', () => {
    expect(asksWhatRulesKnow(form(trainingForm))).toBe(true)
  })

  it('with a missing translation, a typed answer or no options is refused when it is loaded', () => {
    for (const bad of [
      withItems({ ...purpose, _text: undefined }),
      withItems({ ...purpose, type: 'string' }),
      withItems({ ...purpose, type: 'date' }),
      withItems({ ...purpose, answerOption: [] }),
      withItems({ ...purpose, answerOption: [{ valueCoding: { code: 'a', display: 'A' } }] }),
      withItems(purpose, purpose),
      withItems(messages, purpose),
      withItems(),
      { ...childForm, status: 'draft' },
      { ...childForm, version: undefined },
      { ...childForm, _title: undefined },
      null,
      'Questionnaire',
    ])
      expect(readForm(bad)).toBeNull()
  })

  it('flattens groups and hands their condition down', () => {
    const group = {
      linkId: 'more',
      type: 'group',
      enableWhen: messages?.enableWhen,
      item: [{ ...messages, enableWhen: undefined }],
    }
    const grouped = form(withItems(scope, purpose, group))
    expect(grouped.questions.map(({ linkId }) => linkId)).toEqual(['scope', 'purpose', 'messages'])
    expect(grouped.questions[2]?.when).toEqual([{ kind: 'is', on: 'purpose', code: 'arrangeCare' }])
  })

  it('shows a plain sentence about an option when it has one', () => {
    const detailed = {
      ...purpose,
      answerOption: [
        {
          ...purpose?.answerOption?.[0],
          extension: [
            {
              url: 'https://balie.example/fhir/StructureDefinition/option-detail',
              valueString: 'U kijkt alleen.',
              _valueString: translated('You only look.'),
            },
          ],
        },
      ],
    }
    expect(form(withItems(detailed)).questions[0]?.options[0]?.detail?.en).toBe('You only look.')
  })
})

describe('answers', () => {
  const answered = { scope: ['appointments'], purpose: ['arrangeCare'], messages: ['yes'] }

  it('decide what is asked next and what came before', () => {
    expect(nextQuestion(form(), {})?.linkId).toBe('scope')
    expect(nextQuestion(form(), { scope: ['letters'] })?.linkId).toBe('purpose')
    expect(nextQuestion(form(), { scope: ['letters'], purpose: ['look'] })).toBeNull()
    expect(nextQuestion(form(), { scope: ['letters'], purpose: ['arrangeCare'] })?.linkId).toBe('messages')
    expect(previousQuestion(form(), answered, 'messages')?.linkId).toBe('purpose')
    expect(previousQuestion(form(), answered, 'scope')).toBeNull()
    expect(previousQuestion(form(), answered, '')?.linkId).toBe('messages')
  })

  it('of a branch that was left are dropped', () => {
    expect(keptAnswers(form(), { ...answered, purpose: ['look'] })).toEqual({
      scope: ['appointments'],
      purpose: ['look'],
    })
    expect(askedQuestions(form(), answered)).toHaveLength(3)
  })

  it('must be options of the question, one unless several may be chosen, and there when required', () => {
    const [scopeQuestion, purposeQuestion, messagesQuestion] = form().questions
    if (!scopeQuestion || !purposeQuestion || !messagesQuestion) throw new Error('three questions')
    expect(answerProblem(scopeQuestion, ['appointments', 'letters'])).toBeNull()
    expect(answerProblem(scopeQuestion, [])).toBe('answerMissing')
    expect(answerProblem(messagesQuestion, [])).toBeNull()
    expect(answerProblem(purposeQuestion, ['look', 'arrangeCare'])).toBe('notAnOption')
    expect(answerProblem(scopeQuestion, ['letters', 'letters'])).toBe('notAnOption')
    expect(answerProblem(purposeQuestion, ['decide'])).toBe('notAnOption')
  })

  it('name the kinds of data and the purpose that the rules decide on', () => {
    expect(requestOf(form(), answered)).toEqual({ kinds: ['appointments'], purpose: 'arrangeCare' })
    expect(requestOf(form(withItems(purpose)), { purpose: ['look'] })).toEqual({ kinds: everyKind, purpose: 'look' })
  })

  it.each([
    ['2026-11-23', 'whole', null],
    ['2026-11-23', 'year1', '2027-11-22'],
    ['2026-11-23', 'months6', '2027-05-22'],
    // The end of the month is the limit: what begins on 31 August ends at 00:00 of 28 February.
    ['2026-08-31', 'months6', '2027-02-27'],
    ['2028-02-29', 'year1', '2029-02-27'],
  ] as const)('on %s, asked for %s: the last day is %s', (today, period, last) => {
    expect(lastDayAsked({ ...wholeRequest, period }, day(today))).toBe(last)
  })

  it('ask for everything that is allowed where a form has no question about the period', () => {
    expect(lastDayAsked(requestOf(form(), answered), day('2026-11-23'))).toBeNull()
  })

  it('that the rules do not know are refused when the form is loaded', () => {
    const odd = {
      ...scope,
      answerOption: [{ valueCoding: { code: 'gossip', display: 'Roddel', _display: translated('Gossip') } }],
    }
    expect(asksWhatRulesKnow(form(withItems(odd)))).toBe(false)
  })
})
