/** The options of a question that is published: each with a code and words of its own. */
import { optionDetailUrl } from '../coding/systems.ts'
import { allowed, type Faults, isObject, listOf, type Loose, wordsAt } from './publish-elements.ts'
import { mostOptions, reading } from './publish-words.ts'
import { simpleDutch } from './translation.ts'

/** The codes that an answer can be, each also with its system in front. */
export function checkOptions(item: Loose, linkId: string | null, fault: Faults): ReadonlySet<string> {
  const known = new Set<string>()
  const read = new Set<string>()
  let initial = 0
  const options = listOf(item, linkId, 'answerOption', fault)
  if (options.length > mostOptions) fault(linkId, 'answerOption', 'tooMany')
  for (const option of options) {
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
    const said = wordsAt(coding, 'display', { linkId, before: 'answerOption.valueCoding.', place: 'display' }, fault)
    const readings = ['nl', 'en', simpleDutch].map((one) => `${one} ${reading(said.get(one) ?? said.get('nl') ?? '')}`)
    if (said.size > 0 && readings.some((one) => read.has(one)))
      fault(linkId, 'answerOption.valueCoding.display', 'alike')
    for (const one of readings) read.add(one)
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
    wordsAt(one, 'valueString', { linkId, before: 'answerOption.extension.', place: 'detail' }, fault)
  })
}
