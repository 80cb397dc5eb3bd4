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

/** The extract names both parents; it is the same paper on both days. */
function jointExtract(first: Sample): Parameters<typeof clerkConfirms>[2] {
  const day = /(\d\d)-(\d\d)-(\d{4})/.exec(fact(first, 'Uittreksel')) ?? []
  const [given = ''] = fact(first, 'Voor').split(' ')
  return {
    authority: 'joint',
    issuedOn: `${String(day[3])}-${String(day[2])}-${String(day[1])}`,
    given,
    born: fact(first, 'Geboren'),
  }
}

async function toChild(visitor: Visitor, desk: Desk, who: { readonly person: Sample; readonly first: Sample }) {
  await comeIn(visitor, /Voor mijn kind/)
  await showDocument(visitor, who.person)
  await clerkConfirms(desk, who.person, jointExtract(who.first))
  await visitor.at('findPatient')
  await visitor.type(fact(who.first, 'Geboren').replaceAll('-', ''))
  await visitor.type(fact(who.first, 'BSN'))
  await visitor.page.keyboard.press('Enter')
  await visitor.at('confirmPatient')
  await visitor.touch(/Ja, dit is mijn kind/)
}

/** One parent comes alone and signs her own part. */
export const firstParent = (first: Sample) => async (visitor: Visitor, desk: Desk) => {
  await toChild(visitor, desk, { person: first, first })
  await visitor.at('otherHere')
  await visitor.touch(/Nee, ik ben alleen/)
  await answerAll(visitor)
  await reviewAndSign(visitor)
  await visitor.at('done')
}

/** The other one comes later, reads what waits, and signs too. */
export const otherParent =
  (of: { readonly first: Sample; readonly second: Sample }) => async (visitor: Visitor, desk: Desk) => {
    await toChild(visitor, desk, { person: of.second, first: of.first })
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
