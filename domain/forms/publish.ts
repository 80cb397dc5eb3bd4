/**
 * Whether a hospital may publish a form: only if a kiosk shows all that is written in it. FHIR allows far more than screens
 * can say, so this is a list of what is allowed, element by element; whatever else stands there is refused by name, before
 * anybody signs something of which a part was left out. {@link readForm} reads what was published before, as ever.
 * Source: https://hl7.org/fhir/R4/questionnaire.html
 */
import { readForm } from './form.ts'
import type { Form } from './form.ts'
import { unaskable } from './publish-conditions.ts'
import { allowed, type Faults, type FormFault, isObject, listOf, type Loose, wordsAt } from './publish-elements.ts'
import { checkUnderstanding } from './publish-understanding.ts'
import { checkOptions } from './publish-options.ts'
import { stringFaults } from './publish-strings.ts'
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
  choice: [...always, 'text', '_text', 'required', 'repeats', 'readOnly', 'enableWhen', 'enableBehavior', 'answerOption', 'item', 'extension'],
  group: [...always, 'required', 'repeats', 'readOnly', 'enableWhen', 'enableBehavior', 'item'],
  display: [...always, 'text', '_text'],
} as const // prettier-ignore

/** The form as a kiosk will show it, or every reason why it would not show all of it. Pure; never throws. */
export function publishableForm(resource: unknown): PublishableForm {
  const faults: FormFault[] = []
  const fault: Faults = (linkId, element, why) => void faults.push({ linkId, element, why })
  if (!isObject(resource)) fault(null, 'resourceType', 'wrongValue')
  else {
    const said = stringFaults(resource)
    if (said === null) return { kind: 'refused', faults: [{ linkId: null, element: 'item', why: 'notShown' }] }
    checkTop(resource, fault)
    const seen = new Map<string, ReadonlySet<string> | null>()
    checkItems(listOf(resource, null, 'item', fault), { seen, fault, conditions: false, outside: true })
    // Words that are shown were looked at where they stand.
    for (const one of said)
      if (!faults.some(({ linkId, why }) => linkId === one.linkId && why === one.why)) faults.push(one)
  }
  const form = faults.length === 0 ? readForm(resource) : null
  if (faults.length === 0 && form === null) fault(null, 'item', 'unreadable')
  const { never, entangled } = form === null ? { never: [], entangled: [] } : unaskable(form)
  for (const linkId of never) fault(linkId, 'enableWhen', 'never')
  for (const linkId of entangled) fault(linkId, 'enableWhen', 'entangled')
  if (form !== null && !asksWhatRulesKnow(form)) fault('scope, purpose, period', 'answerOption', 'unknownToRules')
  return form === null || faults.length > 0 ? { kind: 'refused', faults } : { kind: 'form', form }
}

/** A canonical address without what separates a version or a part from it (FHIR R5 cnl-1: no "|" and no "#"). */
const ownAddress = /^https:\/\/[a-z0-9.-]+(:\d+)?\/[^\s|#<>"\\^`{}]*$/iu
/** Stands behind "|" in a canonical and in file names: no blank, no "|", and somebody can read it aloud. */
const version = /^[A-Za-z0-9][A-Za-z0-9.+_-]{0,63}$/u

function checkTop(resource: Loose, fault: Faults): void {
  allowed(resource, top, (element) => fault(null, element, 'notShown'))
  if (resource['resourceType'] !== 'Questionnaire') fault(null, 'resourceType', 'wrongValue')
  if (resource['status'] !== 'active') fault(null, 'status', 'wrongValue')
  if (resource['experimental'] === true) fault(null, 'experimental', 'wrongValue')
  const subjects = resource['subjectType']
  const ofPatients = subjects === undefined || (Array.isArray(subjects) && subjects.length === 1 && subjects[0] === 'Patient') // prettier-ignore
  if (!ofPatients) fault(null, 'subjectType', 'wrongValue')
  for (const [element, pattern, why] of [['url', ownAddress, 'notHttps'], ['version', version, 'wrongValue']] as const) {
    const value = resource[element]
    if (typeof value !== 'string' || value === '') fault(null, element, 'missing')
    else if (!pattern.test(value)) fault(null, element, why)
  } // prettier-ignore
  // The texts themselves are Dutch; the others stand beside them.
  if (resource['language'] !== undefined && resource['language'] !== 'nl' && resource['language'] !== 'nl-NL')
    fault(null, 'language', 'notOffered')
  wordsAt(resource, 'title', { linkId: null, place: 'title' }, fault)
}

interface Walk {
  /** Link ids so far; a question with the keys of its options, anything else with null. */
  readonly seen: Map<string, ReadonlySet<string> | null>
  readonly fault: Faults
  /** A group around these has conditions. */
  readonly conditions: boolean
  /** No group is around these. */
  readonly outside: boolean
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
      const options = checkQuestion(item, linkId, fault, seen)
      if (item['extension'] === undefined) continue
      checkUnderstanding(item, { linkId, options, outside: walk.outside }, fault)
      // Its answer is not kept, so no condition can look back at it.
      if (linkId !== null) seen.set(linkId, null)
      continue
    }
    if (item['required'] === true) fault(linkId, 'required', 'notShown')
    if (item['repeats'] === true) fault(linkId, 'repeats', 'notShown')
    checkItems(listOf(item, linkId, 'item', fault), {
      ...walk,
      conditions: walk.conditions || conditions,
      outside: false,
    })
  }
}

function checkLinkId(item: Loose, { seen, fault }: Pick<Walk, 'seen' | 'fault'>): string | null {
  const { linkId } = item
  // A name that every object has would be taken for an answer that was given.
  const named = typeof linkId === 'string' && linkId.trim() !== '' && linkId.length <= 64 && !(linkId in {})
  if (!named) fault(null, 'linkId', 'missing')
  else if (seen.has(linkId)) fault(linkId, 'linkId', 'twice')
  else seen.set(linkId, null)
  return named ? linkId : null
}

/** One question: words, options, and at most one notice that is always shown with it. */
function checkQuestion(item: Loose, linkId: string | null, fault: Faults, seen: Walk['seen']): ReadonlySet<string> {
  wordsAt(item, 'text', { linkId, place: 'text' }, fault)
  for (const element of ['required', 'repeats'])
    if (item[element] !== undefined && typeof item[element] !== 'boolean') fault(linkId, element, 'wrongValue')
  const options = checkOptions(item, linkId, fault)
  if (linkId !== null) seen.set(linkId, options)
  if (item['item'] === undefined) return options
  const [notice, ...more] = listOf(item, linkId, 'item', fault)
  if (!isObject(notice)) return options
  const noticeId = checkLinkId(notice, { seen, fault })
  if (notice['type'] !== 'display') {
    fault(noticeId ?? linkId, 'type', 'nested')
    return options
  }
  allowed(notice, inKind.display, (element) => fault(noticeId, element, 'notShown'))
  wordsAt(notice, 'text', { linkId: noticeId, place: 'notice' }, fault)
  for (const other of more) fault(isObject(other) && typeof other['linkId'] === 'string' ? other['linkId'] : linkId, 'item', 'notShown') // prettier-ignore
  return options
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
