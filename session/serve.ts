/**
 * One visit, from `arm` to the process's end, whatever host it runs in. Main and the renderer are two ports; nothing
 * here knows of Electron, sockets or where files lie. It writes nothing to disk and logs nothing.
 */
import * as v from 'valibot'
import type { DocumentAssets } from '../paper/assets.ts'
import { MainToSession } from '../domain/contract/control/session.ts'
import type { Arm } from '../domain/contract/control/session.ts'
import { VisitCertificate } from '../domain/contract/device/visit-certificate.ts'
import { RendererToSession } from '../domain/contract/messages/channel.ts'
import { anchoredClock } from './arm/clock.ts'
import { algorithmsWork } from './arm/features.ts'
import { verifyTrust } from './arm/trust.ts'
import type { Trusted, TrustProblem } from './arm/trust.ts'
import { printOwner } from './print/owner.ts'
import { removeAll } from './print/print.ts'
import { makeVisitKey } from './arm/visit-key.ts'
import type { VisitKey } from './arm/visit-key.ts'
import { MainCustody } from './custody.ts'
import type { ChannelPort, ControlPort } from './ports/ports.ts'
import { startVisit } from './visit.ts'
import type { Visit } from './visit.ts'

export interface SessionOptions {
  readonly control: ControlPort
  readonly renderer: ChannelPort
  /** Milliseconds that only grow. */
  readonly monotonic: () => number
  readonly assets: DocumentAssets
  readonly icc: Uint8Array
  /** Ends the process: after a fault nothing may be believed any more. */
  readonly die: () => void
}

/** What a spare holds: verified trust and V. Nothing of a person. */
export interface Armed {
  readonly arm: Arm
  readonly trusted: Trusted
  readonly key: VisitKey
}

type Phase =
  | { readonly is: 'blank' }
  | { readonly is: 'arming' }
  | { readonly is: 'armed'; readonly armed: Armed }
  | { readonly is: 'visit'; readonly visit: Visit }
  | { readonly is: 'over' }

/** Serves one visit; resolves at once, lives by its ports. */
export function serveSession(options: SessionOptions): void {
  const { control, renderer } = options
  const custody = new MainCustody(control)
  let phase: Phase = { is: 'blank' }

  const end = (reason: 'protocol' | 'fault' | 'time'): void => {
    if (phase.is === 'over') return
    if (phase.is === 'visit') phase.visit.close()
    phase = { is: 'over' }
    control.send({ type: 'endVisit', reason })
  }

  control.onMessage((raw) => {
    const message = v.safeParse(MainToSession, raw)
    if (!message.success) return end('protocol')
    if (phase.is !== 'over') fromMain(message.output)
  })
  renderer.onBroken(() => end('protocol'))
  renderer.onMessage((raw) => {
    if (phase.is === 'over') return
    const message = v.safeParse(RendererToSession, raw)
    if (!message.success) return end('protocol')
    // Before `begin` nobody stands there: a hello is early, anything else is not a visitor's.
    if (phase.is !== 'visit') return message.output.type === 'intent' ? end('protocol') : undefined
    if (message.output.type === 'hello') phase.visit.hello()
    else if (message.output.type === 'active') phase.visit.active()
    else phase.visit.intent(message.output.seq, message.output.intent)
  })

  function fromMain(message: MainToSession): void {
    switch (message.type) {
      case 'arm':
        if (phase.is !== 'blank') return end('protocol')
        phase = { is: 'arming' }
        return void arm(message).catch(() => options.die())
      case 'begin': {
        if (phase.is !== 'armed') return end('protocol')
        const { armed } = phase
        const certificate = readCertificate(message.certificate)
        // Main certifies this V for this visit; anything else would sign in another's name.
        const ours = certificate?.sub === message.visit && certificate.cnf.jwk.x === armed.key.public.x
        if (!ours) return end('protocol')
        const device = certificate.iss
        const visit = startVisit({ ...options, armed, begin: message, device, custody, end })
        phase = { is: 'visit', visit }
        return visit.start()
      }
      case 'sealed':
      case 'sealRefused':
      case 'durable':
      case 'notDurable':
        return custody.onReply(message)
      case 'delivery':
        return phase.is === 'visit' ? phase.visit.delivery(message) : undefined
      default:
        return message satisfies never
    }
  }

  async function arm(message: Arm): Promise<void> {
    const clock = anchoredClock(message.time, options.monotonic)
    const trusted = await verifyTrust(message, clock.now())
    if (typeof trusted === 'string') return refuse(trusted)
    const key = await makeVisitKey()
    if (!(await algorithmsWork(key))) return refuse('algorithms')
    if (phase.is !== 'arming') return
    phase = { is: 'armed', armed: { arm: message, trusted, key } }
    control.send({ type: 'ready', key: key.public })
    if (message.sweep === true) sweepPrinter(message, trusted)
  }

  /**
   * A session that was killed while it printed leaves a job behind. It is removed when no visit runs: while one does,
   * the job may be its own.
   */
  function sweepPrinter({ sealChain }: Arm, { content }: Trusted): void {
    const { printer } = content.device
    if (printer !== null) void removeAll({ printer, owner: printOwner(sealChain) })
  }

  function refuse(reason: TrustProblem | 'algorithms'): void {
    phase = { is: 'over' }
    control.send({ type: 'armRefused', reason })
  }
}

/** Not verified here: the session does not hold D-log's key; the central verifies it at the token endpoint. */
function readCertificate(jws: string): VisitCertificate | null {
  const [, payload = ''] = jws.split('.')
  const claims = v.safeParse(
    v.pipe(v.string(), v.parseJson(), VisitCertificate),
    Buffer.from(payload, 'base64url').toString('utf8'),
  )
  return claims.success ? claims.output : null
}
