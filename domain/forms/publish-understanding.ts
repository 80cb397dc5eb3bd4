/** A question that asks whether the form was understood, as it may be published: a right answer and what explains it. */
import { rightAnswerUrl } from '../coding/systems.ts'
import { allowed, type Faults, isObject, type Loose } from './publish-elements.ts'

/**
 * An item with an extension. It stands at the top of the form, always asked, never required (nothing of it is kept), with
 * one right option and a notice that explains.
 */
export function checkUnderstanding(
  item: Loose,
  { linkId, options, outside }: { readonly linkId: string | null; readonly options: ReadonlySet<string>; readonly outside: boolean }, // prettier-ignore
  fault: Faults,
): void {
  const [one, ...more] = [item['extension']].flat()
  if (!isObject(one) || one['url'] !== rightAnswerUrl || more.length > 0 || !outside)
    return fault(linkId, 'extension', 'notShown')
  allowed(one, ['url', 'valueCode'], (element) => fault(linkId, `extension.${element}`, 'notShown'))
  const code = one['valueCode']
  if (typeof code !== 'string' || !options.has(code)) fault(linkId, 'extension.valueCode', 'unknown')
  for (const element of ['required', 'repeats']) if (item[element] === true) fault(linkId, element, 'wrongValue')
  if (item['enableWhen'] !== undefined) fault(linkId, 'enableWhen', 'notShown')
  if (item['item'] === undefined) fault(linkId, 'item', 'missing')
}
