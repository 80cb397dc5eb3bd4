/** Main's side of a visit, in this process: certifies V, seals with the real code, keeps envelopes in memory. */
import { compactDecrypt } from 'jose'
import * as v from 'valibot'
import { SessionToMain } from '../../../domain/contract/control/session.ts'
import type { MainToSession } from '../../../domain/contract/control/session.ts'
import { EnvelopeHeader } from '../../../domain/contract/envelope/envelope.ts'
import { EnvelopePayload } from '../../../domain/contract/intake/payload.ts'
import { Sha256 } from '../../../domain/ids.ts'
import type { EnvelopeId, VisitId } from '../../../domain/ids.ts'
import { buildCms } from '../../../main/custody/seal/build-cms.ts'
import { softwareSealKey } from '../../../main/custody/seal/seal-key.ts'
import { certificate, newVisit } from '../../gateway/kiosk.ts'
import { hashOf } from '../../../paper/hash.ts'
import type { TestCentral } from './central.ts'
import type { TestHouse } from './hospital.ts'

export interface Stored {
  readonly id: EnvelopeId
  readonly header: EnvelopeHeader
  readonly jwe: string
}

/** How main may behave; each as in the contract. */
export interface MainManners {
  readonly seal?: 'refuses' | 'garbage' | 'otherDigest'
  readonly store?: 'diskFull' | 'silent'
}

export function testMain(input: {
  readonly hospital: TestHouse
  readonly central: TestCentral
  readonly send: (message: MainToSession) => void
  readonly manners?: MainManners
  readonly now: () => Date
}) {
  const { hospital, central, send, manners = {} } = input
  const heard: SessionToMain[] = []
  const stored: Stored[] = []
  const visit: VisitId = newVisit()
  let ready: Extract<SessionToMain, { type: 'ready' }> | null = null
  const listening: (() => void)[] = []

  const time = () => ({ at: input.now().toISOString(), uncertainty: 20 })
  const untyped = (message: object) => send(message as MainToSession)

  async function onMessage(raw: unknown): Promise<void> {
    const message = v.parse(SessionToMain, structuredClone(raw))
    heard.push(message)
    if (message.type === 'ready') ready = message
    if (message.type === 'seal') await seal(message)
    if (message.type === 'store') store(message)
    for (const listener of listening.splice(0)) listener()
  }

  async function seal({ envelope, sha256 }: Extract<SessionToMain, { type: 'seal' }>): Promise<void> {
    if (manners.seal === 'refuses') return send({ type: 'sealRefused', envelope, reason: 'keyUnavailable' })
    const key = softwareSealKey({ pkcs8: hospital.seal.key, chain: [hospital.seal.leaf, hospital.seal.root] })
    const digest = new Uint8Array(Buffer.from(manners.seal === 'otherDigest' ? 'A'.repeat(43) : sha256, 'base64url'))
    const cms = manners.seal === 'garbage' ? new Uint8Array(40).fill(7) : await buildCms({ digest, ...key })
    send({ type: 'sealed', envelope, cms: Buffer.from(cms).toString('base64') })
  }

  function store({ envelope, jwe }: Extract<SessionToMain, { type: 'store' }>): void {
    if (manners.store === 'silent') return
    if (manners.store === 'diskFull') return send({ type: 'notDurable', envelope, reason: 'diskFull' })
    const [header = ''] = jwe.split('.')
    const parsed = v.parse(EnvelopeHeader, JSON.parse(Buffer.from(header, 'base64url').toString('utf8')))
    if (parsed.id !== envelope) throw new Error('the header names another envelope')
    stored.push({ id: envelope, header: parsed, jwe })
    send({ type: 'durable', envelope, sha256: v.parse(Sha256, hashOf(new TextEncoder().encode(jwe))) })
  }

  async function until<T>(find: () => T | null | undefined): Promise<T> {
    const stop = Date.now() + 20_000
    for (;;) {
      const found = find()
      if (found !== null && found !== undefined) return found
      if (Date.now() > stop) throw new Error(`main waited in vain; heard ${heard.map(({ type }) => type).join(', ')}`)
      await new Promise<void>((resolve) => {
        listening.push(resolve)
        setTimeout(resolve, 200)
      })
    }
  }

  return {
    visit,
    heard,
    stored,
    onMessage,
    until,
    steps: () => heard.flatMap((message) => (message.type === 'step' ? [message.step] : [])),
    arm(change: object = {}): void {
      untyped({
        type: 'arm',
        sweep: true,
        central: central.origin,
        ca: hospital.tls.cert,
        keyset: hospital.keyset,
        content: hospital.bundle,
        root: hospital.root.kid,
        sealChain: hospital.seal.leafPem,
        training: true,
        time: time(),
        ...change,
      })
    },
    async begin(change: object = {}): Promise<void> {
      const { key } = await until(() => ready)
      const pair = { jwk: key, privateKey: hospital.root.private }
      const certified = await certificate({
        kiosk: central.device,
        visit,
        key: pair,
        origin: central.origin,
        now: input.now(),
      })
      untyped({ type: 'begin', visit, certificate: certified, time: time(), ...change })
    },
    delivery: (envelope: EnvelopeId, state: 'stored' | 'quarantined' | 'waiting') =>
      send({ type: 'delivery', envelope, state }),
    /** What the central will find inside. */
    async open({ jwe }: Stored): Promise<EnvelopePayload> {
      const { plaintext } = await compactDecrypt(jwe, hospital.intake.private)
      return v.parse(EnvelopePayload, JSON.parse(new TextDecoder().decode(plaintext)))
    },
  }
}

export type TestMain = ReturnType<typeof testMain>
