/**
 * Every policy that this hospital ever published, as it was signed. A form is judged by the version under which it was
 * signed, which may be older than the one in force: it waited on a kiosk that was offline.
 */
import * as v from 'valibot'
import { CompactJws } from '../../../domain/ids.ts'
import type { HospitalId, Instant, PublicJwk } from '../../../domain/ids.ts'
import { dayInAmsterdam } from '../../../domain/days/amsterdam.ts'
import { acceptPolicy } from '../../../domain/policy/accept.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import { fault, readPublishedText } from '../../../domain/policy/read.ts'
import type { PolicyResult } from '../../../domain/policy/read.ts'
import { signerOf } from './file.ts'
import type { PolicyStore, PublishedRow } from './policy-store.ts'

export interface Published {
  readonly policy: HospitalPolicy
  /** The hospital took it back: what was signed under it needs a person. */
  readonly withdrawn: boolean
}

export class Policies {
  readonly #store: PolicyStore
  readonly #keys: readonly PublicJwk[]
  readonly #hospital: HospitalId
  /** What a signed file says: it never changes, so it is verified once. Null: this program cannot read it. */
  readonly #read = new Map<string, HospitalPolicy | null>()

  private constructor(options: { store: PolicyStore; keys: readonly PublicJwk[]; hospital: HospitalId }) {
    this.#store = options.store
    this.#keys = options.keys
    this.#hospital = options.hospital
  }

  /**
   * Reads what was published, each signature verified again. Rejects when a stored policy is not what the hospital
   * signed: going on without it could mean going back to older rules. One that this program cannot read any more (it
   * lacks a cell that is new) is not known, and its number is never used again; when it is the newest, nothing is in
   * force (see rules-at-start.ts).
   */
  static async open(options: {
    readonly store: PolicyStore
    readonly keys: readonly PublicJwk[]
    readonly hospital: HospitalId
  }): Promise<Policies> {
    const policies = new Policies(options)
    for (const row of await options.store.all()) await policies.#policyOf(row)
    return policies
  }

  async #policyOf(row: PublishedRow): Promise<HospitalPolicy | null> {
    const known = this.#read.get(row.jws)
    if (known !== undefined) return known
    const signature = await signerOf({ file: row.jws, keys: this.#keys, hospital: this.#hospital })
    if (signature.by !== 'ours') throw new Error(`stored policy ${row.version}: signed by ${signature.by}`)
    const read = readPublishedText(signature.text)
    if (read.kind !== 'fault' && (read.policy.version !== row.version || read.policy.hospital.id !== this.#hospital))
      throw new Error(`stored policy ${row.version}: another version or hospital`)
    const policy = read.kind === 'fault' ? null : read.policy
    this.#read.set(row.jws, policy)
    return policy
  }

  /** The highest version number that was ever used here; 0: none. */
  newestSeen(): Promise<number> {
    return this.#store.newest()
  }

  /**
   * The policy in force, which is that of the highest number: it cannot be taken back, and an older one never comes in
   * its place. Null before the first, and when this program cannot read it.
   */
  async newest(): Promise<HospitalPolicy | null> {
    return (await this.find(await this.newestSeen()))?.policy ?? null
  }

  /** A version that this hospital published; null when it never did. */
  async find(version: number): Promise<Published | null> {
    const row = await this.#store.find(version)
    const policy = row === null ? null : await this.#policyOf(row)
    return row === null || policy === null ? null : { policy, withdrawn: row.withdrawnAt !== null }
  }

  /** Takes a signed file through the one acceptance; what is in force already changes nothing. */
  async publish(file: string, at: Instant): Promise<PolicyResult> {
    const jws = file.trim()
    const signature = await signerOf({ file: jws, keys: this.#keys, hospital: this.#hospital })
    for (;;) {
      const newestSeen = await this.newestSeen()
      const held = await this.newest()
      const read = acceptPolicy({ signature, hospital: this.#hospital, newestSeen, held, today: dayInAmsterdam(at) })
      if (read.kind === 'fault' || (await this.find(read.policy.version)) !== null) return read
      const { version } = read.policy
      // The number belongs to a policy that this program cannot read any more.
      if (version <= newestSeen) return fault('policy.versionTaken', 'version')
      // Somebody else may have published meanwhile: then it is judged by that.
      if (await this.#store.publish({ version, jws: v.parse(CompactJws, jws), at, after: newestSeen })) return read
    }
  }

  /** Takes back an older version: false for one that was never published and for the newest, which needs a next one. */
  async withdraw(version: number, at: Instant): Promise<boolean> {
    return (await this.find(version)) !== null && (await this.#store.withdraw(version, at))
  }
}
