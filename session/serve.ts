/**
 * One visit, from `arm` to the process's end, whatever host it runs in. Main and the renderer are two ports; nothing
 * here knows of Electron, sockets or where files lie. It writes nothing to disk and logs nothing.
 */
import * as v from 'valibot'
import { MainToSession } from '../domain/contract/control/session.ts'
import type { Arm } from '../domain/contract/control/session.ts'
import { VisitCertificate } from '../domain/contract/device/visit-certificate.ts'
import { RendererToSession } from '../domain/contract/messages/channel.ts'
import type { Armed, SessionOptions } from './armed.ts'
import { armed, sweepPrinter } from './arming.ts'
import { MainCustody } from './custody.ts'
import { startVisit } from './visit.ts'
import type { Visit } from './visit.ts'

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
        const spare = phase.armed
        const certificate = readCertificate(message.certificate)
        // Main certifies this V for this visit; anything else would sign in another's name.
        const ours = certificate?.sub === message.visit && certificate.cnf.jwk.x === spare.key.public.x
        if (!ours) return end('protocol')
        const device = certificate.iss
        const visit = startVisit({ ...options, armed: spare, begin: message, device, custody, end })
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
    const made = await armed(message, options.monotonic)
    if (typeof made === 'string') {
      phase = { is: 'over' }
      return control.send({ type: 'armRefused', reason: made })
    }
    if (phase.is !== 'arming') return
    phase = { is: 'armed', armed: made }
    control.send({ type: 'ready', key: made.key.public })
    if (message.sweep === true) sweepPrinter(message, made.trusted)
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
