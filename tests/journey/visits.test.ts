/** The visits of one day, one after the other on the same kiosk, in the host that BALIE_HOST names. */
import { expect, test } from 'vitest'
import { answerAll, childOn, clerkConfirms, comeIn, extractOf, findChild, reviewAndSign, showDocument } from './play.ts'
import { host, onStage } from './stage.ts'
import { traces } from './traces.ts'
import { fact, sample } from './visitor.ts'
import { rightAnswers } from '../support/understood.ts'

const stage = onStage()
const minute = 120_000

test(
  `${host}: a mother who alone has authority signs, and it is stored at the central`,
  { timeout: minute },
  async () => {
    const { kiosk, scene, desk } = stage()
    const since = kiosk.log.length
    const visitor = await stage().visitor()
    const mother = sample(scene.central, 'Moeder met gezag')
    const clean = await traces(visitor.page)
    await comeIn(visitor, /Voor mijn kind/)
    await showDocument(visitor, mother)
    await desk.openFirst()
    const refused = await desk.confirm({ ending: '0000', ...extractOf(mother) })
    expect(refused).toMatch(/tekens/i)
    expect(await visitor.step()).toBe('desk')
    await clerkConfirms(desk, mother, extractOf(mother))
    await findChild(visitor, mother)
    await visitor.at('confirmPatient')
    // Names stay off the screen: initials, year and two digits are enough to recognise one's child.
    expect(await visitor.page.locator('body').innerText()).not.toContain(fact(mother, 'BSN kind'))
    await visitor.touch(/Ja, dit is mijn kind/)
    await answerAll(visitor)
    await reviewAndSign(visitor)
    await visitor.at('done')
    const order = kiosk.log
      .slice(since)
      .map((line) => line.event + (typeof line['step'] === 'string' ? line['step'] : ''))
    expect(order.indexOf('durable')).toBeLessThan(order.indexOf('stepdone'))
    await kiosk.logged((line) => line.event === 'delivery' && line['code'] === 'stored', { since })
    const reference = await visitor.page.getByText(/^[0-9A-Z]{4,6}-[0-9A-Z]{4,6}$/).innerText()
    const status = await (await fetch(`${scene.central.staff}/s/${reference}`)).text()
    expect(status).toContain('data-state="received"')
    expect(status).not.toContain('Sanne')
    expect(await traces(visitor.page)).toEqual(clean)
    await visitor.lastTouch(/Wis dit scherm/)
    expect(await visitor.wiped(since)).toMatchObject({ verified: true })
  },
)

test(
  `${host}: without the extract nothing is signed and the mother hears what to bring`,
  { timeout: minute },
  async () => {
    const { kiosk, scene, desk } = stage()
    const since = kiosk.log.length
    const visitor = await stage().visitor()
    const mother = sample(scene.central, 'zonder uittreksel')
    await comeIn(visitor, /Voor mijn kind/)
    await showDocument(visitor, mother)
    await clerkConfirms(desk, mother, { authority: 'missing' })
    // Whoever the child is: nobody is asked for birth date and BSN first.
    await visitor.at('incomplete')
    expect(kiosk.log.slice(since).filter((line) => line.event === 'sealed')).toEqual([])
    await visitor.leave()
    expect(await visitor.wiped(since)).toMatchObject({ verified: true })
  },
)

test(
  `machine 14: ${host}: a dossier that was read leaves no word in title, address or storage`,
  { timeout: minute },
  async () => {
    const { kiosk, scene, desk } = stage()
    const since = kiosk.log.length
    const visitor = await stage().visitor()
    const man = sample(scene.central, 'eigen dossier')
    const clean = await traces(visitor.page)
    expect(clean).toMatchObject({ title: 'Balie', name: '', stored: [] })
    await comeIn(visitor, /Voor mijzelf/)
    await showDocument(visitor, man)
    await clerkConfirms(desk, man, null)
    await visitor.at('confirmPatient')
    await visitor.touch(/Ja, dat ben ik/)
    await visitor.at('dossier')
    await visitor.touch(/^Toon/)
    await visitor.touch(/^Medicijnen/)
    expect(await traces(visitor.page)).toEqual(clean)
    await visitor.lastTouch(/Klaar met lezen/)
    expect(await visitor.wiped(since)).toMatchObject({ verified: true })
  },
)

test(`${host}: another adult looks into his own dossier, covered until asked`, { timeout: minute }, async () => {
  const { kiosk, scene, desk } = stage()
  const since = kiosk.log.length
  const visitor = await stage().visitor()
  const man = sample(scene.central, 'eigen dossier')
  await comeIn(visitor, /Voor mijzelf/)
  await showDocument(visitor, man)
  await clerkConfirms(desk, man, null)
  await visitor.at('confirmPatient')
  await visitor.touch(/Ja, dat ben ik/)
  await visitor.at('dossier')
  const covered = await visitor.page.locator('main').innerText()
  await visitor.touch(/^Toon/)
  await visitor.page
    .getByRole('button', { name: /^Verberg/ })
    .first()
    .waitFor()
  const open = await visitor.page.locator('main').innerText()
  expect(open.length).toBeGreaterThan(covered.length)
  for (const subject of ['Medicijnen', 'Allergieën', 'Folders', 'Documenten'])
    await visitor.touch(new RegExp(`^${subject}`))
  await visitor.page.keyboard.press('Control+P')
  await visitor.page.keyboard.press('Control+A')
  expect(await visitor.page.evaluate(() => String(getSelection()))).toBe('')
  await visitor.lastTouch(/Klaar met lezen/)
  expect(await visitor.wiped(since)).toMatchObject({ verified: true })
})

test(`screens 20: ${host}: the door for a child of 16 or 17 leads to a kind page`, { timeout: minute }, async () => {
  const { kiosk } = stage()
  const since = kiosk.log.length
  const visitor = await stage().visitor()
  await comeIn(visitor, /16 of 17/)
  await visitor.at('notHere')
  await visitor.leave()
  expect(await visitor.wiped(since)).toMatchObject({ verified: true })
})

test(
  `${host}: whoever gave access stops it without terms, paper or reason, and hears from the central that it stopped`,
  { timeout: minute },
  async () => {
    const { kiosk, scene, desk } = stage()
    const since = kiosk.log.length
    const visitor = await stage().visitor()
    const giver = sample(scene.central, 'Stopt de toegang van')
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
    await visitor.lastTouch(/Wis dit scherm/)
    expect(await visitor.wiped(since)).toMatchObject({ verified: true })
  },
)

test(
  `screens 20: ${host}: who comes for somebody else says as what; an administrator of money reads why not`,
  { timeout: minute },
  async () => {
    const { kiosk } = stage()
    const since = kiosk.log.length
    const visitor = await stage().visitor()
    await comeIn(visitor, /Voor iemand anders/)
    await visitor.at('relation')
    await visitor.touch(/Ik ben bewindvoerder/)
    await visitor.at('notHere')
    await visitor.page
      .getByText(/bewindvoerder/i)
      .first()
      .waitFor()
    await visitor.leave()
    expect(await visitor.wiped(since)).toMatchObject({ verified: true })
  },
)

test(
  `${host}: a parent of a young person of 16 or 17 reads who decides, and is referred`,
  { timeout: minute },
  async () => {
    const { kiosk } = stage()
    const since = kiosk.log.length
    const visitor = await stage().visitor()
    await comeIn(visitor, /Voor mijn kind van 16 of 17/)
    await visitor.at('notHere')
    await visitor.page
      .getByText(/Vanaf 16 jaar beslist de jongere zelf/)
      .first()
      .waitFor()
    await visitor.page
      .getByText(/Vraag het uw kind/)
      .first()
      .waitFor()
    await visitor.leave()
    expect(await visitor.wiped(since)).toMatchObject({ verified: true })
  },
)

test(`${host}: the bell rings at the desk, also when the session hangs`, { timeout: minute }, async () => {
  const { kiosk, desk } = stage()
  const since = kiosk.log.length
  const visitor = await stage().visitor()
  await comeIn(visitor, /Voor mijzelf/)
  await visitor.at('terms')
  const session = await kiosk.sessionPid()
  process.kill(session, 'SIGSTOP')
  await visitor.touch(/^Hulp/)
  await expect.poll(() => desk.rings(), { timeout: 10_000 }).toBe(true)
  process.kill(session, 'SIGKILL')
  expect(await visitor.wiped(since)).toMatchObject({ verified: true })
})

test(`${host}: a whole visit up to the signature works by keyboard alone`, { timeout: minute }, async () => {
  const { kiosk, scene, desk } = stage()
  const since = kiosk.log.length
  const visitor = await stage().visitor()
  // The first mother's request waits already; this one has her extract with her after all.
  const mother = sample(scene.central, 'zonder uittreksel')
  const lastWeek = new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10)
  await visitor.at('attract')
  await visitor.press(/Tik hier om te beginnen/)
  await visitor.at('language')
  await visitor.press(/^English/)
  await visitor.at('forWhom')
  await visitor.press(/child.*younger|For my child/i)
  await visitor.press(/^I have everything/)
  await visitor.at('terms')
  await visitor.press(/I agree/)
  await visitor.at('document')
  await visitor.scan(mother.mrz)
  await visitor.at('desk')
  await clerkConfirms(desk, mother, { authority: 'sole', issuedOn: lastWeek, ...childOn(mother) })
  await findChild(visitor, mother)
  await visitor.at('confirmPatient')
  await visitor.press(/^Yes/)
  await visitor.at('question')
  for (;;) {
    const title = await visitor.page.locator('h1').innerText()
    if ((await visitor.step()) !== 'question') break
    const switches = (await visitor.page.getByRole('switch').count()) > 0
    await visitor.press(switches ? /^Continue/ : /^(?!Help).+/)
    await visitor.page.waitForFunction((before) => document.querySelector('h1')?.textContent !== before, title)
  }
  await visitor.at('review')
  // What does not fit stands in a second part; "Yes" answers only when all parts were seen.
  const unseen = visitor.page.locator('.pager:not([hidden]) button[aria-disabled=false]:last-child')
  while ((await unseen.count()) > 0) await visitor.press(/^Next/)
  await visitor.press(/^Yes/)
  for (const { label } of rightAnswers) {
    await visitor.at('understand')
    const title = await visitor.page.locator('h1').innerText()
    await visitor.press(new RegExp(`^${label.en}$`))
    await visitor.page.waitForFunction((before) => document.querySelector('h1')?.textContent !== before, title)
  }
  await visitor.at('sign')
  await visitor.press(/can.t sign by hand/)
  await visitor.at('cannotDraw')
  await visitor.press(/type my name/)
  await visitor.at('signTyped')
  await visitor.type('Linda Smit')
  await visitor.page.keyboard.press('Enter')
  await visitor.at('done')
  await visitor.press(/Erase this screen/)
  expect(await visitor.wiped(since)).toMatchObject({ verified: true })
})
