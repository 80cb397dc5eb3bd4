/**
 * What is granted must be the same in every language. A list written by hand and read by a person: for each kind of
 * data and each purpose, the words that a visitor signs under. A change of one language alone fails here.
 */
import { expect, test } from 'vitest'
import * as v from 'valibot'
import { childForm } from '../../central/published/content/child-form.ts'
import { plainDutchUrl } from '../../domain/forms/translation.ts'

const meanings: Readonly<Record<string, readonly [nl: string, nlSimple: string, en: string]>> = {
  appointments: ['Afspraken', 'Afspraken', 'Appointments'],
  medication: ['Medicijnen', 'Medicijnen', 'Medication'],
  summary: ['Allergieën en kort overzicht', 'Allergieën en kort overzicht', 'Allergies and short summary'],
  letters: ['Brieven, folders en documenten', 'Brieven, folders, documenten', 'Letters, leaflets and documents'],
  laboratory: ['Uitslagen van het lab', 'Uitslagen van het lab', 'Laboratory results'],
  imaging: ['Röntgenfoto’s en scans', 'Röntgenfoto’s en scans', 'X-rays and scans'],
  look: ['Alleen bekijken', 'Alleen kijken', 'View only'],
  arrangeCare: ['Bekijken en zorg regelen', 'Kijken en zorg regelen', 'View and arrange care'],
}

const Extension = v.object({
  url: v.string(),
  valueString: v.optional(v.string()),
  extension: v.optional(v.array(v.object({ url: v.string(), valueString: v.optional(v.string()) }))),
})
const Coding = v.object({
  code: v.string(),
  display: v.string(),
  _display: v.object({ extension: v.array(Extension) }),
})

test('screens 15: what is granted means the same in every language', () => {
  const options = childForm.item
    .filter(({ linkId }) => linkId === 'scope' || linkId === 'purpose')
    .flatMap(({ answerOption }) => answerOption.map(({ valueCoding }) => v.parse(Coding, valueCoding)))
  const said = options.map(({ code, display, _display: { extension } }) => {
    const plain = extension.find(({ url }) => url === plainDutchUrl)?.valueString
    const english = extension.flatMap((one) => one.extension ?? []).find(({ url }) => url === 'content')?.valueString
    return [code, [display, plain, english]]
  })
  expect(Object.fromEntries(said)).toEqual(meanings)
})
