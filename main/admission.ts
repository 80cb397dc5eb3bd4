/** What a visit begins with: what a spare is armed with, whether it could be sealed to its end, and its certificate. */
import type { MainToSession } from '../domain/contract/control/session.ts'
import type { PolicySeen } from '../domain/contract/control/policy-seen.ts'
import { longestVisit } from '../domain/contract/device/lifetimes.ts'
import { paperEdition } from '../domain/contract/device/paper-edition.ts'
import type { BuildStatement } from '../domain/contract/device/visit-certificate.ts'
import type { PublicJwk, VisitId } from '../domain/ids.ts'
import { armOf } from './device/arm.ts'
import type { KeysInUse } from './device/keys-in-use.ts'
import { sealable } from './device/sealable.ts'
import { visitCertificate } from './device/visit-certificate.ts'
import type { Host } from './host/host.ts'
import type { Log } from './log/log.ts'
import type { CentralTime } from './trust/time.ts'
import type { HeldContent, Trusted } from './trust/trusted.ts'
import type { SpareSetup } from './visit/ports.ts'

export interface MainBuild {
  /** Name and version, at most 40 characters. */
  readonly app: string
  /** Hash of the packaged app, or "development". */
  readonly build: string
}

export interface AdmissionOptions {
  readonly central: string
  readonly trusted: Trusted
  readonly keys: KeysInUse
  readonly time: CentralTime
  readonly host: Host
  readonly build: MainBuild
  readonly log: Log
  /** Writes the visit into the journal; rejects when it is not on the disk. */
  readonly journal: (visit: VisitId) => Promise<void>
}

export class Admission {
  readonly #options: AdmissionOptions

  constructor(options: AdmissionOptions) {
    this.#options = options
  }

  /** The content that holds now. */
  content(): HeldContent | null {
    const { trusted, time } = this.#options
    return trusted.contentAt(time.now()?.at ?? null)
  }

  /** Whether a spare can be told what it must know. */
  canArm(): boolean {
    return this.content() !== null && this.#options.time.anchor() !== null
  }

  /** All that a spare may know, and the policy in it; null as long as content or time are missing. `idle`: see {@link armOf}. */
  arm({ idle }: { readonly idle: boolean }): SpareSetup | null {
    const { central, trusted, time, keys } = this.#options
    const content = this.content()
    const anchor = time.anchor()
    if (content === null || anchor === null) return null
    const { sealChain } = keys.now
    return {
      arm: armOf({ central, trusted, content, sealChain, time: anchor, idle }),
      keyset: trusted.keyset,
      content: content.content.version,
      policy: content.content.policy,
    }
  }

  /** A session took this policy. A failure is no end yet: no visit begins before it is on the disk. */
  sawPolicy(seen: PolicySeen): void {
    const { trusted, log } = this.#options
    trusted.sawPolicy(seen).catch(() => log('alarm', { code: 'policy-floor-failed' }))
  }

  /** Until the longest end that a visit can have, whatever the time really is within its uncertainty. */
  canSeal(): boolean {
    const { trusted, time, keys } = this.#options
    const now = time.now()
    if (now === null) return false
    const { at, uncertainty } = now
    const means = {
      sealChain: keys.now.sealChain,
      key: keys.now.keys.seal.public,
      sealCa: trusted.keyset.keyset.sealCa,
    }
    return sealable(means, { from: at, until: at + uncertainty + longestVisit })
  }

  /** The visit is in the journal, on the disk; then it gets its certificate. Rejects when it must not start. */
  async begin(options: {
    readonly visit: VisitId
    readonly key: PublicJwk
    readonly policy: PolicySeen | null
    readonly content: number
  }): Promise<Extract<MainToSession, { type: 'begin' }>> {
    const { central, time, trusted, keys, journal } = this.#options
    const { visit, key, policy, content } = options
    // Otherwise a restart could bring an older policy back.
    if (policy !== null) await trusted.sawPolicy(policy)
    const now = time.now()
    const anchor = time.anchor()
    if (now === null || anchor === null || this.content() === null) throw new Error('no time or content')
    if (!this.canSeal()) throw new Error('what is signed could not be sealed')
    const certificate = await visitCertificate({
      key: keys.now.keys.log,
      device: trusted.device.device,
      visit,
      visitKey: key,
      central,
      now: now.at,
      build: this.#build(content),
    })
    await journal(visit)
    return { type: 'begin', visit, certificate, time: anchor }
  }

  #build(content: number): BuildStatement {
    const { build, host } = this.#options
    return {
      app: build.app.slice(0, 40),
      build: build.build.slice(0, 64),
      runtime: host.runtime.slice(0, 60),
      host: host.kind,
      content,
      paper: paperEdition,
    }
  }
}
