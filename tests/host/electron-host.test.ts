/** What the product's host makes of what its window says, over a recorded Electron. */
import { beforeEach, afterEach, describe, expect, it, vi } from 'vitest'
import { channels } from '../../domain/contract/control/channels.ts'
import type { MainToSession } from '../../domain/contract/control/session.ts'
import { createElectronHost } from '../../main/host/electron/electron-host.ts'
import { focusPatience, mustHoldFocus } from '../../main/host/electron/focus.ts'
import { silence } from '../../main/host/heartbeat.ts'
import type { Death, Pair } from '../../main/host/host.ts'
import { speechSwitches } from '../../main/host/speech.ts'
import { focus, lastWindow, menus, type FakePage, type FakeView, type FakeWindow } from './fake-electron.ts'

vi.mock('electron', async () => (await import('./fake-electron.ts')).fakeElectron)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  focus.window = null
})
afterEach(() => vi.useRealTimers())

interface Shown {
  readonly pair: Pair
  readonly window: FakeWindow
  readonly view: FakeView
  readonly page: FakePage
  readonly deaths: readonly Death[]
}

async function shown(options: { readonly windowed?: boolean; readonly holdFocus?: boolean } = {}): Promise<Shown> {
  const host = createElectronHost({
    assets: () => ({ status: 200, headers: {}, body: new Uint8Array() }),
    sessionEntry: '/session.js',
    preload: '/preload.cjs',
    window: options.windowed === true ? { width: 540, height: 960 } : null,
    holdFocus: options.holdFocus ?? false,
  })
  const pair = await host.openPair()
  const deaths: Death[] = []
  pair.onDeath((death) => deaths.push(death))
  await pair.show()
  const window = lastWindow()
  const view = window.views.at(-1)
  if (view === undefined) throw new Error('The window has no view')
  return { pair, window, view, page: view.webContents, deaths }
}

/** Only `training` is looked at here; the rest is the session's. */
const arm = (training: boolean): MainToSession => ({ type: 'arm', training }) as unknown as MainToSession

describe('machine 9: the window of a kiosk', () => {
  it('machine 9: refuses to close, by Alt+F4 as by window.close()', async () => {
    const { window, deaths } = await shown()
    expect(window.prevents('close')).toBe(true)
    expect(deaths).toEqual([])
  })

  it('machine 9: that is closed all the same is a death; one that was asked for is not', async () => {
    const closed = await shown()
    closed.window.destroy()
    expect(closed.deaths).toEqual([{ who: 'renderer', how: 'exit' }])
    vi.useRealTimers()
    const wiped = await shown()
    await wiped.pair.destroy()
    expect(wiped.page.destroyed).toBe(true)
    expect(wiped.window).toMatchObject({ destroyed: false, views: [] })
    expect(wiped.deaths).toEqual([])
  })

  it('machine 9: a page that is gone by itself is a death', async () => {
    const { page, deaths } = await shown()
    page.emit('destroyed')
    expect(deaths).toEqual([{ who: 'renderer', how: 'exit' }])
  })

  it('machine 9: that paints nothing for 20 s is a death; its beats go no further than the host', async () => {
    const { pair, page, deaths } = await shown()
    const heard: unknown[] = []
    pair.onRenderer((message) => heard.push(message))
    for (let beats = 0; beats < 10; beats += 1) {
      vi.advanceTimersByTime(silence - 2_000)
      page.says(channels.control, { type: 'alive', seen: true })
    }
    expect(deaths).toEqual([])
    // A page of ours that says it lies behind something is as good as white.
    vi.advanceTimersByTime(silence / 2)
    page.says(channels.control, { type: 'alive', seen: false })
    vi.advanceTimersByTime(silence)
    expect(deaths).toEqual([{ who: 'renderer', how: 'hang' }])
    expect(heard).toEqual([])
  })

  it('machine 9: a beat that carries a word more is no beat but a broken protocol', async () => {
    const { page, deaths } = await shown()
    page.says(channels.control, { type: 'alive', seen: true, text: 'x' })
    expect(deaths).toEqual([{ who: 'renderer', how: 'protocol' }])
  })
})

describe('machine 10: a foreign window before a visit', () => {
  async function blurred(options: {
    readonly training: boolean
    readonly visit: boolean
    readonly windowed?: boolean
    readonly holdFocus?: boolean
    readonly ours?: boolean
  }): Promise<Shown> {
    const all = await shown(options)
    all.pair.sendToSession(arm(options.training))
    if (options.visit) all.pair.connect()
    focus.window = options.ours === true ? all.window : null
    all.window.emit('blur')
    vi.advanceTimersByTime(focusPatience)
    return all
  }
  const covered: Death = { who: 'renderer', how: 'covered' }

  it('machine 10: ends the visit under a production policy', async () => {
    expect((await blurred({ training: false, visit: true })).deaths).toEqual([covered])
  })

  it('machine 10: in training only where the machine is set to it', async () => {
    expect((await blurred({ training: true, visit: true })).deaths).toEqual([])
    expect((await blurred({ training: true, visit: true, holdFocus: true })).deaths).toEqual([covered])
  })

  it('machine 10: not where the kiosk is a window on a desktop, nor when the focus came back to us', async () => {
    expect((await blurred({ training: false, visit: true, windowed: true })).deaths).toEqual([])
    expect((await blurred({ training: false, visit: true, ours: true })).deaths).toEqual([])
  })

  it('machine 10: without a visit the screen takes the focus back', async () => {
    const { window, deaths } = await blurred({ training: false, visit: false })
    expect(deaths).toEqual([])
    expect(window.calls.filter(([name]) => name === 'focus').length).toBe(2)
  })

  it('machine 10: a pair that was never armed has no visit to lose', () => {
    expect(mustHoldFocus({ visit: true, training: null, windowed: false, asked: false })).toBe(false)
  })
})

it('machine 12: the host itself applies the rules to its partitions and pages', async () => {
  menus.length = 0
  const { view, page } = await shown()
  expect(menus).toContain(null)
  expect(page.prevents('will-navigate')).toBe(true)
  expect(page.argsOf('webRTC')).toBeDefined()
  const { session } = view.options.webPreferences
  expect(session).toMatchObject({ spellchecker: false })
  expect(session).toHaveProperty('handlers')
})

it('screens 25: on Linux Chromium is told to use the speech service', () => {
  expect(speechSwitches('linux')).toEqual(['enable-speech-dispatcher'])
  expect(speechSwitches('win32')).toEqual([])
})
