/** Keeps a visit's state, feeds it inputs one by one, shows what follows and performs what it asks for. */
import type { Intent, View } from '../../domain/contract/messages/channel.ts'
import type { Step } from '../../domain/contract/control/step.ts'
import type { CallNumber } from '../../domain/ids.ts'
import { advance } from './advance.ts'
import type { Effect, Input } from '../flow/input.ts'
import { firstState } from '../flow/state.ts'
import type { Hospital, State } from '../flow/state.ts'
import { toView } from './to-view.ts'
import type { Moment } from '../flow/input.ts'

export interface Outside {
  readonly hospital: Hospital
  moment(): Moment
  show(view: View): void
  /** Which kind of screen stands, content-free. */
  step(step: Step, callNumber: CallNumber | null): void
  /** Performs an effect and answers with the input that follows, or null when nothing does. Never rejects. */
  perform(effect: Effect, state: State): Promise<Input | null>
}

/**
 * Milliseconds without a touch after which an opened dossier is covered again: the hospital's own time until somebody
 * counts as gone. The page covers all at that moment too; this holds when the page does not.
 */
function coverAfter({ content }: Hospital): number {
  return content.device.idleWarnAfter * 1000
}

/**
 * Milliseconds after which the desk is called when no word has come that a mandate is stopped: an answer takes less than a
 * second where there is a line, and nobody should stand before "will be stopped" for longer than this.
 */
export const receiptWithin = 6000

export class Runner {
  readonly #outside: Outside
  #state: State = firstState
  #seq = 0
  #view: View | null = null
  #cover: ReturnType<typeof setTimeout> | null = null
  #receipt: ReturnType<typeof setTimeout> | null = null

  constructor(outside: Outside) {
    this.#outside = outside
  }

  get state(): State {
    return this.#state
  }

  /** Shows the first screen. */
  start(): void {
    this.#settle({ always: true })
  }

  /** The renderer said hello, or anything that deserves the view that stands. */
  repeat(): void {
    if (this.#view !== null) this.#outside.show(this.#view)
  }

  /** Says the step that stands once more. */
  sayStep(): void {
    if (this.#view !== null) this.#outside.step(this.#view.screen.step, callNumberOf(this.#view))
  }

  /**
   * `seq` names the screen that was tapped. A tap on a former screen does nothing; either way the view that stands is
   * sent, so the renderer knows that its tap was dealt with.
   */
  intent(seq: number, intent: Intent): void {
    if (seq !== this.#seq) return this.repeat()
    this.#apply({ type: 'intent', intent }, { always: true })
    this.#armCover()
  }

  /** Somebody is there and reads. */
  active(): void {
    this.#armCover()
  }

  input(input: Input): void {
    this.#apply(input, { always: false })
  }

  #apply(input: Input, { always }: { readonly always: boolean }): void {
    const { hospital } = this.#outside
    const { state, effects } = advance(this.#state, input, { hospital, moment: this.#outside.moment() })
    this.#state = state
    this.#settle({ always })
    if (input.type === 'stored') this.#armReceipt()
    for (const effect of effects) {
      void this.#outside.perform(effect, state).then((next) => {
        if (next !== null) this.input(next)
      })
    }
  }

  #settle({ always }: { readonly always: boolean }): void {
    const context = { hospital: this.#outside.hospital, moment: this.#outside.moment() }
    const next = toView(this.#state, this.#seq, context)
    const changed = this.#view === null || JSON.stringify(next) !== JSON.stringify(this.#view)
    if (changed) {
      const before = this.#view?.screen.step ?? null
      this.#seq += 1
      this.#view = { ...next, seq: this.#seq }
      // Main hears of the step before the screen is shown and before anything is asked of it in that step.
      if (before !== this.#view.screen.step) this.#outside.step(this.#view.screen.step, callNumberOf(this.#view))
    }
    if ((changed || always) && this.#view !== null) this.#outside.show(this.#view)
  }

  #armReceipt(): void {
    if (this.#receipt !== null) clearTimeout(this.#receipt)
    this.#receipt = setTimeout(() => this.input({ type: 'receiptDue' }), receiptWithin)
  }

  #armCover(): void {
    if (this.#cover !== null) clearTimeout(this.#cover)
    this.#cover = null
    if (!['dossier', 'whoLooked', 'scopePreview'].includes(this.#state.place.at)) return
    this.#cover = setTimeout(() => this.input({ type: 'coverDue' }), coverAfter(this.#outside.hospital))
  }
}

function callNumberOf({ screen }: View): CallNumber | null {
  return screen.step === 'desk' || screen.step === 'deskPicks' ? screen.callNumber : null
}
