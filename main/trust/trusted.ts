/** The keyset and the content that hold now: cached, verified again at each start, never going back. */
import { join } from 'node:path'
import type { DeviceContent } from '../../domain/contract/device/device-policy.ts'
import type { Keyset } from '../../domain/contract/device/keyset.ts'
import type { PolicySeen } from '../../domain/contract/control/policy-seen.ts'
import { CompactJws, type PublicJwk } from '../../domain/ids.ts'
import * as v from 'valibot'
import { readIfThere, writeDurably } from '../files/durable.ts'
import { kidOf } from '../jose/verify.ts'
import { writeDevice, type DeviceFile } from './device-file.ts'
import { isOver, verifyContent, verifyKeyset } from './trust.ts'

export interface HeldKeyset {
  readonly jws: CompactJws
  readonly keyset: Keyset
  readonly intakeKids: ReadonlySet<string>
}

export interface HeldContent {
  readonly jws: CompactJws
  readonly content: DeviceContent
}

/** `same`: it holds already. */
export type Taken = 'taken' | 'same' | 'refused'

export class Trusted {
  readonly #state: string
  #device: DeviceFile
  #keyset: HeldKeyset
  #content: HeldContent | null
  #raising: Promise<void> = Promise.resolve()
  #taking: Promise<unknown> = Promise.resolve()

  private constructor(options: { state: string; device: DeviceFile; keyset: HeldKeyset; content: HeldContent | null }) {
    this.#state = options.state
    this.#device = options.device
    this.#keyset = options.keyset
    this.#content = options.content
  }

  /** From the cache; null when the cached keyset is missing or not what Root signed. */
  static async open(options: { readonly state: string; readonly device: DeviceFile }): Promise<Trusted | null> {
    const { state, device } = options
    const keyset = await heldKeyset({ jws: await readIfThere(join(state, 'keyset.jws')), device })
    if (keyset === null) return null
    const cached = await readIfThere(join(state, 'content.jws'))
    const content = await heldContent({ jws: cached, keyset: keyset.keyset, floor: device.contentFloor })
    return new Trusted({ state, device, keyset, content })
  }

  /** Writes the keyset of an enrolment where `open` finds it. */
  static async keepFirst(options: { readonly state: string; readonly keyset: CompactJws }): Promise<void> {
    await writeDurably(join(options.state, 'keyset.jws'), options.keyset)
  }

  get device(): DeviceFile {
    return this.#device
  }

  get keyset(): HeldKeyset {
    return this.#keyset
  }

  /** The content when it holds at this moment (milliseconds at the central; null: not known). */
  contentAt(now: number | null): HeldContent | null {
    const held = this.#content
    if (held === null || isOver(held.content.validUntil, now) || isOver(this.#keyset.keyset.notAfter, now)) return null
    return held
  }

  /** Takes a newer or equal keyset that Root signed; the floor is on the disk before it is used. */
  takeKeyset(jws: string): Promise<Taken> {
    return this.#inTurn(() => this.#takeKeyset(jws))
  }

  /** Takes newer content that a content key of the keyset signed. Equal version with other bytes is refused. */
  takeContent(jws: string): Promise<Taken> {
    return this.#inTurn(() => this.#takeContent(jws))
  }

  /** One after the other: each is held against the floor that the one before left. */
  #inTurn(take: () => Promise<Taken>): Promise<Taken> {
    const turn = this.#taking.then(take)
    this.#taking = turn.catch(() => undefined)
    return turn
  }

  async #takeKeyset(jws: string): Promise<Taken> {
    if (jws === this.#keyset.jws) return 'same'
    const keyset = await heldKeyset({ jws, device: this.#device })
    if (keyset === null) return 'refused'
    if (keyset.keyset.version === this.#keyset.keyset.version) return 'refused'
    await writeDurably(join(this.#state, 'keyset.jws'), keyset.jws)
    await this.#raise(({ keysetFloor }) => ({ keysetFloor: Math.max(keysetFloor, keyset.keyset.version) }))
    this.#keyset = keyset
    const still = await heldContent({
      jws: this.#content?.jws ?? null,
      keyset: keyset.keyset,
      floor: this.#device.contentFloor,
    })
    this.#content = still
    return 'taken'
  }

  async #takeContent(jws: string): Promise<Taken> {
    if (jws === this.#content?.jws) return 'same'
    const content = await heldContent({ jws, keyset: this.#keyset.keyset, floor: this.#device.contentFloor })
    if (content === null) return 'refused'
    if (this.#content !== null && content.content.version === this.#content.content.version) return 'refused'
    await writeDurably(join(this.#state, 'content.jws'), content.jws)
    await this.#raise(({ contentFloor }) => ({ contentFloor: Math.max(contentFloor, content.content.version) }))
    this.#content = content
    return 'taken'
  }

  /** New keys of this device: on the disk before they are used. `log`: the D-log that they replace. */
  async takeKeys(options: {
    readonly account: string
    readonly sealChain: string
    readonly log: PublicJwk
  }): Promise<void> {
    const { account, sealChain, log } = options
    await this.#raise((now) => ({ account, sealChain, previous: now.account, pastLog: [...now.pastLog, log] }))
  }

  /** A session took this policy: kept on the disk before a visit may begin under it. Never goes back. */
  async sawPolicy(seen: PolicySeen): Promise<void> {
    await this.#raise(({ policySeen }) => {
      const known = policySeen?.hospital === seen.hospital && policySeen.version >= seen.version
      return known ? null : { policySeen: seen }
    })
  }

  /** One write after another: each keeps what the one before raised. Null: it stands there already. */
  #raise(change: (now: DeviceFile) => Partial<DeviceFile> | null): Promise<void> {
    const raised = this.#raising.then(async () => {
      const changed = change(this.#device)
      if (changed === null) return
      const device = { ...this.#device, ...changed }
      await writeDevice(this.#state, device)
      this.#device = device
    })
    this.#raising = raised.catch(() => undefined)
    return raised
  }
}

async function heldKeyset(options: { jws: string | null; device: DeviceFile }): Promise<HeldKeyset | null> {
  const { device } = options
  const jws = v.safeParse(CompactJws, options.jws)
  if (!jws.success) return null
  const keyset = await verifyKeyset({ jws: jws.output, root: device.root, floor: device.keysetFloor, now: null })
  if (keyset === null) return null
  const intakeKids = new Set<string>()
  for (const key of keyset.intake) intakeKids.add(await kidOf(key))
  return { jws: jws.output, keyset, intakeKids }
}

async function heldContent(options: {
  jws: string | null
  keyset: Keyset
  floor: number
}): Promise<HeldContent | null> {
  const jws = v.safeParse(CompactJws, options.jws)
  if (!jws.success) return null
  const content = await verifyContent({ jws: jws.output, keyset: options.keyset, floor: options.floor })
  return content === null ? null : { jws: jws.output, content }
}
