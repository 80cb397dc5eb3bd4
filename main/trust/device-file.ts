/** `device.json`: who this kiosk is. No secrets: those are in the keychain under the random account name. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import * as v from 'valibot'
import { PolicySeen } from '../../domain/contract/control/policy-seen.ts'
import { DeviceId, PublicJwk, Sha256 } from '../../domain/ids.ts'
import { readIfThere, writeDurably } from '../files/durable.ts'

const Version = v.pipe(v.number(), v.integer(), v.minValue(0))

export const DeviceFile = v.strictObject({
  /** Random name of the keychain entries. */
  account: v.pipe(v.string(), v.uuid()),
  device: DeviceId,
  central: v.pipe(v.string(), v.url()),
  /** The hospital's Root key and its pinned RFC 7638 thumbprint. */
  root: PublicJwk,
  thumbprint: Sha256,
  /** PEM chain of D-seal, leaf first. */
  sealChain: v.string(),
  /** Keyset and content never go back below these. */
  keysetFloor: Version,
  contentFloor: Version,
  /** The newest policy that a session took: sessions refuse an older one. A file from before has none. */
  policySeen: v.optional(v.nullable(PolicySeen), null),
  /** Account of the keys before these, kept until the next renewal; null: these are the first. */
  previous: v.optional(v.nullable(v.pipe(v.string(), v.uuid())), null),
  /** Public halves of the D-log keys before this one, oldest first: the lines that they signed stay verifiable. */
  pastLog: v.optional(v.array(PublicJwk), []),
})
export type DeviceFile = v.InferOutput<typeof DeviceFile>

/** A new random account name. */
export function newAccount(): string {
  return randomUUID()
}

const path = (state: string) => join(state, 'device.json')

/** The device; `none` when it was never enrolled; `damaged` when the file is not one of ours (never enrol over it). */
export async function readDevice(state: string): Promise<DeviceFile | 'none' | 'damaged'> {
  const text = await readIfThere(path(state))
  if (text === null) return 'none'
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), DeviceFile), text)
  return parsed.success ? parsed.output : 'damaged'
}

/** Replaces the file; resolves when it is on the disk. */
export async function writeDevice(state: string, device: DeviceFile): Promise<void> {
  await writeDurably(path(state), `${JSON.stringify(device, null, 2)}\n`)
}
