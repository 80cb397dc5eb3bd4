/** What the people of the two days do, screen by screen. */
import {
  answerAll,
  clerkConfirms,
  comeIn,
  confirmReview,
  reviewAndSign,
  showDocument,
  understandAll,
} from '../../journey/play.ts'
import { fact, type Sample, type Visitor } from '../../journey/visitor.ts'
import type { Desk } from '../../support/desk.ts'

/** A child as the sample of its parent names it. */
export function childOf(parent: Sample): { readonly name: string; readonly born: string; readonly bsn: string } {
  const isOf = (label: string): boolean => parent.facts.some((one) => one.label === label)
  const [name, born, bsn] = isOf('Voor') ? ['Voor', 'Geboren', 'BSN'] : ['Kind', 'Kind geboren', 'BSN kind']
  return { name: fact(parent, name ?? ''), born: fact(parent, born ?? ''), bsn: fact(parent, bsn ?? '') }
}

/** The extract of this parent's child; where both have authority it is the same paper for both. */
function extractOf(parent: Sample, authority: 'sole' | 'joint'): Parameters<typeof clerkConfirms>[2] {
  const day = /(\d\d)-(\d\d)-(\d{4})/.exec(fact(parent, 'Uittreksel')) ?? []
  const { name, born } = childOf(parent)
  const [given = ''] = name.split(' ')
  return { authority, issuedOn: `${String(day[3])}-${String(day[2])}-${String(day[1])}`, given, born }
}

interface Asks {
  readonly person: Sample
  /** The parent whose sample tells of child and paper. */
  readonly first: Sample
  readonly authority: 'sole' | 'joint'
  /** From 12 there is another door. */
  readonly older: boolean
}

/** A parent, up to the yes to "is this your child?". */
export async function toChild(visitor: Visitor, desk: Desk, { person, first, authority, older }: Asks): Promise<void> {
  await comeIn(visitor, older ? /Voor mijn oudere kind/ : /Voor mijn kind/)
  if (older) await visitor.touch('Ik heb alles bij me')
  await showDocument(visitor, person)
  await clerkConfirms(desk, person, extractOf(first, authority))
  await visitor.at('findPatient')
  const { born, bsn } = childOf(first)
  await visitor.type(born.replaceAll('-', ''))
  await visitor.type(bsn)
  await visitor.page.keyboard.press('Enter')
  await visitor.at('confirmPatient')
  await visitor.touch(/Ja, dit is mijn kind/)
}

const joint = { authority: 'joint', older: false } as const

/** One parent comes alone and signs her own part. */
export const firstParent = (first: Sample) => async (visitor: Visitor, desk: Desk) => {
  await toChild(visitor, desk, { person: first, first, ...joint })
  await visitor.at('otherHere')
  await visitor.touch(/Nee, ik ben alleen/)
  await answerAll(visitor)
  await reviewAndSign(visitor)
  await visitor.at('done')
}

/** The other one comes later, reads what waits, and signs too. */
export const otherParent =
  (of: { readonly first: Sample; readonly second: Sample }) => async (visitor: Visitor, desk: Desk) => {
    await toChild(visitor, desk, { person: of.second, first: of.first, ...joint })
    await visitor.at('setWaits')
    await visitor.touch('Lees het formulier')
    await confirmReview(visitor)
    await understandAll(visitor)
    await visitor.at('sign')
    await visitor.draw()
    await visitor.touch('Ja, ondertekenen')
    await visitor.at('done')
  }

/** A patient stops the access of somebody to her own record. */
export const stops = (giver: Sample) => async (visitor: Visitor, desk: Desk) => {
  await comeIn(visitor, /Toegang stoppen/)
  await visitor.at('relation')
  await visitor.touch(/Mijn eigen dossier/)
  await visitor.at('document')
  await visitor.scan(giver.mrz)
  await visitor.at('desk')
  await clerkConfirms(desk, giver, null)
  await visitor.at('confirmPatient')
  await visitor.touch(/Ja, dat ben ik/)
  await visitor.at('stopList')
  await visitor.page.locator('.card').first().click()
  await visitor.at('stopConfirm')
  await visitor.touch('Ja, ondertekenen')
  await visitor.at('sign')
  await visitor.draw()
  await visitor.touch('Ja, ondertekenen')
  await visitor.at('done')
  await visitor.page.getByText('De toegang is nu gestopt.').first().waitFor()
}
