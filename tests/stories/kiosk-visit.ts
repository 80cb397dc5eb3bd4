/**
 * A visit at a kiosk by the clock of a story: the session's own machine, the real gateway, a main that certifies, seals and
 * delivers, or keeps what it has while the line is down. Nobody looks at the screens; what they say is kept.
 */
import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import * as v from 'valibot'
import { paperEdition } from '../../domain/contract/device/paper-edition.ts'
import { SessionToMain } from '../../domain/contract/control/session.ts'
import { Intent, SessionToRenderer } from '../../domain/contract/messages/channel.ts'
import type { View } from '../../domain/contract/messages/channel.ts'
import type { Screen } from '../../domain/contract/messages/screen.ts'
import { VisitId } from '../../domain/ids.ts'
import type { EnvelopeId } from '../../domain/ids.ts'
import { buildCms } from '../../main/custody/seal/build-cms.ts'
import { Unreachable } from '../../main/http/unreachable.ts'
import { hashOf } from '../../paper/hash.ts'
import { serveSession } from '../../session/serve.ts'
import { bring } from '../central/support/acts.ts'
import type { TestKiosk } from '../central/support/kiosk.ts'
import { assets, icc } from '../document/sealed.ts'
import type { World } from './world.ts'

export interface Delivered {
  readonly id: EnvelopeId
  readonly jwe: string
  /** What the receipt says; null: it lies at the kiosk. */
  readonly result: 'stored' | 'quarantined' | null
  readonly reason: string | null
}

export interface KioskVisit {
  readonly visit: VisitId
  readonly views: readonly View[]
  readonly envelopes: readonly Delivered[]
  tap(intent: object): void
  /** The screen that stands when nothing is under way. `after`: other than the one of that number. */
  settled(after: number): Promise<{ readonly seq: number; readonly screen: Screen }>
  end(): void
}

interface MainOf {
  readonly world: World
  readonly kiosk: TestKiosk
  readonly visit: VisitId
  readonly line: 'up' | 'down'
  readonly repeats: boolean
  readonly envelopes: Delivered[]
  time(): object
  send(message: object): void
}

/** What main answers a session. */
function mainOf({
  world,
  kiosk,
  visit,
  line,
  repeats,
  envelopes,
  time,
  send,
}: MainOf): (raw: unknown) => Promise<void> {
  return async (raw) => {
    const message = v.parse(SessionToMain, structuredClone(raw))
    switch (message.type) {
      case 'ready':
        return send({
          type: 'begin',
          visit,
          certificate: await certificateOf(world, kiosk, { visit, key: message.key }),
          time: time(),
        })
      case 'seal': {
        const digest = new Uint8Array(Buffer.from(message.sha256, 'base64url'))
        const cms = Buffer.from(await buildCms({ digest, ...kiosk.seal })).toString('base64')
        return send({ type: 'sealed', envelope: message.envelope, cms })
      }
      case 'store': {
        const { envelope, jwe } = message
        send({ type: 'durable', envelope, sha256: hashOf(Buffer.from(jwe)) })
        const came = line === 'down' ? null : await broughtBy(world, { id: envelope, jwe, kiosk, repeats })
        const result = came?.result ?? null
        envelopes.push({ id: envelope, jwe, result, reason: came?.reason ?? null })
        return send({ type: 'delivery', envelope, state: result ?? 'waiting' })
      }
      case 'armRefused':
        throw new Error(`not armed: ${message.reason}`)
      default:
        return
    }
  }
}

export function openKioskVisit(
  world: World,
  kiosk: TestKiosk,
  { line, repeats }: { readonly line: 'up' | 'down'; readonly repeats: boolean },
): KioskVisit {
  const central = world.central()
  const visit = v.parse(VisitId, randomUUID())
  const views: View[] = []
  const envelopes: Delivered[] = []
  let failed: unknown = null
  let toSession: (message: unknown) => void = () => undefined
  let fromRenderer: (message: unknown) => void = () => undefined
  const send = (message: object): void => queueMicrotask(() => toSession(message))
  const time = (): object => ({ at: world.now().toISOString(), uncertainty: 20 })

  const onControl = mainOf({ world, kiosk, visit, line, repeats, envelopes, time, send })
  serveSession({
    control: {
      send: (message) => void onControl(message).catch((error: unknown) => (failed = error)),
      onMessage: (listener) => (toSession = listener),
    },
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
  const { tlsCa, keyset, rootThumbprint } = central.house
  send({
    type: 'arm',
    central: central.kiosk,
    ca: tlsCa.certificate,
    keyset,
    content: central.content.jws,
    root: rootThumbprint,
    sealChain: kiosk.sealChain,
    training: true,
    time: time(),
  })
  return {
    visit,
    views,
    envelopes,
    tap: (intent) => fromRenderer({ type: 'intent', seq: views.at(-1)?.seq ?? 0, intent: v.parse(Intent, intent) }),
    async settled(after) {
      const stop = performance.now() + 20_000
      for (;;) {
        if (failed instanceof Error) throw failed
        const last = views.at(-1)
        if (last !== undefined && !last.busy && last.seq > after && last.screen.step !== 'sealing')
          return { seq: last.seq, screen: last.screen }
        if (performance.now() > stop) throw new Error(`the kiosk stands still at ${last?.screen.step ?? 'nothing'}`)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    // A word that is not in the contract ends a visit at once.
    end: () => fromRenderer({ nonsense: true }),
  }
}

/** A courier tries again: a kept connection may have died, and an envelope may come twice. */
export async function broughtBy(
  world: World,
  {
    id,
    jwe,
    kiosk,
    repeats,
  }: { readonly id: EnvelopeId; readonly jwe: string; readonly kiosk: TestKiosk; readonly repeats: boolean },
): ReturnType<typeof bring> {
  const once = () => bring(world.central(), { id, jwe, came: { kiosk } }, world.now())
  const first = await once().catch((error: unknown) => {
    if (error instanceof Unreachable) return once()
    throw error
  })
  return repeats ? await once() : first
}

function certificateOf(
  world: World,
  kiosk: TestKiosk,
  { visit, key }: { readonly visit: VisitId; readonly key: Readonly<Record<string, unknown>> },
): Promise<string> {
  const central = world.central()
  const content = central.content.bundle.version
  const build = { app: 'test', build: 'development', runtime: 'node', host: 'rehearsal', content, paper: paperEdition }
  const seconds = Math.floor(world.now().getTime() / 1000)
  return new SignJWT({ cnf: { jwk: { ...key } }, build })
    .setProtectedHeader({ alg: 'ES256', typ: 'balie-visit+jwt' })
    .setIssuer(kiosk.device)
    .setSubject(visit)
    .setAudience(`${central.kiosk}/token`)
    .setJti(randomUUID())
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 4 * 3600)
    .sign(kiosk.log.privateKey)
}
