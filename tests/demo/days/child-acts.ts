/** A mother of a child of 13 who signs her part, and the child in a visit of its own. Both keep what their last page says. */
import { dayAt } from '../../../domain/days/amsterdam.ts'
import { addDays } from '../../../domain/days/calendar.ts'
import { cardZone } from '../../../central/training/mrz.ts'
import { nl } from '../../../renderer/texts/nl.ts'
import { answerAll, clerkConfirms, comeIn, reviewAndSign, showDocument } from '../../journey/play.ts'
import type { Sample, Visitor } from '../../journey/visitor.ts'
import type { Desk } from '../../support/desk.ts'
import { childOf, toChild } from './acts.ts'

/** Takes what stands on a last page. */
type Keep = (text: string) => void

/** Once the central has it: the lead up to the day in it. */
async function lastPage({ page }: Visitor, lead: string): Promise<string> {
  const [words = ''] = lead.split('{day}')
  await page.getByText(words.trim()).first().waitFor()
  return await page.locator('body').innerText()
}

/** The mother, who alone has authority: her own part, and nothing about what the child will say. */
export const motherAsks = (mother: Sample, keep: Keep) => async (visitor: Visitor, desk: Desk) => {
  await toChild(visitor, desk, { person: mother, first: mother, authority: 'sole', older: true })
  await answerAll(visitor)
  await reviewAndSign(visitor)
  await visitor.at('done')
  keep(await lastPage(visitor, nl.doneParent.received))
}

/** The child alone: it reads who asks, and answers by itself. */
export const childAnswers =
  (of: { readonly child: Sample; readonly answer: 'yes' | 'no' }, keep: Keep) =>
  async (visitor: Visitor, desk: Desk) => {
    await comeIn(visitor, /Voor mijzelf/)
    await showDocument(visitor, of.child)
    await clerkConfirms(desk, of.child, null)
    await visitor.at('confirmPatient')
    await visitor.touch(/Ja, dat ben ik/)
    await visitor.at('childReads')
    await visitor.touch(nl.childReads.next)
    await visitor.at('childAnswers')
    await visitor.touch(new RegExp(nl.childAnswers[of.answer]))
    await visitor.touch(nl.childAnswers.next)
    if (of.answer === 'yes') {
      await visitor.at('sign')
      await visitor.draw()
      await visitor.touch('Ja, ondertekenen')
    }
    await visitor.at('done')
    keep(await lastPage(visitor, nl.doneAnswer.received))
  }

/** A card for a boy whose mother's sample is the only one that names him. */
export function cardOfSon(mother: Sample): Sample {
  const { name, born } = childOf(mother)
  const [given = '', ...family] = name.split(' ')
  const birthDate = born.split('-').toReversed().join('-')
  const expires = addDays(dayAt(Date.now()), 1000)
  const number = 'SPECA0013'
  return {
    title: name,
    mrz: [...cardZone({ given, family: family.join(' '), birthDate, expires, number, sex: 'M' })],
    facts: [{ label: 'Laatste vier', value: number.slice(-4) }],
  }
}
