/** One visit against the whole training central: enrolled kiosk, real store, real intake; the desk by its own store. */
import { SignJWT } from 'jose'
import * as v from 'valibot'
import type { Central } from '../../../central/compose.ts'
import { samplesOf } from '../../../central/training/samples.ts'
import { SessionToMain } from '../../../domain/contract/control/session.ts'
import { Intent, SessionToRenderer } from '../../../domain/contract/messages/channel.ts'
import type { View } from '../../../domain/contract/messages/channel.ts'
import type { ScreenOf, ScreenStep } from '../../../domain/contract/messages/screen.ts'
import type { EnvelopeId, VisitId } from '../../../domain/ids.ts'
import { buildCms } from '../../../main/custody/seal/build-cms.ts'
import { serveSession } from '../../../session/serve.ts'
import { assets, icc } from '../../document/sealed.ts'
import { newVisit } from '../../gateway/kiosk.ts'
import type { TestKiosk } from '../../central/support/kiosk.ts'
import { castOf } from '../../central/support/visit.ts'

export interface TrainingVisit {
  readonly visit: VisitId
  readonly envelopes: readonly { readonly id: EnvelopeId; readonly jwe: string }[]
  readonly views: readonly View[]
  tap(intent: unknown): void
  at<S extends ScreenStep>(step: S, when?: (screen: ScreenOf<S>) => boolean): Promise<ScreenOf<S>>
  delivery(id: EnvelopeId, state: 'stored' | 'quarantined'): void
  close(): void
}

/** What the desk page prints for a newcomer: the lines to scan. */
export const linesOf = (data: string, title: string): string =>
  samplesOf(castOf(data))
    .find((sample) => sample.title.startsWith(title))
    ?.mrz.join('\n') ?? ''

export function trainingVisit(central: Central, kiosk: TestKiosk): TrainingVisit {
  const visit = newVisit()
  const envelopes: { id: EnvelopeId; jwe: string }[] = []
  const views: View[] = []
  let toSession: (message: unknown) => void = () => undefined
  let toRenderer: (message: unknown) => void = () => undefined
  const send = (message: unknown): void => queueMicrotask(() => toSession(message))
  const time = () => ({ at: new Date().toISOString(), uncertainty: 20 })

  async function main(raw: unknown): Promise<void> {
    const message = v.parse(SessionToMain, raw)
    if (message.type === 'ready') {
      const content = central.content.bundle.version
      const build = { app: 'test', build: 'development', runtime: 'node', host: 'rehearsal', content }
      const certificate = await new SignJWT({ cnf: { jwk: { ...message.key } }, build })
        .setProtectedHeader({ alg: 'ES256', typ: 'balie-visit+jwt' })
        .setIssuer(kiosk.device)
        .setSubject(visit)
        .setAudience(`${central.kiosk}/token`)
        .setJti(crypto.randomUUID())
        .setIssuedAt()
        .setExpirationTime('4h')
        .sign(kiosk.log.privateKey)
      send({ type: 'begin', visit, certificate, time: time() })
    } else if (message.type === 'seal') {
      const digest = new Uint8Array(Buffer.from(message.sha256, 'base64url'))
      const cms = Buffer.from(await buildCms({ digest, ...kiosk.seal })).toString('base64')
      send({ type: 'sealed', envelope: message.envelope, cms })
    } else if (message.type === 'store') {
      envelopes.push({ id: message.envelope, jwe: message.jwe })
      send({ type: 'durable', envelope: message.envelope, sha256: 'A'.repeat(43) })
    } else if (message.type === 'armRefused') throw new Error(`not armed: ${message.reason}`)
  }

  serveSession({
    control: { send: (message) => void main(message), onMessage: (listener) => void (toSession = listener) },
    renderer: {
      send: (message) => {
        const parsed = v.parse(SessionToRenderer, structuredClone(message))
        if (parsed.type === 'view') views.push(parsed)
      },
      onMessage: (listener) => void (toRenderer = listener),
      onBroken: () => undefined,
    },
    monotonic: () => performance.now(),
    assets,
    icc,
    die: () => undefined,
  })
  send({
    type: 'arm',
    central: central.kiosk,
    ca: central.house.tlsCa.certificate,
    keyset: central.house.keyset,
    content: central.content.jws,
    root: central.house.rootThumbprint,
    sealChain: kiosk.sealChain,
    training: true,
    time: time(),
  })
  return {
    visit,
    envelopes,
    views,
    tap: (intent) => toRenderer({ type: 'intent', seq: views.at(-1)?.seq ?? 0, intent: v.parse(Intent, intent) }),
    async at(step, when = () => true) {
      const stop = Date.now() + 20_000
      for (;;) {
        const last = views.at(-1)
        type Wanted = ScreenOf<typeof step>
        if (last?.screen.step === step && !last.busy && when(last.screen as Wanted)) return last.screen as Wanted
        if (Date.now() > stop) throw new Error(`waited for ${step}, but ${JSON.stringify(last?.screen)} stands`)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    delivery: (envelope, state) => send({ type: 'delivery', envelope, state }),
    // A message that is none ends the visit and its connections.
    close: () => toRenderer({ nonsense: true }),
  }
}
