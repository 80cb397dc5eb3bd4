/**
 * Every policy that this hospital ever published, as it was signed. A form is judged by the version under which it was
 * signed, which may be older than the one in force: it waited on a kiosk that was offline.
 */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { CompactJws, Instant } from '../../../domain/ids.ts'
import type { HospitalId, PublicJwk } from '../../../domain/ids.ts'
import { dayInAmsterdam } from '../../../domain/days/amsterdam.ts'
import { acceptPolicy } from '../../../domain/policy/accept.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import { fault, readPublishedText } from '../../../domain/policy/read.ts'
import type { PolicyResult } from '../../../domain/policy/read.ts'
import { signerOf } from './file.ts'

const Row = v.strictObject({
  version: v.number(),
  jws: CompactJws,
  published_at: Instant,
  withdrawn_at: v.nullable(Instant),
})
type Row = v.InferOutput<typeof Row>

export interface Published {
  readonly policy: HospitalPolicy
  /** The hospital took it back: what was signed under it needs a person. */
  readonly withdrawn: boolean
}

export class Policies {
  readonly #database: DatabaseSync
  readonly #keys: readonly PublicJwk[]
  readonly #hospital: HospitalId
  readonly #known = new Map<number, Published>()
  #newestSeen = 0

  private constructor(options: { database: DatabaseSync; keys: readonly PublicJwk[]; hospital: HospitalId }) {
    this.#database = options.database
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
    readonly database: DatabaseSync
    readonly keys: readonly PublicJwk[]
    readonly hospital: HospitalId
  }): Promise<Policies> {
    const policies = new Policies(options)
    const rows = options.database.prepare('SELECT * FROM policies ORDER BY version').all()
    for (const row of rows) await policies.#take(v.parse(Row, { ...row }))
    return policies
  }

  async #take(row: Row): Promise<void> {
    const signature = await signerOf({ file: row.jws, keys: this.#keys, hospital: this.#hospital })
    if (signature.by !== 'ours') throw new Error(`stored policy ${row.version}: signed by ${signature.by}`)
    const read = readPublishedText(signature.text)
    this.#newestSeen = row.version
    if (read.kind === 'fault') return
    const { policy } = read
    if (policy.version !== row.version || policy.hospital.id !== this.#hospital)
      throw new Error(`stored policy ${row.version}: another version or hospital`)
    this.#known.set(row.version, { policy, withdrawn: row.withdrawn_at !== null })
  }

  /** The highest version number that was ever used here; 0: none. */
  get newestSeen(): number {
    return this.#newestSeen
  }

  /**
   * The policy in force, which is that of the highest number: it cannot be taken back, and an older one never comes in
   * its place. Null before the first, and when this program cannot read it.
   */
  get newest(): HospitalPolicy | null {
    return this.#known.get(this.#newestSeen)?.policy ?? null
  }

  /** A version that this hospital published; null when it never did. */
  find(version: number): Published | null {
    return this.#known.get(version) ?? null
  }

  /** Takes a signed file through the one acceptance; what is in force already changes nothing. */
  async publish(file: string, at: Instant): Promise<PolicyResult> {
    const signature = await signerOf({ file: file.trim(), keys: this.#keys, hospital: this.#hospital })
    const held = this.newest
    const today = dayInAmsterdam(at)
    const read = acceptPolicy({ signature, hospital: this.#hospital, newestSeen: this.#newestSeen, held, today })
    if (read.kind === 'fault' || this.#known.has(read.policy.version)) return read
    const { version } = read.policy
    // The number belongs to a policy that this program cannot read any more.
    if (version === this.#newestSeen) return fault('policy.versionTaken', 'version')
    this.#database
      .prepare('INSERT INTO policies (version, jws, published_at) VALUES (?, ?, ?)')
      .run(version, file.trim(), at)
    this.#known.set(version, { policy: read.policy, withdrawn: false })
    this.#newestSeen = version
    return read
  }

  /** Takes back an older version: false for one that was never published and for the newest, which needs a next one. */
  withdraw(version: number, at: Instant): boolean {
    const published = this.#known.get(version)
    if (published === undefined || version === this.#newestSeen) return false
    this.#database
      .prepare('UPDATE policies SET withdrawn_at = ? WHERE version = ? AND withdrawn_at IS NULL')
      .run(at, version)
    this.#known.set(version, { ...published, withdrawn: true })
    return true
  }
}
