/** The living part of a visit: flow, central and custody joined, from `begin` on. */
import { escrowKeyOf } from '../domain/document/escrow.ts'
import { dayInAmsterdam } from '../domain/days/amsterdam.ts'
import type { MainToSession } from '../domain/contract/control/session.ts'
import type { DeviceId } from '../domain/ids.ts'
import type { Language } from '../domain/language.ts'
import type { Intent, View } from '../domain/contract/messages/channel.ts'
import { anchoredClock } from './arm/clock.ts'
import { Gateway } from './central/gateway.ts'
import { centralAgent } from './central/http.ts'
import { passageDocuments } from './flow/documents.ts'
import { Runner } from './machine/runner.ts'
import { perform } from './perform.ts'
import type { Performer } from './perform.ts'
import { printOwner } from './print/owner.ts'
import { RecordReader } from './record-reader.ts'
import type { Armed, SessionOptions } from './armed.ts'
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

interface VisitInput extends SessionOptions {
  readonly armed: Armed
  readonly begin: Message<'begin'>
  readonly device: DeviceId
  readonly custody: Custody
  readonly end: (reason: 'protocol' | 'fault' | 'time') => void
}

/** Joins what a visit is made of. Nothing is sent to the renderer or the central before `start`. */
export function startVisit(input: VisitInput): Visit {
  const { renderer, control } = input
  const by = performerOf(input)
  const { gateway } = by
  const { hospital, clock } = by.visit
  let documentsIn: Language | null = null
  /** Every screen can open the terms and the privacy statement: they go ahead of the first view of each language. */
  function show(view: View): void {
    const { language } = view
    if (documentsIn !== language)
      renderer.send({ type: 'documents', language, documents: passageDocuments(hospital.content, language) })
    documentsIn = language
    renderer.send(view)
  }
  const runner = new Runner({
    hospital,
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

  const reader = new RecordReader({ gateway, guarded, input: (next) => runner.input(next) })

  return {
    start() {
      runner.start()
      void gateway.watch({ wake: () => void reader.wake(), lost: () => runner.input({ type: 'lost' }) })
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

/** What the effects of the flow are performed with: the line to the central, and all that a signature needs. */
function performerOf(input: VisitInput): Performer & { readonly gateway: Gateway } {
  const { armed, begin } = input
  const { arm, trusted, key } = armed
  const { certificate } = begin
  const clock = anchoredClock(begin.time, input.monotonic)
  const escrow = escrowKeyOf(trusted)
  const { content, policy, forms, keyset } = trusted
  const gateway = new Gateway({
    agent: centralAgent(arm.ca),
    central: arm.central,
    key,
    clock,
    certificate,
    wrongTime: () => input.end('time'),
  })
  return {
    gateway,
    custody: input.custody,
    ring: () => input.control.send({ type: 'help' }),
    ringAlone: () => input.control.send({ type: 'help', why: 'alone' }),
    visit: {
      hospital: { content, policy, forms, ...(escrow === null ? {} : { escrow }) },
      keyset,
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
}
