/**
 * Two mothers of a child of 13, each child in a visit of its own: one says no. The other says yes, so that what the mother of
 * the first can read stands beside what she would read on a yes.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { referenceOf, shownReference } from '../../../domain/contract/envelope/reference.ts'
import * as v from 'valibot'
import { EnvelopeId } from '../../../domain/ids.ts'
import { sample, type Sample } from '../../journey/visitor.ts'
import type { CentralReady } from '../../../main/start/central.ts'
import type { Desk } from '../../support/desk.ts'
import { childOf } from './acts.ts'
import { cardOfSon, childAnswers, motherAsks } from './child-acts.ts'
import { visit, type DayKiosk, type DayVisit } from './day-visit.ts'

interface House {
  readonly central: CentralReady
  readonly at: DayKiosk
  readonly desk: Desk
  /** Folder of the days. */
  readonly out: string
}

/** Both families today at this kiosk; then each mother's status page again, and what the desk is shown of each child. */
export async function playChildren(house: House): Promise<Readonly<Record<string, readonly DayVisit[]>>> {
  const { central, out } = house
  const asks = {
    no: sample(central, 'Moeder van een kind van 13 met een eigen document'),
    yes: sample(central, 'Moeder van een kind van 13: het kind kiest zelf'),
  }
  const children = { no: sample(central, 'Dit kind van 13, alleen'), yes: cardOfSon(asks.yes) }
  const played: Record<string, readonly DayVisit[]> = {}
  for (const answer of ['no', 'yes'] as const) {
    const folder = join(out, `child-says-${answer}`)
    const keep = (name: string) => (text: string) => writeFileSync(join(folder, name), text)
    const common = { at: house.at, desk: house.desk, out: folder }
    const mother = await visit({ ...common, act: motherAsks(asks[answer], keep('mother-end.txt')) })
    const status = async (): Promise<string> => await statusPage(central, mother)
    keep('status-before.html')(await status())
    const of = { child: children[answer], answer }
    const child = await visit({ ...common, act: childAnswers(of, keep('child-end.txt')) })
    keep('status-after.html')(await status())
    keep('desk.json')(JSON.stringify(await deskSees(house, asks[answer]), null, 2))
    played[`child-says-${answer}`] = [mother, child]
  }
  writeFileSync(join(out, 'child-says-no', 'without-login.txt'), await withoutLogIn(central))
  return played
}

/** The public page under the number of what this visit sent; the number itself, with and without its check, is left out. */
async function statusPage({ staff }: CentralReady, { envelopes }: DayVisit): Promise<string> {
  const reference = referenceOf(v.parse(EnvelopeId, envelopes.at(-1)))
  const answer = await fetch(`${staff}/s/${shownReference(reference)}`)
  const text = (await answer.text()).replaceAll(shownReference(reference), '(number)')
  return `${String(answer.status)}\n${text.replaceAll(reference, '(number)')}`
}

/** The desk's page of forms that wait, for a clerk who looks this child up. */
async function deskSees({ central, desk: { page } }: House, mother: Sample) {
  const { born, bsn } = childOf(mother)
  await page.goto(`${central.staff}/desk/sets`)
  await page.fill('#birthDate', born)
  await page.fill('#number', bsn)
  await page.press('#number', 'Enter')
  const row = page.locator('.s-apart tbody tr')
  await row.waitFor()
  const more = row.locator('details')
  return {
    open: await row.locator('td').nth(3).locator('b').innerText(),
    // What is shut, nobody beside the clerk reads.
    shut: !(await more.locator('p').isVisible()),
    inside: (await more.locator('p').textContent())?.trim() ?? '',
  }
}

/** The same page for somebody who has not logged in. */
async function withoutLogIn({ staff }: CentralReady): Promise<string> {
  const answer = await fetch(`${staff}/desk/sets`, { redirect: 'manual' })
  return `${String(answer.status)} ${answer.headers.get('location') ?? ''}\n${await answer.text()}`
}
