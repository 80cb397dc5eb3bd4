/** The session as a process: its socket, its one visit, its silence, its death. */
import { afterEach, describe, expect, it } from 'vitest'
import { cardOf, milan, mother } from './support/people.ts'
import { openProcess } from './support/process.ts'
import type { SessionProcess } from './support/process.ts'
import { ink } from './support/stage.ts'

/** Milliseconds: each round founds a hospital of its own and starts a process. */
const patient = { timeout: 90_000 }

let session: SessionProcess
afterEach(async () => await session.close())

async function begun(): Promise<SessionProcess> {
  session = await openProcess()
  session.main.arm()
  await session.main.begin()
  return session
}

const ended = (reason: string) =>
  session.main.until(() => session.main.heard.find((m) => m.type === 'endVisit' && m.reason === reason))

describe('a session process', () => {
  it('plays a whole visit over its socket and writes nothing to its output', async () => {
    const { main, central, connect } = await begun()
    const page = connect()
    expect(await page.opened).toBe(true)
    page.send({ type: 'hello' })
    await page.at('language')
    expect(page.others).toContain('documents')
    page.tap({ kind: 'language', language: 'en' })
    await page.at('forWhom')
    page.tap({ kind: 'door', door: 'child' })
    await page.at('terms')
    page.tap({ kind: 'acceptTerms' })
    await page.at('document')
    page.tap({ kind: 'mrz', text: cardOf(mother), overflow: false })
    await page.at('desk')
    await central.identify(main.visit)
    await central.extract(main.visit)
    await page.at('findPatient')
    page.tap({ kind: 'findPatient', birthDate: milan.birthDate, bsn: milan.bsn })
    await page.at('confirmPatient')
    page.tap({ kind: 'confirmPatient', yes: true })
    await page.at('question')
    page.tap({ kind: 'answer', linkId: 'scope', values: ['appointments'] })
    while (page.views.at(-1)?.screen.step !== 'review') {
      await new Promise((resolve) => setTimeout(resolve, 20))
      const screen = page.views.at(-1)?.screen
      if (screen?.step === 'question' && screen.linkId === 'purpose')
        page.tap({ kind: 'answer', linkId: 'purpose', values: ['look'] })
    }
    page.tap({ kind: 'next' })
    await page.at('sign')
    page.tap({ kind: 'cannotDraw' })
    await page.at('cannotDraw')
    page.tap({ kind: 'signBy', way: 'typed' })
    await page.at('signTyped')
    page.tap({ kind: 'typedName', name: 'willeke liselotte de bruijn' })
    await page.at('done')
    expect(main.stored).toHaveLength(1)
    expect(session.output()).toBe('')
  })

  it('says nothing before `begin`, although the socket is open', async () => {
    session = await openProcess()
    const page = session.connect()
    expect(await page.opened).toBe(true)
    page.send({ type: 'hello' })
    session.main.arm()
    await session.main.until(() => session.main.heard.find(({ type }) => type === 'ready'))
    expect(page.views).toEqual([])
    await session.main.begin()
    await page.at('language')
  })

  it('opens its socket once, to the exact origin, host, path and token', async () => {
    session = await openProcess()
    const { connect } = session
    for (const wrong of [
      { origin: 'http://127.0.0.1:4712' },
      { host: 'localhost:80' },
      { token: 'x'.repeat(43) },
      { path: '/' },
    ])
      expect(await connect(wrong).opened).toBe(false)
    expect(await connect().opened).toBe(true)
    expect(session.main.heard).toEqual([])
    expect(await connect().opened).toBe(false)
    await ended('protocol')
  })

  it(
    'ends the visit on a message that is no message, an unknown field or a frame that is no JSON',
    patient,
    async () => {
      for (const bad of [
        '{',
        { type: 'intent', seq: 1, intent: { kind: 'next', more: 1 } },
        { type: 'sudo' },
        { type: 'intent', seq: 1, intent: { kind: 'mrz', text: 'A'.repeat(10_000), overflow: false } },
      ]) {
        const { connect, close } = await begun()
        const page = connect()
        await page.opened
        page.send(bad)
        await ended('protocol')
        await close()
      }
    },
  )

  it('ignores a tap on a former screen, and a doubled one', async () => {
    const { connect } = await begun()
    const page = connect()
    await page.opened
    page.send({ type: 'hello' })
    const { seq } = await page.at('language')
    for (const kind of ['next', 'next', 'next']) page.send({ type: 'intent', seq, intent: { kind } })
    await page.at('forWhom')
    const view = await page.at('forWhom')
    page.send({ type: 'intent', seq, intent: { kind: 'door', door: 'self' } })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(page.views.at(-1)).toEqual(view)
  })

  it('ink of 100,000 points passes its socket', async () => {
    const { connect } = await begun()
    const page = connect()
    await page.opened
    page.send({ type: 'hello' })
    await page.at('language')
    const many = Array.from({ length: 200_000 }, (_, at) => at % 4500)
    page.tap({ kind: 'ink', ink: { ...ink, strokes: [many] } })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(session.main.heard.some(({ type }) => type === 'endVisit')).toBe(false)
  })

  it('refuses a second `begin`, a second `arm` and a certificate for another key', patient, async () => {
    const { main } = await begun()
    await main.begin()
    await ended('protocol')
    await session.close()

    session = await openProcess()
    session.main.arm()
    session.main.arm()
    await ended('protocol')
    await session.close()

    session = await openProcess()
    session.main.arm()
    const other = await session.main.until(() => session.main.heard.find(({ type }) => type === 'ready'))
    expect(other).toBeTruthy()
    await session.main.begin({ visit: '00000000-0000-4000-8000-000000000000' })
    await ended('protocol')
  })

  it('dies with its parent', async () => {
    const { child, exited } = await begun()
    child.disconnect()
    expect(await exited).toBe(0)
  })
})
