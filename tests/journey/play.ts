/** The journeys as they are played: each part stops at the first screen that it does not know. */
import { fact, type Sample, type Visitor } from './visitor.ts'
import type { Language } from '../../domain/language.ts'
import { nl } from '../../renderer/texts/nl.ts'
import type { Desk } from '../support/desk.ts'
import { rightAnswers } from '../support/understood.ts'

/** From the attract screen to the terms; `own`: what for, where it is for oneself. */
export async function comeIn(visitor: Visitor, door: RegExp, own = /Mijn eigen dossier bekijken/): Promise<void> {
  await visitor.at('attract')
  await visitor.touch('Tik hier om te beginnen')
  await visitor.at('language')
  await visitor.touch(/^Nederlands/)
  await visitor.at('forWhom')
  await visitor.touch(door)
  // What a parent needs is said before anything is asked.
  if (door.test('Voor mijzelf')) {
    await visitor.at('relation')
    await visitor.touch(own)
  }
  if (door.test('Voor mijn kind')) await visitor.touch('Ik heb alles bij me')
}

export async function showDocument(visitor: Visitor, person: Sample): Promise<void> {
  await visitor.at('terms')
  await visitor.touch('Ja, akkoord')
  await visitor.at('document')
  await visitor.scan(person.mrz)
  await visitor.at('desk')
}

/** The clerk's part for the only visitor in the queue. */
export async function clerkConfirms(
  desk: Desk,
  person: Sample,
  paper:
    (Partial<ChildOnPaper> & { readonly authority: 'sole' | 'joint' | 'missing'; readonly issuedOn?: string }) | null,
): Promise<string> {
  await desk.openFirst()
  return await desk.confirm({ ending: fact(person, 'Laatste vier'), ...paper })
}

interface ChildOnPaper {
  readonly given: string
  readonly born: string
}

/** Whom the papers of this sample name. */
export function childOn(person: Sample): ChildOnPaper {
  const [given = ''] = fact(person, 'Kind').split(' ')
  return { given, born: fact(person, 'Kind geboren') }
}

/** The extract that the sample names, its day as the desk page's field wants it: 2026-10-24. */
export function extractOf(person: Sample): ChildOnPaper & { readonly authority: 'sole'; readonly issuedOn: string } {
  const day = /(\d\d)-(\d\d)-(\d{4})/.exec(fact(person, 'Uittreksel'))
  if (!day) throw new Error('This sample has no extract')
  return { authority: 'sole', issuedOn: `${day[3]}-${day[2]}-${day[1]}`, ...childOn(person) }
}

export async function findChild(visitor: Visitor, person: Sample): Promise<void> {
  await visitor.at('findPatient')
  await visitor.type(fact(person, 'Kind geboren').replaceAll('-', ''))
  await visitor.type(fact(person, 'BSN kind'))
  await visitor.page.keyboard.press('Enter')
}

/** Takes the first answer of each question, leaves the switches as they stand. */
export async function answerAll(visitor: Visitor): Promise<void> {
  for (let asked = 0; asked < 20; asked += 1) {
    await visitor.at('question')
    const title = await visitor.page.locator('h1').innerText()
    const good = visitor.page.getByRole('button', { name: /^Verder|Laat het zo/ })
    if ((await good.count()) > 0) await good.first().click()
    else await visitor.page.locator('.answers button').first().click()
    await visitor.page.waitForFunction(
      (before) =>
        document.documentElement.dataset['step'] !== 'question' || document.querySelector('h1')?.textContent !== before,
      title,
    )
    if ((await visitor.step()) !== 'question') return
  }
  throw new Error('The questions do not end')
}

/** Answers each question whether all was understood as somebody does who understood. */
export async function understandAll(visitor: Visitor, language: Language = 'nl'): Promise<void> {
  for (const { label } of rightAnswers) {
    await visitor.at('understand')
    const title = await visitor.page.locator('h1').innerText()
    await visitor.page.locator('.card', { hasText: new RegExp(`^\\s*${label[language]}\\s*$`) }).click()
    await visitor.page.waitForFunction((before) => document.querySelector('h1')?.textContent !== before, title)
  }
}

/** Turns a list that has more rows than room to its last part: what is to be confirmed has to be read first. */
export async function readAllParts(visitor: Visitor): Promise<void> {
  const next = visitor.page.locator('.pager:not([hidden]) button').last()
  for (let parts = 1; parts < 20; parts += 1) {
    if ((await next.count()) === 0 || (await next.getAttribute('aria-disabled')) === 'true') return
    await next.click()
  }
  throw new Error('The parts of this list do not end')
}

/** Reads all of the review, then says that it is right. */
export async function confirmReview(visitor: Visitor, yes: string = nl.review.correct): Promise<void> {
  await visitor.at('review')
  await readAllParts(visitor)
  await visitor.touch(yes)
}

export async function reviewAndSign(visitor: Visitor): Promise<void> {
  await confirmReview(visitor)
  await understandAll(visitor)
  await visitor.at('sign')
  await visitor.draw()
  await visitor.touch('Ja, ondertekenen')
}

/** The whole first visit up to the pad. `loaded` is called when the form stands on the screen. */
export async function untilReview(
  visitor: Visitor,
  desk: Desk,
  mother: Sample,
  loaded: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await comeIn(visitor, /Voor mijn kind/)
  await showDocument(visitor, mother)
  await clerkConfirms(desk, mother, extractOf(mother))
  await findChild(visitor, mother)
  await visitor.at('confirmPatient')
  await visitor.touch(/Ja, dit is mijn kind/)
  await loaded()
  await answerAll(visitor)
}
