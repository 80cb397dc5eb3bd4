/** A mother signs her part and gives the screen away; her child of 13 says no in a visit of its own. Neither page tells the other's. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../runner/commands.ts'
import { answerAll, clerkConfirms, comeIn, reviewAndSign, showDocument } from './play.ts'
import { host, onStage } from './stage.ts'
import { fact, sample, type Visitor } from './visitor.ts'

const stage = onStage()
const shots = join(root, 'out/test/journey', host)
mkdirSync(shots, { recursive: true })
const shot = async (visitor: Visitor, name: string): Promise<void> =>
  void (await visitor.page.screenshot({ path: join(shots, `child-answers-${name}.png`) }))

test(`${host}: a mother signs, then her child of 13 says no by itself`, { timeout: 180_000 }, async () => {
  const { kiosk, scene, desk } = stage()
  const since = kiosk.log.length
  const parent = sample(scene.central, 'kind van 13 met een eigen document')
  const visitor = await stage().visitor()
  await comeIn(visitor, /Voor mijn oudere kind/)
  await visitor.touch('Ik heb alles bij me')
  await showDocument(visitor, parent)
  const day = /(\d\d)-(\d\d)-(\d{4})/.exec(fact(parent, 'Uittreksel')) ?? []
  const [given = ''] = fact(parent, 'Voor').split(' ')
  const issuedOn = `${day[3]}-${day[2]}-${day[1]}`
  await clerkConfirms(desk, parent, { authority: 'sole', issuedOn, given, born: fact(parent, 'Geboren') })
  await visitor.at('findPatient')
  await visitor.type(fact(parent, 'Geboren').replaceAll('-', ''))
  await visitor.type(fact(parent, 'BSN'))
  await visitor.page.keyboard.press('Enter')
  await visitor.at('confirmPatient')
  await visitor.touch(/Ja, dit is mijn kind/)
  await answerAll(visitor)
  await reviewAndSign(visitor)
  await visitor.at('done')
  await shot(visitor, 'parent-done')
  expect(await visitor.page.locator('body').innerText()).toContain('Uw deel is klaar')
  await visitor.lastTouch(/Wis dit scherm/)
  expect(await visitor.wiped(since)).toMatchObject({ verified: true })

  const then = kiosk.log.length
  const asked = sample(scene.central, 'Dit kind van 13')
  const child = await stage().visitor()
  await comeIn(child, /Voor mijzelf/)
  await showDocument(child, asked)
  await clerkConfirms(desk, asked, null)
  await child.at('confirmPatient')
  await child.touch(/Ja, dat ben ik/)
  await child.at('childReads')
  await shot(child, 'reads')
  await child.touch('Naar de vraag')
  await child.at('childAnswers')
  await shot(child, 'question')
  await child.touch(/Nee, liever niet/)
  await shot(child, 'chosen')
  await child.touch('Dit kies ik')
  await child.at('done')
  await shot(child, 'done')
  const end = await child.page.locator('body').innerText()
  expect(end).toContain('Klaar. Dank je wel.')
  expect(end).not.toMatch(/nee|liever|mag niet/i)
  await kiosk.logged((line) => line.event === 'delivery' && line['code'] === 'stored', { since: then })
  await child.lastTouch(/Wis dit scherm/)
  expect(await child.wiped(then)).toMatchObject({ verified: true })
})
