/**
 * What this page knows: what main and the session last said, and which cover of its own is open. The session decides
 * what is shown, main how long; this only keeps it and passes on what the visitor wants.
 */
import * as v from 'valibot'
import type { MainToRenderer, ReaderTrouble } from '../../domain/contract/control/renderer.ts'
import type { Step } from '../../domain/contract/control/step.ts'
import type { Language } from '../../domain/language.ts'
import { RendererToSession, type SessionToRenderer, type View } from '../../domain/contract/messages/channel.ts'
import type { TermsDocument } from '../../domain/contract/messages/parts.ts'
import type { Channels } from '../channel/channels.ts'
import { nl } from '../texts/nl.ts'
import type { Texts } from '../texts/shape.ts'
import { applyMachine, type Machine } from './machine.ts'

type Attract = Extract<MainToRenderer, { type: 'attract' }>
type Help = Extract<MainToRenderer, { type: 'help' }>['state']

/** The renderer's own pages that lie over a screen. */
export type Overlay = 'help' | 'stop' | 'language' | 'privacy'

/** Milliseconds between two tries to begin, and how many: half a minute, then the button is back. */
const touchAgain = 1500
const mostTouches = 20

/** Milliseconds between two words to the session that somebody reads the dossier. */
const readingEvery = 5000

/** An intent before it is parsed: ids and days are branded only by the schema at the border. */
export type IntentInput = Extract<v.InferInput<typeof RendererToSession>, { type: 'intent' }>['intent']

class Kiosk {
  machine = $state.raw<Machine | null>(null)
  attract = $state.raw<Attract | null>(null)
  noticeSeen = $state(false)
  visiting = $state(false)
  starting = $state(false)
  ending = $state(false)
  view = $state.raw<View | null>(null)
  /** An intent is on its way; until the next view nothing more is sent. */
  pending = $state(false)
  idleSeconds = $state<number | null>(null)
  /** Seconds that the end screen stands (the default policy's, until main has said it), and how often that was said. */
  endSeconds = 90
  ends = $state(0)
  help = $state<Help>('quiet')
  overlay = $state<Overlay | null>(null)
  documents = $state.raw<readonly TermsDocument[]>([])
  language = $state<Language>('nl')

  /** The first screen stands in Dutch; the other languages come with the rest of the page, just after it. */
  #texts = $state.raw<Readonly<Partial<Record<Language, Texts>>>>({ nl })
  #channels: Channels | null = null
  #wanted: Language | null = null
  #wantedSent = false
  #lastActivity = 0
  #lastReading = 0
  #tell: () => void = () => undefined
  readonly #told = new Promise<void>((resolve) => {
    this.#tell = resolve
  })

  get t(): Texts {
    return this.#texts[this.language] ?? nl
  }

  /** The sentences of every language, once they are there. */
  learn(texts: Readonly<Record<Language, Texts>>): void {
    this.#texts = texts
  }

  get step(): Step {
    return this.view !== null && this.visiting ? this.view.screen.step : 'attract'
  }

  get busy(): boolean {
    return this.pending || (this.view?.busy ?? false)
  }

  /** Resolves when main has told all that the first screen needs. */
  open(channels: Channels): Promise<void> {
    this.#channels = channels
    channels.control.onMessage((message) => this.#fromMain(message))
    channels.visit.onMessage((message) => this.#fromSession(message))
    channels.control.send({ type: 'hello' })
    channels.visit.send({ type: 'hello' })
    return this.#told
  }

  /** First touch. With a language button the language screen is answered at once. */
  activate(language: Language | null): void {
    if (this.starting) return
    if (language !== null) {
      this.#wanted = language
      this.language = language
    }
    this.starting = true
    this.#touch(0)
  }

  /** Again until the visit has begun: a session that is still getting ready does not hear the first touch. */
  #touch(times: number): void {
    if (!this.starting || this.visiting) return
    if (times === mostTouches) {
      this.starting = false
      return
    }
    this.#channels?.control.send({ type: 'activate' })
    setTimeout(() => this.#touch(times + 1), touchAgain)
  }

  /** Sends what the visitor wants, once per screen. */
  intend(intent: IntentInput): void {
    if (this.view === null || this.busy) return
    const message = v.safeParse(RendererToSession, { type: 'intent', seq: this.view.seq, intent })
    if (!message.success) return
    this.pending = true
    this.#channels?.visit.send(message.output)
  }

  /** On the language screen a choice also goes on; elsewhere the same screen comes back in that language. */
  chooseLanguage(language: Language): void {
    this.overlay = null
    if (!this.visiting || this.view === null) {
      this.language = language
      return
    }
    if (this.view.screen.step === 'language') {
      this.#wanted = language
      this.#wantedSent = true
    }
    this.intend({ kind: 'language', language })
  }

  ring(): void {
    this.overlay = 'help'
    if (this.help === 'quiet' || this.help === 'unheard') this.#channels?.control.send({ type: 'help' })
  }

  stay(): void {
    this.#channels?.control.send({ type: 'stay' })
  }

  stop(): void {
    this.#channels?.control.send({ type: 'stop' })
  }

  finish(): void {
    this.#channels?.control.send({ type: 'finish' })
  }

  /** Somebody is there; never what they did, never from the cover (only "I am still here" lifts that). */
  activity(): void {
    const now = performance.now()
    if (this.idleSeconds !== null || now - this.#lastActivity < 1000) return
    this.#lastActivity = now
    this.#channels?.control.send({ type: 'activity' })
    const step = this.view?.screen.step
    if (
      (step !== 'dossier' && step !== 'whoLooked' && step !== 'scopePreview') ||
      now - this.#lastReading < readingEvery
    )
      return
    this.#lastReading = now
    this.#channels?.visit.send({ type: 'active' })
  }

  /** A part of this page could not be had: main puts another in its place. */
  broken(): void {
    this.#channels?.control.send({ type: 'broken' })
  }

  /** Whether the reader and this machine are set to different keyboards: the desk is told, the visit goes on. */
  reader(trouble: ReaderTrouble | null): void {
    this.#channels?.control.send({ type: 'reader', trouble })
  }

  /** For the host alone: a frame was painted, or nothing is because the page is not seen. */
  alive(seen: boolean): void {
    this.#channels?.control.send({ type: 'alive', seen })
  }

  painted(step: Step): void {
    this.#channels?.control.send({ type: 'painted', step })
  }

  #fromMain(message: MainToRenderer): void {
    this.#keep(message)
    if (this.machine !== null && (this.attract !== null || this.visiting)) this.#tell()
  }

  #keep(message: MainToRenderer): void {
    switch (message.type) {
      case 'machine':
        // Told again when the screen is shown: laying it out anew would cost the next visitor a frame.
        if (JSON.stringify(message) === JSON.stringify(this.machine)) return
        this.machine = message
        applyMachine(message)
        return
      case 'attract':
        this.attract = message
        return
      case 'visit':
        this.visiting = true
        return
      case 'idle':
        this.idleSeconds = message.secondsLeft
        return
      case 'endScreen':
        this.endSeconds = message.secondsLeft
        this.ends += 1
        return
      case 'help':
        this.help = message.state
        return
      case 'ending':
        this.ending = true
        // Served mode: this tab is nobody's to kill, so it throws itself away once the sweep is over.
        if (message.reload) setTimeout(() => location.reload(), 1500)
        return
      default:
        message satisfies never
    }
  }

  #fromSession(message: SessionToRenderer): void {
    switch (message.type) {
      case 'view':
        this.view = message
        this.pending = false
        this.language = message.language
        if (message.screen.step === 'terms') this.documents = message.screen.documents
        if (!message.busy) this.#followWish(message)
        return
      case 'documents':
        this.documents = message.documents
        return
      default:
        message satisfies never
    }
  }

  /** A language chosen before the session could hear it, or on the language screen: say it, then go on. */
  #followWish(view: View): void {
    const wanted = this.#wanted
    if (wanted === null) return
    if (view.screen.step !== 'language') {
      this.#wanted = null
      this.#wantedSent = false
      if (view.language !== wanted) this.intend({ kind: 'language', language: wanted })
    } else if (view.language === wanted && this.#wantedSent) {
      this.#wanted = null
      this.#wantedSent = false
      this.intend({ kind: 'next' })
    } else {
      this.#wantedSent = true
      this.intend({ kind: 'language', language: wanted })
    }
  }
}

export const kiosk = new Kiosk()
