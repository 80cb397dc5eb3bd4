/** The living part of a visit: flow, central and custody joined, from `begin` on. */
import { escrowKeyOf } from '../domain/document/escrow.ts'
import { dayInAmsterdam } from '../domain/days/amsterdam.ts'
import type { MainToSession } from '../domain/contract/control/session.ts'
import type { DeviceId } from '../domain/ids.ts'
import type { Language } from '../domain/language.ts'
import type { Intent, View } from '../domain/contract/messages/channel.ts'
import { anchoredClock } from './arm/clock.ts'
import { CallFailed, Gateway } from './central/gateway.ts'
import { centralAgent } from './central/http.ts'
import { passageDocuments } from './flow/documents.ts'
import type { Input } from './flow/input.ts'
import { Runner } from './machine/runner.ts'
import type { House } from './flow/state.ts'
import { perform } from './perform.ts'
import type { Performer } from './perform.ts'
import { printOwner } from './print/owner.ts'
import type { Armed, SessionOptions } from './serve.ts'
import type { Custody } from './signing/input.ts'

type Message<T extends MainToSession['type']> = Extract<MainToSession, { type: T }>

export interface Visit {
  start(): void
  hello(): void
  intent(seq: number, intent: Intent): void
  /** Somebody touches or types. */
  active(): void
  delivery(message: Message<'delivery'>): void
  close(): void
}

/** Joins what a visit is made of. Nothing is sent to the renderer or the central before `start`. */
export function startVisit(
  input: SessionOptions & {
    readonly armed: Armed
    readonly begin: Message<'begin'>
    readonly device: DeviceId
    readonly custody: Custody
    readonly end: (reason: 'protocol' | 'fault' | 'time') => void
  },
): Visit {
  const { armed, begin, renderer, control } = input
  const { arm, trusted, key } = armed
  const clock = anchoredClock(begin.time, input.monotonic)
  const escrow = escrowKeyOf(trusted)
  const house: House = {
    content: trusted.content,
    policy: trusted.policy,
    forms: trusted.forms,
    ...(escrow === null ? {} : { escrow }),
  }
  const { certificate } = begin
  const gateway = new Gateway({
    agent: centralAgent(arm.ca),
    central: arm.central,
    key,
    clock,
    certificate,
    wrongTime: () => input.end('time'),
  })
  const by: Performer = {
    gateway,
    custody: input.custody,
    visit: {
      house,
      keyset: trusted.keyset,
      key,
      clock,
      certificate,
      visit: begin.visit,
      device: input.device,
      assets: input.assets,
      icc: input.icc,
      printOwner: printOwner(arm.sealChain),
    },
  }
  let documentsIn: Language | null = null
  /** Every screen can open the terms and the privacy statement: they go ahead of the first view of each language. */
  function show(view: View): void {
    const { language } = view
    if (documentsIn !== language)
      renderer.send({ type: 'documents', language, documents: passageDocuments(house.content, language) })
    documentsIn = language
    renderer.send(view)
  }
  const runner = new Runner({
    house,
    // One reading of the clock: the day is that of the instant, as the intake will say of `signedAt`.
    moment: () => {
      const now = clock.now()
      return { now, today: dayInAmsterdam(now) }
    },
    show,
    step: (step, callNumber) =>
      control.send(callNumber === null ? { type: 'step', step } : { type: 'step', step, callNumber }),
    async perform(effect, state) {
      const next = await guarded(perform(by, effect, state))
      // Main would tell the next clean screen about an envelope that no screen stood for; this one needs none.
      if (effect.do === 'sendAcceptance') runner.sayStep()
      return next
    },
  })

  /** A broken invariant ends the visit: neither its words nor its place leave this process. */
  async function guarded<T>(work: Promise<T>): Promise<T | null> {
    try {
      return await work
    } catch {
      input.end('fault')
      return null
    }
  }

  let reading = false
  let again = false
  /**
   * Events only wake; the record decides. One reading at a time, and once more when something woke or was written
   * meanwhile, so that an older record never comes after a newer one. What cannot be read now is read at the next event.
   */
  async function reread(): Promise<void> {
    again = true
    if (reading) return
    reading = true
    while (again) {
      again = false
      const before = gateway.writes
      const next = await guarded(read())
      if (gateway.writes !== before) again = true
      else if (next !== null) runner.input(next)
    }
    reading = false
  }

  async function read(): Promise<Input | null> {
    try {
      return { type: 'record', record: await gateway.record() }
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      return error.problem === 'ended' ? { type: 'ended' } : null
    }
  }

  return {
    start() {
      runner.start()
      void gateway.watch({ wake: () => void reread(), lost: () => runner.input({ type: 'lost' }) })
    },
    hello() {
      documentsIn = null
      runner.repeat()
    },
    intent: (seq, intent) => runner.intent(seq, intent),
    active: () => runner.active(),
    delivery: ({ envelope, state }) => runner.input({ type: 'delivery', envelope, state }),
    close: () => gateway.close(),
  }
}
