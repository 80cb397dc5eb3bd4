/** Documents that cannot be read and people who cannot be found: each its sentence, and the visit goes on or ends kindly. */
import { expect, test } from 'vitest'
import { answerAll, comeIn, confirmReview, findChild, understandAll } from './play.ts'
import { host, onStage } from './stage.ts'
import { clerkPicks, clerkSaysYes, formsStored, says, stopVisit } from './trouble.ts'
import { fact, sample, type Visitor } from './visitor.ts'

const stage = onStage()
const minute = 120_000

/** Keys that no hand on Playwright's keyboard can press: control characters, and 10 kB in one breath. */
async function flood(visitor: Visitor, text: string): Promise<void> {
  await visitor.page.evaluate((keys) => {
    for (const key of keys)
      window.dispatchEvent(new KeyboardEvent('keydown', { key: key === '\n' ? 'Enter' : key, cancelable: true }))
  }, text)
}

/** From the door to the page where a document is read. */
async function toDocument(visitor: Visitor, door: RegExp): Promise<void> {
  await comeIn(visitor, door)
  await visitor.at('terms')
  await visitor.touch('Ja, akkoord')
  await visitor.at('document')
}

test(
  `${host}: whatever goes wrong with scanner, child and pad is said, and the mother still signs`,
  { timeout: minute },
  async () => {
    const { kiosk, scene, desk } = stage()
    const since = kiosk.log.length
    const stored = formsStored(scene)
    const visitor = await stage().visitor()
    const mother = sample(scene.central, 'Moeder met gezag')
    const [one = '', two = ''] = mother.mrz
    const misread = 'Wij kunnen uw document niet goed lezen.'
    await toDocument(visitor, /Voor mijn kind/)
    const wrongDigit = two.replace(/\d/, (digit) => String((Number(digit) + 1) % 10))
    await visitor.scan([one, wrongDigit])
    await says(visitor, misread)
    await visitor.scan(sample(scene.central, 'verlopen').mrz)
    await says(visitor, 'Uw paspoort of ID-kaart is niet meer geldig.')
    await visitor.scan([two, one])
    await says(visitor, misread)
    await flood(visitor, 'P<NLD'.repeat(2048))
    await says(visitor, 'De lezer stuurt te veel tekens.')
    await flood(visitor, `${one.slice(0, 9)}\u0002${one.slice(9)}\n${two}\n`)
    await says(visitor, misread)
    await visitor.scan(['D1NLD15094962111659VW87Z78NB84'])
    // A document that no kiosk reads calls somebody by itself; until then the data is covered.
    await visitor.touch('Ik ga alvast verder')
    await says(visitor, 'Dit document kan de zuil niet lezen.')
    await visitor.scan([one.toLowerCase(), two.toLowerCase()])
    await clerkSaysYes(desk, visitor, mother)

    await visitor.at('findPatient')
    const birthDate = fact(mother, 'Kind geboren')
    await visitor.type(birthDate.replaceAll('-', ''))
    await visitor.type(fact(sample(scene.central, 'eigen dossier'), 'BSN'))
    for (const left of ['U kunt het nog 2 keer proberen.', 'U kunt het nog 1 keer proberen.']) {
      await visitor.page.keyboard.press('Enter')
      await says(visitor, left)
      await says(visitor, 'Wij vinden niemand met deze gegevens.')
    }
    await visitor.page.keyboard.press('Enter')
    await clerkPicks(desk, visitor, { birthDate, number: fact(mother, 'BSN kind') })
    await visitor.at('confirmPatient')
    await visitor.touch(/Ja, dit is mijn kind/)
    await answerAll(visitor)
    await confirmReview(visitor)
    await understandAll(visitor)
    await visitor.at('sign')
    await visitor.page.getByRole('button', { name: 'Ja, ondertekenen' }).click({ force: true })
    await says(visitor, 'Wij zien nog geen handtekening. Zet die op de lijn.')
    expect(await visitor.step()).toBe('sign')
    await visitor.draw()
    await visitor.touch('Ja, ondertekenen')
    await visitor.at('done')
    await kiosk.logged((line) => line.event === 'delivery' && line['code'] === 'stored', { since })
    expect(formsStored(scene)).toBe(stored + 1)
    await visitor.lastTouch(/Wis dit scherm/)
    expect(await visitor.wiped(since)).toMatchObject({ verified: true })
  },
)

test(
  `${host}: a child that is registered twice is picked by the clerk, and no name reaches the screen`,
  { timeout: minute },
  async () => {
    const { kiosk, scene, desk } = stage()
    const since = kiosk.log.length
    const visitor = await stage().visitor()
    const mother = sample(scene.central, 'twee keer')
    await toDocument(visitor, /Voor mijn kind/)
    await visitor.scan(mother.mrz)
    await clerkSaysYes(desk, visitor, mother)
    await findChild(visitor, mother)
    await visitor.at('deskPicks')
    const text = await visitor.page.locator('body').innerText()
    for (const part of fact(mother, 'Kind').split(' ')) expect(text).not.toContain(part)
    await clerkPicks(desk, visitor, { birthDate: fact(mother, 'Kind geboren'), number: fact(mother, 'BSN kind') })
    await visitor.at('confirmPatient')
    await visitor.touch(/Ja, dit is mijn kind/)
    await visitor.at('question')
    await stopVisit(visitor, since)
  },
)

test(
  `${host}: the mother of a child of 13 is asked what she wants to see, and nothing is signed before`,
  { timeout: minute },
  async () => {
    const { kiosk, scene, desk } = stage()
    const since = kiosk.log.length
    const visitor = await stage().visitor()
    const mother = sample(scene.central, 'kind van 13')
    await toDocument(visitor, /Voor mijn kind/)
    await visitor.scan(mother.mrz)
    await clerkSaysYes(desk, visitor, mother)
    await findChild(visitor, mother)
    await visitor.at('confirmPatient')
    await visitor.touch(/Ja, dit is mijn kind/)
    await visitor.at('question')
    expect(kiosk.log.slice(since).filter((line) => line.event === 'sealed')).toEqual([])
    await stopVisit(visitor, since)
  },
)

test.each(['Overleden', 'geblokkeerd'])(
  `${host}: a file that is closed (%s) is not opened, and the sentence does not say why`,
  { timeout: minute },
  async (words) => {
    const { kiosk, scene, desk } = stage()
    const since = kiosk.log.length
    const visitor = await stage().visitor()
    const person = sample(scene.central, words)
    await toDocument(visitor, /Voor mijzelf/)
    await visitor.scan(person.mrz)
    await clerkSaysYes(desk, visitor, person)
    await visitor.at('outcome')
    await says(visitor, 'Dit kan niet aan deze zuil. Ga naar de balie.')
    expect(await visitor.page.locator('body').innerText()).not.toMatch(/overleden|geblokkeerd|gestopt/i)
    await stopVisit(visitor, since)
  },
)
