/** What a hospital may publish: everything that it wrote is shown, or the form is refused with the place and the element. */
import { describe, expect, it, test } from 'vitest'
import { childForm as trainingForm } from '../../central/published/content/child-form.ts'
import { rightAnswerUrl } from '../../domain/coding/systems.ts'
import { readForm } from '../../domain/forms/form.ts'
import { publishableForm } from '../../domain/forms/publish.ts'
import { childForm, translated } from '../session/support/content.ts'

type Item = Record<string, unknown>
const [scope, purpose, messages] = childForm.item
const withItems = (...item: readonly unknown[]) => ({ ...childForm, item })
const words = (text: string, en = text): Item => ({ text, _text: translated(en) })
const notice = (linkId: string, text = 'Let op', more: Item = {}): Item => ({ linkId, type: 'display', ...words(text), ...more }) // prettier-ignore
const choice = (linkId: string, more: Item = {}): Item => ({
  linkId,
  type: 'choice',
  ...words('Ja of nee?', 'Yes or no?'),
  required: true,
  answerOption: [{ valueCoding: { system: 'http://x', code: 'yes', display: 'Ja', _display: translated('Yes') } }],
  ...more,
})
const extension = (url: string, value: Item): Item => ({ extension: [{ url, ...value }] })
const sdc = 'http://hl7.org/fhir/StructureDefinition/questionnaire'
const option = (more: Item): Item => ({ answerOption: [{ valueCoding: { code: 'yes', display: 'Ja', _display: translated('Yes') }, ...more }] }) // prettier-ignore
const when = (more: Item): Item => ({ enableWhen: [{ question: 'a', operator: '=', answerCoding: { code: 'yes' }, ...more }] }) // prettier-ignore

const labelled = (code: string, nl: string, en: string): Item => ({ valueCoding: { system: 'http://x', code, display: nl, _display: translated(en) } }) // prettier-ignore
const yesOrNo: Item = { answerOption: [labelled('yes', 'Ja', 'Yes'), labelled('no', 'Nee', 'No')] }

const check = (more: Item): Item => ({
  ...choice('c', yesOrNo),
  required: undefined,
  extension: [{ url: rightAnswerUrl, valueCode: 'no' }],
  item: [notice('c.why', 'Zo is het')],
  ...more,
})

/** Each with the place and the element that has to be named. */
const refused: Readonly<Record<string, readonly [unknown, string | null, string]>> = {
  'a required choice nested under a choice': [withItems(choice('a', { item: [choice('b')] })), 'b', 'type'],
  'a group nested under a choice': [withItems(choice('a', { item: [{ linkId: 'g', type: 'group', item: [choice('b')] }] })), 'g', 'type'],
  'a choice behind the notice of a choice': [withItems(choice('a', { item: [notice('n'), choice('b')] })), 'b', 'item'],
  'a notice at top level': [withItems(notice('n'), choice('a')), 'n', 'type'],
  'a notice inside a group': [withItems({ linkId: 'g', type: 'group', item: [notice('n'), choice('a')] }), 'n', 'type'],
  'a second notice under a question': [withItems(choice('a', { item: [notice('n'), notice('m')] })), 'm', 'item'],
  'a notice with a condition': [withItems(choice('a'), choice('b', { item: [notice('n', 'Let op', when({}))] })), 'n', 'enableWhen'],
  'a notice without a translation': [withItems(choice('a', { item: [{ linkId: 'n', type: 'display', text: 'Let op' }] })), 'n', 'text'],
  'a notice with a notice': [withItems(choice('a', { item: [notice('n', 'Let op', { item: [notice('m')] })] })), 'n', 'item'],
  'the text of a group': [withItems({ linkId: 'g', type: 'group', ...words('Lees dit'), item: [choice('a')] }), 'g', 'text'],
  'a required group': [withItems({ linkId: 'g', type: 'group', required: true, item: [choice('a')] }), 'g', 'required'],
  'a repeating group': [withItems({ linkId: 'g', type: 'group', repeats: true, item: [choice('a')] }), 'g', 'repeats'],
  'an empty group': [withItems(choice('a'), { linkId: 'g', type: 'group' }), 'g', 'item'],
  'a modifier extension': [withItems(choice('a', { modifierExtension: [{ url: 'http://x', valueBoolean: true }] })), 'a', 'modifierExtension'],
  'a modifier extension of the form': [{ ...withItems(choice('a')), modifierExtension: [{ url: 'http://x' }] }, null, 'modifierExtension'],
  'a question about understanding that is required': [withItems(choice('a'), check({ required: true })), 'c', 'required'],
  'a question about understanding with a right answer that is no option': [withItems(choice('a'), check({ extension: [{ url: rightAnswerUrl, valueCode: 'maybe' }] })), 'c', 'extension.valueCode'],
  'a question about understanding that explains nothing': [withItems(choice('a'), check({ item: undefined })), 'c', 'item'],
  'a question about understanding with a condition': [withItems(choice('a'), check(when({}))), 'c', 'enableWhen'],
  'a question about understanding inside a group': [withItems(choice('a'), { linkId: 'g', type: 'group', item: [check({})] }), 'c', 'extension'],
  'a question about understanding that says more': [withItems(choice('a'), check({ extension: [{ url: rightAnswerUrl, valueCode: 'no', valueString: 'x' }] })), 'c', 'extension.valueString'],
  'a condition on a question about understanding': [withItems(check({}), choice('b', when({ question: 'c' }))), 'b', 'enableWhen.question'],
  'a hidden question': [withItems(choice('a', extension(`${sdc}-hidden`, { valueBoolean: true }))), 'a', 'extension'],
  'a read-only question': [withItems(choice('a', { readOnly: true })), 'a', 'readOnly'],
  'a first answer by initial': [withItems(choice('a', { initial: [{ valueCoding: { code: 'yes' } }] })), 'a', 'initial'],
  'an exclusive option': [withItems(choice('a', option(extension(`${sdc}-optionExclusive`, { valueBoolean: true })))), 'a', 'answerOption.extension'],
  'at most so many answers': [withItems(choice('a', { repeats: true, ...extension(`${sdc}-maxOccurs`, { valueInteger: 2 }) })), 'a', 'extension'],
  'a unit': [withItems(choice('a', extension(`${sdc}-unit`, { valueCoding: { code: 'kg' } }))), 'a', 'extension'],
  'a control of its own': [withItems(choice('a', extension(`${sdc}-itemControl`, { valueCodeableConcept: {} }))), 'a', 'extension'],
  'a prefix': [withItems(choice('a', { prefix: '1.' })), 'a', 'prefix'],
  'a longest answer': [withItems(choice('a', { maxLength: 10 })), 'a', 'maxLength'],
  'a value set for answers': [withItems(choice('a', { answerOption: undefined, answerValueSet: 'http://x' })), 'a', 'answerValueSet'],
  'a definition': [withItems(choice('a', { definition: 'http://x' })), 'a', 'definition'],
  'any of several conditions inside a group with one': [
    withItems(choice('a'), { linkId: 'g', type: 'group', ...when({}), item: [choice('b', { enableBehavior: 'any', enableWhen: [{ question: 'a', operator: 'exists', answerBoolean: true }, { question: 'a', operator: 'exists', answerBoolean: false }] })] }), 'b', 'enableBehavior'],
  'two conditions without saying how they go together': [withItems(choice('a'), choice('b', { enableWhen: [{ question: 'a', operator: 'exists', answerBoolean: true }, { question: 'a', operator: 'exists', answerBoolean: true }] })), 'b', 'enableBehavior'],
  'a condition by size': [withItems(choice('a'), choice('b', when({ operator: '>' }))), 'b', 'enableWhen.operator'],
  'a condition on something later': [withItems(choice('b', when({})), choice('a')), 'b', 'enableWhen.question'],
  'a condition on a group': [withItems({ linkId: 'a', type: 'group', item: [choice('c')] }, choice('b', when({}))), 'b', 'enableWhen.question'],
  'a condition on an answer that nobody can give': [withItems(choice('a'), choice('b', when({ answerCoding: { code: 'maybe' } }))), 'b', 'enableWhen.answerCoding'],
  'a condition on another system': [withItems(choice('a'), choice('b', when({ answerCoding: { system: 'http://y', code: 'yes' } }))), 'b', 'enableWhen.answerCoding'],
  'a condition on another kind of answer': [withItems(choice('a'), choice('b', when({ answerCoding: undefined, answerInteger: 1 }))), 'b', 'enableWhen.answerInteger'],
  'a text with markup beside it': [withItems(choice('a', { _text: { extension: [...(translated('Yes?') as { extension: unknown[] }).extension, { url: 'http://hl7.org/fhir/StructureDefinition/rendering-xhtml', valueString: '<b>x</b>' }] } })), 'a', '_text.extension'],
  'a text without English': [withItems(choice('a', { _text: undefined })), 'a', 'text'],
  'an option that is a number': [withItems(choice('a', { answerOption: [{ valueInteger: 1 }] })), 'a', 'answerOption'],
  'an open choice': [withItems(choice('a'), { ...choice('b'), type: 'open-choice' }), 'b', 'type'],
  'a typed answer': [withItems(choice('a'), { linkId: 'b', type: 'string', ...words('Wat?') }), 'b', 'type'],
  'one link id twice': [withItems(choice('a'), choice('a')), 'a', 'linkId'],
  'a description of the form': [{ ...withItems(choice('a')), description: 'Lees eerst dit.' }, null, 'description'],
  'a narrative': [{ ...withItems(choice('a')), text: { status: 'additional', div: '<div>x</div>' } }, null, 'text'],
  'a form for another kind of subject': [{ ...withItems(choice('a')), subjectType: ['Practitioner'] }, null, 'subjectType'],
  'a form that holds for some time only': [{ ...withItems(choice('a')), effectivePeriod: { end: '2020-01-01' } }, null, 'effectivePeriod'],
  'a draft': [{ ...withItems(choice('a')), status: 'draft' }, null, 'status'],
  'a trial': [{ ...withItems(choice('a')), experimental: true }, null, 'experimental'],
  'rules that are implied': [{ ...withItems(choice('a')), implicitRules: 'http://x' }, null, 'implicitRules'],
  'a reason for codes that the rules do not know': [withItems(choice('scope')), 'scope, purpose, period', 'answerOption'],
  'a period that the rules do not know': [withItems(choice('period')), 'scope, purpose, period', 'answerOption'],
  nothing: [null, null, 'resourceType'],
  'another resource': [{ ...withItems(choice('a')), resourceType: 'Patient' }, null, 'resourceType'],
} // prettier-ignore

describe('machine 30: a form is published when a kiosk shows all of it', () => {
  it.each(Object.entries(refused))('not with %s', (_name, [resource, linkId, element]) => {
    const published = publishableForm(resource)
    if (published.kind === 'form') throw new Error('published')
    expect(published.faults).toContainEqual(expect.objectContaining({ linkId, element }))
  })

  it('and those of before stay readable, as they were signed', () => {
    for (const resource of [trainingForm, childForm, withItems(scope, purpose, { ...messages, prefix: '1' })])
      expect(readForm(resource)).not.toBeNull()
  })

  it('with the same questions as ever', () => {
    for (const resource of [trainingForm, childForm]) {
      const published = publishableForm(resource)
      expect(published).toEqual({ kind: 'form', form: readForm(resource) })
    }
  })

  it('with conditions, groups, notices and plain sentences that are shown', () => {
    const group = { linkId: 'g', type: 'group', ...when({}), item: [choice('b', { item: [notice('n')] }), choice('c', when({ operator: '!=', answerCoding: { code: 'no' } }))] } // prettier-ignore
    const published = publishableForm(withItems(choice('a', { repeats: true, readOnly: false, ...yesOrNo }), group))
    if (published.kind !== 'form') throw new Error(JSON.stringify(published.faults))
    expect(published.form.questions.map(({ linkId }) => linkId)).toEqual(['a', 'b', 'c'])
    expect(published.form.questions[1]?.help?.nl).toBe('Let op')
  })
})

test('machine 31: a form that holds for a period only is not published, as no kiosk would notice its end', () => {
  for (const effectivePeriod of [{ end: '2020-12-31' }, { start: '2030-01-01' }, { start: '2020', end: '2040' }]) {
    const published = publishableForm({ ...withItems(choice('a')), effectivePeriod })
    expect(published).toMatchObject({ kind: 'refused', faults: [{ element: 'effectivePeriod', why: 'notShown' }] })
  }
})

describe('A question that asks whether all was understood', () => {
  const published = publishableForm(withItems(choice('a'), check({})))

  it('may be published, and is no question of the form: its answer is kept nowhere', () => {
    if (published.kind !== 'form') throw new Error(JSON.stringify(published.faults))
    expect(published.form.questions.map(({ linkId }) => linkId)).toEqual(['a'])
    expect(published.form.understanding).toMatchObject([{ linkId: 'c', right: 'no', explained: { nl: 'Zo is het' } }])
  })

  it('is asked by no form from before there were any', () => {
    expect(readForm(childForm)?.understanding).toEqual([])
  })
})
