/** A visit over the real central: the session's own core, a main that only certifies, seals and delivers, no screen. */
import { randomUUID } from 'node:crypto'
import { decodeJwt, SignJWT } from 'jose'
import * as v from 'valibot'
import type { Central } from '../../../central/compose.ts'
import { paperEdition } from '../../../domain/contract/device/paper-edition.ts'
import { IntakeAnswer } from '../../../domain/contract/envelope/receipt.ts'
import { SessionToMain } from '../../../domain/contract/control/session.ts'
import { Intent, SessionToRenderer } from '../../../domain/contract/messages/channel.ts'
import type { View } from '../../../domain/contract/messages/channel.ts'
import type { ScreenOf, ScreenStep } from '../../../domain/contract/messages/screen.ts'
import type { EnvelopeId, VisitId } from '../../../domain/ids.ts'
import { VisitId as VisitIdSchema } from '../../../domain/ids.ts'
import { hashOf } from '../../../paper/hash.ts'
import { askForTime } from '../../../main/custody/seal/ask-for-time.ts'
import { buildCms } from '../../../main/custody/seal/build-cms.ts'
import { serveSession } from '../../../session/serve.ts'
import { assets, icc } from '../../document/sealed.ts'
import type { TestKiosk } from './kiosk.ts'
import { deliver } from './visit.ts'

export interface Stage {
  readonly visit: VisitId
  /** Every view that the session sent, in order. */
  readonly views: readonly View[]
  /** Status and body of each delivery, in order. */
  /** How often the session rang the desk. */
  readonly rung: () => number
  /** How many envelopes the session had stored so far. */
  readonly stored: () => number
  /** Why, of each time; null: it was not said. */
  readonly rungFor: readonly (string | null)[]
  /** With the line cut: what lies on the kiosk. */
  readonly kept: readonly { readonly id: EnvelopeId; readonly jwe: string }[]
  readonly delivered: readonly { readonly id: EnvelopeId; readonly status: number; readonly body: string }[]
  /** Waits until this screen stands, is not busy and is the one meant. */
  at<S extends ScreenStep>(step: S, meant?: (screen: ScreenOf<S>) => boolean): Promise<ScreenOf<S>>
  tap(intent: object): void
  end(): void
}

/** `offline`: nothing that is stored goes out; the session is told that it waits. */
export async function openStage(
  central: Central,
  kiosk: TestKiosk,
  { offline = false }: { readonly offline?: boolean } = {},
): Promise<Stage> {
  const visit = v.parse(VisitIdSchema, randomUUID())
  const views: View[] = []
  const kept: { id: EnvelopeId; jwe: string }[] = []
  let rung = 0
  let stored = 0
  const rungFor: (string | null)[] = []
  const delivered: { id: EnvelopeId; status: number; body: string }[] = []
  let toSession: (message: unknown) => void = () => undefined
  let fromRenderer: (message: unknown) => void = () => undefined
  const send = (message: object): void => queueMicrotask(() => toSession(message))
  const { tlsCa, timeCa } = central.house
  const address = central.content.bundle.device.timeStamp?.address ?? ''
  const timeStamp = askForTime({
    authority: () => ({ address, tlsCa: tlsCa.certificate, timeCa: timeCa.certificate }),
    now: () => Date.now(),
    monotonic: () => performance.now(),
    log: () => undefined,
  })
  const time = () => ({ at: new Date().toISOString(), uncertainty: 20 })

  async function onControl(raw: unknown): Promise<void> {
    const message = v.parse(SessionToMain, structuredClone(raw))
    switch (message.type) {
      case 'ready':
        return send({
          type: 'begin',
          visit,
          certificate: await certificateOf(central, kiosk, { visit, key: message.key }),
          time: time(),
        })
      case 'seal': {
        const digest = new Uint8Array(Buffer.from(message.sha256, 'base64url'))
        const cms = Buffer.from(await buildCms({ digest, ...kiosk.seal, timeStamp })).toString('base64')
        return send({ type: 'sealed', envelope: message.envelope, cms })
      }
      case 'store': {
        const { envelope, jwe } = message
        stored += 1
        send({ type: 'durable', envelope, sha256: hashOf(Buffer.from(jwe)) })
        if (offline) {
          kept.push({ id: envelope, jwe })
          return send({ type: 'delivery', envelope, state: 'waiting' })
        }
        const { status, body } = await deliver(central, kiosk, envelope, jwe)
        delivered.push({ id: envelope, status, body })
        return send({ type: 'delivery', envelope, state: status < 300 ? resultIn(body) : 'waiting' })
      }
      case 'help':
        rung += 1
        rungFor.push(message.why ?? null)
        return
      default:
        return
    }
  }

  serveSession({
    control: { send: (message) => void onControl(message), onMessage: (listener) => (toSession = listener) },
    renderer: {
      send(message) {
        const parsed = v.parse(SessionToRenderer, structuredClone(message))
        if (parsed.type === 'view') views.push(parsed)
      },
      onMessage: (listener) => (fromRenderer = listener),
      onBroken: () => undefined,
    },
    monotonic: () => performance.now(),
    assets,
    icc,
    die: () => undefined,
  })
  send(armingOf(central, kiosk, time()))

  const isOf = <S extends ScreenStep>(step: S, view: View | undefined): view is View & { screen: ScreenOf<S> } =>
    view !== undefined && view.screen.step === step && (!view.busy || step === 'sealing')
  return {
    visit,
    views,
    rung: () => rung,
    stored: () => stored,
    rungFor,
    kept,
    delivered,
    async at(step, meant = () => true) {
      const stop = performance.now() + 15_000
      for (;;) {
        const last = views.at(-1)
        if (isOf(step, last) && meant(last.screen)) return last.screen
        if (performance.now() > stop) throw new Error(`waited for ${step}; ${JSON.stringify(last?.screen)} stands`)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    tap(intent) {
      fromRenderer({ type: 'intent', seq: views.at(-1)?.seq, intent: v.parse(Intent, intent) })
    },
    // A word that is not in the contract ends a visit at once.
    end: () => fromRenderer({ nonsense: true }),
  }
}

/** `stored` or `quarantined`, as the receipt says. */
function resultIn(body: string): unknown {
  return decodeJwt(v.parse(v.pipe(v.string(), v.parseJson(), IntakeAnswer), body).receipt)['result']
}

/** What main tells the session before a visit begins. */
const armingOf = (central: Central, kiosk: TestKiosk, time: object): object => ({
  type: 'arm',
  central: central.kiosk,
  ca: central.house.tlsCa.certificate,
  keyset: central.house.keyset,
  content: central.content.jws,
  root: central.house.rootThumbprint,
  sealChain: kiosk.sealChain,
  training: true,
  time,
})

/** As main certifies the visit's key. */
export function certificateOf(
  central: Central,
  kiosk: TestKiosk,
  { visit, key }: { readonly visit: VisitId; readonly key: object },
): Promise<string> {
  const build = {
    app: 'test',
    build: 'development',
    runtime: 'node',
    host: 'rehearsal',
    content: central.content.bundle.version,
    paper: paperEdition,
  }
  return new SignJWT({ cnf: { jwk: { ...key } as never }, build })
    .setProtectedHeader({ alg: 'ES256', typ: 'balie-visit+jwt' })
    .setIssuer(kiosk.device)
    .setSubject(visit)
    .setAudience(`${central.kiosk}/token`)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('4h')
    .sign(kiosk.log.privateKey)
}
