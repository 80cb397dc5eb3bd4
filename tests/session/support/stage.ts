/** One visit on a stage: the session's core between a test main, a test renderer and the real gateway. */
import * as v from 'valibot'
import { serveSession } from '../../../session/serve.ts'
import { Intent, SessionToRenderer } from '../../../domain/contract/messages/channel.ts'
import type { View } from '../../../domain/contract/messages/channel.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import type { ScreenOf, ScreenStep } from '../../../domain/contract/messages/screen.ts'
import { assets, icc } from '../../document/sealed.ts'
import { testCentral } from './central.ts'
import type { TestCentral } from './central.ts'
import { testHouse } from './hospital.ts'
import type { TestHouse } from './hospital.ts'
import { testMain } from './main.ts'
import type { MainManners, TestMain } from './main.ts'

/** Any line of ink that counts: 40 mm across, back and forth. */
export const ink = {
  widthMm: 120,
  heightMm: 45,
  strokes: [[1000, 2000, 2000, 1000, 3000, 2500, 5000, 2000], [2000, 3000, 4000, 3100]],
  durationMs: 1800,
} // prettier-ignore

export interface Stage {
  readonly hospital: TestHouse
  readonly central: TestCentral
  readonly main: TestMain
  readonly renderer: TestRenderer
  died(): boolean
  close(): Promise<void>
}

/** Opens everything; the session is armed and begun unless `begin` is false. */
export async function openStage(
  options: {
    readonly manners?: MainManners
    /** As the central has it; the session reads its own in the content. */
    readonly preview?: HospitalPolicy['preview']
    readonly content?: object
    readonly keyset?: object
    readonly begin?: boolean
  } = {},
): Promise<Stage> {
  const now = () => new Date()
  const { content, keyset } = options
  const hospital = await testHouse({ ...(content && { content }), ...(keyset && { keyset }) })
  const central = await testCentral(hospital, now, options.preview)
  let toSession: (message: unknown) => void = () => undefined
  let fromRenderer: (message: unknown) => void = () => undefined
  let broken: () => void = () => undefined
  let died = false
  const main = testMain({
    hospital,
    central,
    now,
    send: (message) => queueMicrotask(() => toSession(structuredClone(message))),
    ...(options.manners === undefined ? {} : { manners: options.manners }),
  })
  const renderer = testRenderer(
    (message) => fromRenderer(message),
    () => broken(),
  )
  serveSession({
    control: {
      send: (message) => void main.onMessage(message),
      onMessage: (listener) => {
        toSession = listener
      },
    },
    renderer: {
      send: (message) => renderer.onMessage(structuredClone(message)),
      onMessage: (listener) => {
        fromRenderer = listener
      },
      onBroken: (listener) => {
        broken = listener
      },
    },
    monotonic: () => performance.now(),
    assets,
    icc,
    die: () => {
      died = true
    },
  })
  if (options.begin !== false) {
    main.arm()
    await main.begin()
    await renderer.at('language')
  }
  return {
    hospital,
    central,
    main,
    renderer,
    died: () => died,
    // A malformed message ends the visit and closes its connections, as main's SIGKILL would.
    async close() {
      renderer.raw({ nonsense: true })
      await central.close()
    },
  }
}

export interface TestRenderer {
  readonly views: readonly View[]
  onMessage(raw: unknown): void
  view(): View
  /** Waits until this screen stands and is not busy. */
  at<S extends ScreenStep>(step: S, when?: (screen: ScreenOf<S>) => boolean): Promise<ScreenOf<S>>
  /** A tap on the screen that stands now. */
  tap(intent: unknown): void
  raw(message: unknown): void
  breakLine(): void
}

function testRenderer(send: (message: unknown) => void, breakLine: () => void): TestRenderer {
  const views: View[] = []
  let waiting: (() => void)[] = []
  const view = (): View => {
    const last = views.at(-1)
    if (last === undefined) throw new Error('nothing is shown')
    return last
  }
  return {
    views,
    view,
    onMessage(raw) {
      const message = v.parse(SessionToRenderer, raw)
      if (message.type === 'view') views.push(message)
      const woken = waiting
      waiting = []
      for (const wake of woken) wake()
    },
    async at<S extends ScreenStep>(step: S, when: (screen: ScreenOf<S>) => boolean = () => true) {
      const stop = Date.now() + 15_000
      const isRight = (one: View): one is View & { screen: ScreenOf<S> } =>
        one.screen.step === step && (!one.busy || step === 'sealing') && when(one.screen as ScreenOf<S>)
      for (;;) {
        const last = views.at(-1)
        if (last !== undefined && isRight(last)) return last.screen
        if (Date.now() > stop) throw new Error(`waited for ${step}, but ${JSON.stringify(views.at(-1))} stands`)
        await new Promise<void>((resolve) => {
          waiting.push(resolve)
          setTimeout(resolve, 200)
        })
      }
    },
    tap(intent) {
      send({ type: 'intent', seq: view().seq, intent: v.parse(Intent, intent) })
    },
    raw: send,
    breakLine,
  }
}
