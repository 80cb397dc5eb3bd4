/** What a pair says, parsed once and given to whoever listens; what does not parse is its death. */
import * as v from 'valibot'
import { PageToHost, type RendererToMain } from '../../domain/contract/control/renderer.ts'
import { SessionToMain } from '../../domain/contract/control/session.ts'
import { deaths } from './deaths.ts'
import type { Death } from './host.ts'

type Beat = Extract<PageToHost, { type: 'alive' }>

export class Ears {
  /** Resolves when the page said hello. */
  readonly hello: Promise<void>
  /** Resolves when the page first painted a screen. */
  readonly painted: Promise<void>
  readonly #ofSession: ((message: SessionToMain) => void)[] = []
  readonly #ofRenderer: ((message: RendererToMain) => void)[] = []
  readonly #deaths = deaths()
  readonly #beat: (beat: Beat) => void
  #helloed: () => void = () => undefined
  #stands: () => void = () => undefined
  #over = false

  /** `beat` hears that the page is alive; nobody else does. */
  constructor(beat: (beat: Beat) => void) {
    this.#beat = beat
    this.hello = new Promise((resolve) => {
      this.#helloed = resolve
    })
    this.painted = new Promise((resolve) => {
      this.#stands = resolve
    })
  }

  onSession(listener: (message: SessionToMain) => void): void {
    this.#ofSession.push(listener)
  }

  onRenderer(listener: (message: RendererToMain) => void): void {
    this.#ofRenderer.push(listener)
  }

  onDeath(listener: (death: Death) => void): void {
    this.#deaths.listen(listener)
  }

  /** The session process sent this. */
  session(message: unknown): void {
    const parsed = v.safeParse(SessionToMain, message)
    if (!parsed.success) return this.died({ who: 'session', how: 'protocol' })
    for (const listener of this.#ofSession) listener(parsed.output)
  }

  /** The page sent this. */
  page(message: unknown): void {
    const parsed = v.safeParse(PageToHost, message)
    if (!parsed.success) return this.died({ who: 'renderer', how: 'protocol' })
    const { output } = parsed
    if (output.type === 'alive') return this.#beat(output)
    if (output.type === 'hello') this.#helloed()
    if (output.type === 'painted') this.#stands()
    for (const listener of this.#ofRenderer) listener(output)
  }

  died(death: Death): void {
    if (!this.#over) this.#deaths.tell(death)
  }

  /** From now on the pair is being destroyed: nobody hears of its deaths. */
  end(): void {
    this.#over = true
  }

  get over(): boolean {
    return this.#over
  }
}
