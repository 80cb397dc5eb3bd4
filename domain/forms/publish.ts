/**
 * Whether a hospital may publish a form: only if a kiosk shows all that is written in it. FHIR allows far more than screens
 * can say, so this is a list of what is allowed, element by element; whatever else stands there is refused by name, before
 * anybody signs something of which a part was left out. {@link readForm} reads what was published before, as ever.
 * Source: https://hl7.org/fhir/R4/questionnaire.html
 */
import { optionDetailUrl } from '../fhir/systems.ts'
import { readForm } from './form.ts'
import type { Form } from './form.ts'
import { allowed, type Faults, type FormFault, isObject, listOf, type Loose, wordsAt } from './publish-elements.ts'
import { asksWhatRulesKnow } from './request.ts'

export type { FormFault } from './publish-elements.ts'
export type PublishableForm =
  | { readonly kind: 'form'; readonly form: Form }
  /** Every fault, in the order of the Questionnaire; never empty. */
  | { readonly kind: 'refused'; readonly faults: readonly FormFault[] }

/** Said once for whoever keeps the forms; who signs never reads it. */
const top = ['resourceType', 'id', 'meta', 'url', 'identifier', 'version', 'name', 'title', '_title', 'status', 'experimental', 'language', 'subjectType', 'date', 'publisher', 'contact', 'useContext', 'jurisdiction', 'approvalDate', 'lastReviewDate', 'code', 'item'] // prettier-ignore
const always = ['id', 'linkId', 'code', 'type']
const inKind = {
  choice: [...always, 'text', '_text', 'required', 'repeats', 'readOnly', 'enableWhen', 'enableBehavior', 'answerOption', 'item'],
  group: [...always, 'required', 'repeats', 'readOnly', 'enableWhen', 'enableBehavior', 'item'],
  display: [...always, 'text', '_text'],
} as const // prettier-ignore

/** The form as a kiosk will show it, or every reason why it would not show all of it. Pure; never throws. */
export function publishableForm(resource: unknown): PublishableForm {
  const faults: FormFault[] = []
  const fault: Faults = (linkId, element, why) => void faults.push({ linkId, element, why })
  if (!isObject(resource)) fault(null, 'resourceType', 'wrongValue')
  else {
    checkTop(resource, fault)
    const seen = new Map<string, ReadonlySet<string> | null>()
    checkItems(listOf(resource, null, 'item', fault), { seen, fault, conditions: false })
  }
  const form = faults.length === 0 ? readForm(resource) : null
  if (faults.length === 0 && form === null) fault(null, 'item', 'unreadable')
  if (form !== null && !asksWhatRulesKnow(form)) fault('scope, purpose', 'answerOption', 'unknownToRules')
  return form === null || faults.length > 0 ? { kind: 'refused', faults } : { kind: 'form', form }
}

function checkTop(resource: Loose, fault: Faults): void {
  allowed(resource, top, (element) => fault(null, element, 'notShown'))
  if (resource['resourceType'] !== 'Questionnaire') fault(null, 'resourceType', 'wrongValue')
  if (resource['status'] !== 'active') fault(null, 'status', 'wrongValue')
  if (resource['experimental'] === true) fault(null, 'experimental', 'wrongValue')
  const subjects = resource['subjectType']
  const ofPatients = subjects === undefined || (Array.isArray(subjects) && subjects.length === 1 && subjects[0] === 'Patient') // prettier-ignore
  if (!ofPatients) fault(null, 'subjectType', 'wrongValue')
  for (const element of ['url', 'version']) if (typeof resource[element] !== 'string' || resource[element] === '') fault(null, element, 'missing') // prettier-ignore
  wordsAt(resource, 'title', null, fault)
}

interface Walk {
  /** Link ids so far; a question with the keys of its options, anything else with null. */
  readonly seen: Map<string, ReadonlySet<string> | null>
  readonly fault: Faults
  /** A group around these has conditions. */
  readonly conditions: boolean
}

function checkItems(items: readonly unknown[], walk: Walk): void {
  const { seen, fault } = walk
  for (const item of items) {
    if (!isObject(item)) {
      fault(null, 'item', 'wrongValue')
      continue
    }
    const linkId = checkLinkId(item, walk)
    const { type } = item
    if (type !== 'choice' && type !== 'group') {
      // A notice by itself has no screen: one below a question is shown with it.
      fault(linkId, 'type', type === 'display' ? 'notShown' : 'wrongValue')
      continue
    }
    allowed(item, inKind[type], (element) => fault(linkId, element, 'notShown'))
    if (item['readOnly'] === true) fault(linkId, 'readOnly', 'notShown')
    const conditions = checkConditions(item, linkId, walk)
    if (type === 'choice') {
      checkQuestion(item, linkId, fault, seen)
      continue
    }
    if (item['required'] === true) fault(linkId, 'required', 'notShown')
    if (item['repeats'] === true) fault(linkId, 'repeats', 'notShown')
    checkItems(listOf(item, linkId, 'item', fault), { ...walk, conditions: walk.conditions || conditions })
  }
}

function checkLinkId(item: Loose, { seen, fault }: Pick<Walk, 'seen' | 'fault'>): string | null {
  const { linkId } = item
  const named = typeof linkId === 'string' && linkId !== '' && linkId.length <= 64
  if (!named) fault(null, 'linkId', 'missing')
  else if (seen.has(linkId)) fault(linkId, 'linkId', 'twice')
  else seen.set(linkId, null)
  return named ? linkId : null
}

/** One question: words, options, and at most one notice that is always shown with it. */
function checkQuestion(item: Loose, linkId: string | null, fault: Faults, seen: Walk['seen']): void {
  wordsAt(item, 'text', linkId, fault)
  for (const element of ['required', 'repeats'])
    if (item[element] !== undefined && typeof item[element] !== 'boolean') fault(linkId, element, 'wrongValue')
  const options = checkOptions(item, linkId, fault)
  if (linkId !== null) seen.set(linkId, options)
  if (item['item'] === undefined) return
  const [notice, ...more] = listOf(item, linkId, 'item', fault)
  if (!isObject(notice)) return
  const noticeId = checkLinkId(notice, { seen, fault })
  if (notice['type'] !== 'display') return fault(noticeId ?? linkId, 'type', 'nested')
  allowed(notice, inKind.display, (element) => fault(noticeId, element, 'notShown'))
  wordsAt(notice, 'text', noticeId, fault)
  for (const other of more) fault(isObject(other) && typeof other['linkId'] === 'string' ? other['linkId'] : linkId, 'item', 'notShown') // prettier-ignore
}

/** The codes that an answer can be, each also with its system in front. */
function checkOptions(item: Loose, linkId: string | null, fault: Faults): ReadonlySet<string> {
  const known = new Set<string>()
  let initial = 0
  for (const option of listOf(item, linkId, 'answerOption', fault)) {
    if (!isObject(option) || !isObject(option['valueCoding'])) {
      fault(linkId, 'answerOption', 'wrongValue')
      continue
    }
    allowed(option, ['id', 'valueCoding', 'initialSelected', 'extension'], (one) => fault(linkId, `answerOption.${one}`, 'notShown')) // prettier-ignore
    const coding = option['valueCoding']
    allowed(coding, ['id', 'system', 'code', 'display', '_display'], (one) => fault(linkId, `answerOption.valueCoding.${one}`, 'notShown')) // prettier-ignore
    const { code, system } = coding
    if (typeof code !== 'string' || code === '') fault(linkId, 'answerOption.valueCoding.code', 'missing')
    else if (known.has(code)) fault(linkId, 'answerOption.valueCoding.code', 'twice')
    else known.add(code).add(`${typeof system === 'string' ? system : ''}|${code}`)
    wordsAt(coding, 'display', linkId, fault, 'answerOption.valueCoding.')
    checkDetail(option, linkId, fault)
    if (option['initialSelected'] === true) initial++
  }
  if (initial > 1 && item['repeats'] !== true) fault(linkId, 'answerOption.initialSelected', 'wrongValue')
  return known
}

/** The one extension that is shown: a plain sentence about an option. */
function checkDetail(option: Loose, linkId: string | null, fault: Faults): void {
  if (option['extension'] === undefined) return
  const extensions: readonly unknown[] = [option['extension']].flat()
  extensions.forEach((one, i) => {
    if (!isObject(one) || one['url'] !== optionDetailUrl || i !== 0)
      return fault(linkId, 'answerOption.extension', 'notShown')
    allowed(one, ['url', 'valueString', '_valueString'], (element) => fault(linkId, `answerOption.extension.${element}`, 'notShown')) // prettier-ignore
    wordsAt(one, 'valueString', linkId, fault, 'answerOption.extension.')
  })
}

/** Whether there are any; each looks back at a question, with an answer that this question can have. */
function checkConditions(item: Loose, linkId: string | null, { seen, fault, conditions }: Walk): boolean {
  const { enableWhen, enableBehavior, type } = item
  if (enableWhen === undefined) {
    if (enableBehavior !== undefined) fault(linkId, 'enableBehavior', 'wrongValue')
    return false
  }
  const list = listOf(item, linkId, 'enableWhen', fault)
  const several = list.length > 1
  // FHIR demands it where there are several (invariant que-12): either would be a guess.
  const behaves = enableBehavior === 'all' || enableBehavior === 'any' || (enableBehavior === undefined && !several)
  if (!behaves) fault(linkId, 'enableBehavior', 'missing')
  if (enableBehavior === 'any' && several && (type === 'group' || conditions)) fault(linkId, 'enableBehavior', 'notShown') // prettier-ignore
  for (const when of list) {
    if (!isObject(when)) {
      fault(linkId, 'enableWhen', 'wrongValue')
      continue
    }
    allowed(when, ['id', 'question', 'operator', 'answerCoding', 'answerBoolean'], (one) => fault(linkId, `enableWhen.${one}`, 'notShown')) // prettier-ignore
    const asked = typeof when['question'] === 'string' ? seen.get(when['question']) : undefined
    if (asked === undefined || asked === null) fault(linkId, 'enableWhen.question', 'unknown')
    else checkAnswer(when, asked, (element, why) => fault(linkId, element, why))
  }
  return list.length > 0
}

function checkAnswer(
  when: Loose,
  asked: ReadonlySet<string>,
  fault: (element: string, why: FormFault['why']) => void,
): void {
  // prettier-ignore
  const { operator, answerCoding, answerBoolean } = when
  if (operator === 'exists') {
    if (typeof answerBoolean !== 'boolean' || answerCoding !== undefined) fault('enableWhen.answerBoolean', 'missing')
    return
  }
  if (operator !== '=' && operator !== '!=') return fault('enableWhen.operator', 'wrongValue')
  if (!isObject(answerCoding) || answerBoolean !== undefined) return fault('enableWhen.answerCoding', 'missing')
  allowed(answerCoding, ['id', 'system', 'code', 'display', '_display'], (one) => fault(`enableWhen.answerCoding.${one}`, 'notShown')) // prettier-ignore
  const { system, code } = answerCoding
  const key = typeof code !== 'string' ? '' : typeof system === 'string' ? `${system}|${code}` : code
  if (!asked.has(key)) fault('enableWhen.answerCoding', 'unknown')
}
