/** Both parents of a child at one kiosk, one after the other, each with his own document; and one who walks away in between. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../runner/commands.ts'
import { answerAll, clerkConfirms, comeIn, confirmReview, reviewAndSign, showDocument, understandAll } from './play.ts'
import { host, onStage } from './stage.ts'
import { traces } from './traces.ts'
import { fact, sample, type Sample, type Visitor } from './visitor.ts'

const stage = onStage()
const shots = join(root, 'out/test/journey', host)
mkdirSync(shots, { recursive: true })
const both = () => {
  const { central } = stage().scene
  return { first: sample(central, 'Eén van twee ouders'), second: sample(central, 'De andere ouder') }
}
const shot = async (visitor: Visitor, name: string): Promise<void> =>
  void (await visitor.page.screenshot({ path: join(shots, `two-parents-${name}.png`) }))

/** Up to the first parent's signature; the screen then waits to be handed over. */
async function firstSigns(visitor: Visitor, first: Sample): Promise<void> {
  await comeIn(visitor, /Voor mijn kind/)
  await showDocument(visitor, first)
  const day = /(\d\d)-(\d\d)-(\d{4})/.exec(fact(first, 'Uittreksel')) ?? []
  const [given = ''] = fact(first, 'Voor').split(' ')
  const issuedOn = `${day[3]}-${day[2]}-${day[1]}`
  await clerkConfirms(stage().desk, first, { authority: 'joint', issuedOn, given, born: fact(first, 'Geboren') })
  await visitor.at('findPatient')
  await visitor.type(fact(first, 'Geboren').replaceAll('-', ''))
  await visitor.type(fact(first, 'BSN'))
  await visitor.page.keyboard.press('Enter')
  await visitor.at('confirmPatient')
  await visitor.touch(/Ja, dit is mijn kind/)
  await visitor.at('otherHere')
  await shot(visitor, 'other-here')
  await visitor.touch(/Ja, wij zijn er allebei/)
  await answerAll(visitor)
  await visitor.at('review')
  await shot(visitor, 'first-review')
  await reviewAndSign(visitor)
  await visitor.at('handOver')
  await shot(visitor, 'hand-over')
}

test(`${host}: whoever walks away between the two leaves nothing behind`, { timeout: 120_000 }, async () => {
  const { kiosk } = stage()
  const since = kiosk.log.length
  const visitor = await stage().visitor()
  await firstSigns(visitor, both().first)
  await visitor.leave()
  expect(await visitor.wiped(since)).toMatchObject({ verified: true })
  expect(kiosk.log.slice(since).filter(({ event }) => event === 'sealed' || event === 'durable')).toEqual([])
})

test(
  `${host}: both parents sign one form, each for himself, and it is stored at the central`,
  { timeout: 180_000 },
  async () => {
    const { kiosk, scene, desk } = stage()
    const since = kiosk.log.length
    const visitor = await stage().visitor()
    const clean = await traces(visitor.page)
    const { first, second } = both()
    await firstSigns(visitor, first)
    // Nothing was sealed or stored for one parent alone.
    expect(kiosk.log.slice(since).filter(({ event }) => event === 'sealed' || event === 'durable')).toEqual([])
    await visitor.touch(/Ik ben de andere ouder/)
    await visitor.at('language')
    await shot(visitor, 'second-language')
    await visitor.touch(/^English/)
    await visitor.at('terms')
    await visitor.touch(/I agree/)
    await visitor.at('document')
    await visitor.scan(first.mrz)
    await visitor.page
      .getByText(/read this document already/)
      .first()
      .waitFor()
    await shot(visitor, 'second-same-document')
    await visitor.scan(second.mrz)
    await visitor.at('desk')
    await desk.openFirst()
    await desk.screenshot(join(shots, 'two-parents-desk.png'))
    expect(await desk.confirm({ ending: fact(first, 'Laatste vier'), onPaper: true })).toMatch(/tekens/i)
    await desk.confirm({ ending: fact(second, 'Laatste vier'), onPaper: true })
    await visitor.at('review')
    await shot(visitor, 'second-review')
    await confirmReview(visitor, 'Yes, this is right')
    await understandAll(visitor, 'en')
    await visitor.at('sign')
    await visitor.draw()
    await visitor.touch('Done signing')
    await visitor.at('done')
    await shot(visitor, 'done')
    await kiosk.logged((line) => line.event === 'delivery' && line['code'] === 'stored', { since })
    expect(kiosk.log.slice(since).filter(({ event }) => event === 'sealed')).toHaveLength(1)
    const reference = await visitor.page.getByText(/^[0-9A-Z]{4,6}-[0-9A-Z]{4,6}$/).innerText()
    expect(await (await fetch(`${scene.central.staff}/s/${reference}`)).text()).toContain('data-state="received"')
    expect(await traces(visitor.page)).toEqual(clean)
    await visitor.lastTouch(/Erase this screen/)
    expect(await visitor.wiped(since)).toMatchObject({ verified: true })
  },
)
