/** Where each pair's view lies in the one window, over a recorded Electron. What stands on a display: tests/electron-runtime. */
import type { Session } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { lastingWindow, type LastingWindow, type Pane } from '../../main/host/electron/lasting-window.ts'
import { createView } from '../../main/host/electron/window.ts'
import { FakePartition, lastWindow } from './fake-electron.ts'

vi.mock('electron', async () => (await import('./fake-electron.ts')).fakeElectron)

const size = { width: 540, height: 960 }
const whole = { x: 0, y: 0, ...size }
/** All but one column outside: Chromium does not paint what lies outside altogether. */
const beside = { ...whole, x: -539 }

function pane(): Pane & { lost: () => void } {
  const view = createView({ partition: new FakePartition() as unknown as Session, preload: '/preload.cjs' })
  return { view, page: view.webContents, lost: vi.fn(), unfocused: vi.fn() }
}
const added = (window: LastingWindow): Pane => {
  const made = pane()
  window.add(made)
  return made
}
/** From the back to the front, each with its place. */
const lying = () => lastWindow().views.map((view) => [view, view.bounds])

describe('the lasting window', () => {
  it('is not seen before the first view is raised, and is shown once', () => {
    const window = lastingWindow(size)
    const [first, second] = [added(window), added(window)]
    expect(lastWindow().visible).toBe(false)
    window.raise(first)
    window.raise(second)
    expect(lastWindow().calls.filter(([name]) => name === 'show')).toHaveLength(1)
  })

  it('machine 9: a spare lies behind the visit, all but one column outside, until it is raised', () => {
    const window = lastingWindow(size)
    const visit = added(window)
    window.raise(visit)
    const spare = added(window)
    expect(lying()).toEqual([
      [spare.view, beside],
      [visit.view, whole],
    ])
    window.raise(spare)
    expect(lastWindow().views.at(-1)).toBe(spare.view)
    expect(lying()).toContainEqual([spare.view, whole])
    expect(spare.page).toMatchObject({ calls: expect.arrayContaining([['focus']]) })
  })

  it('machine 9: when a visit is over the window is plain: the spare comes only when it is raised', () => {
    const window = lastingWindow(size)
    const visit = added(window)
    window.raise(visit)
    const spare = added(window)
    window.remove(visit)
    expect(visit.page.isDestroyed()).toBe(true)
    expect(lying()).toEqual([[spare.view, beside]])
    // Nobody is in front, so nobody hears of a lost focus.
    expect(lastWindow()).toMatchObject({ destroyed: false })
  })

  it('views follow the size that a window manager gave', () => {
    const window = lastingWindow(size)
    const visit = added(window)
    window.raise(visit)
    const spare = added(window)
    lastWindow().size.splice(0, 2, 1080, 1920)
    lastWindow().emit('resize')
    const larger = { y: 0, width: 1080, height: 1920 }
    expect(lying()).toEqual([
      [spare.view, { x: -1079, ...larger }],
      [visit.view, { x: 0, ...larger }],
    ])
  })

  it('machine 9: a window that is gone takes all its views along, and the next view gets a new one', () => {
    const window = lastingWindow(size)
    const [visit, spare] = [added(window), added(window)]
    window.raise(visit)
    const gone = lastWindow()
    gone.destroy()
    expect(visit.lost).toHaveBeenCalledOnce()
    expect(spare.lost).toHaveBeenCalledOnce()
    // They are wiped all the same, and nothing of them is shown any more.
    window.raise(spare)
    window.remove(spare)
    expect(spare.page.isDestroyed()).toBe(true)
    window.raise(added(window))
    expect(lastWindow()).not.toBe(gone)
    expect(lastWindow()).toMatchObject({ visible: true })
  })
})
