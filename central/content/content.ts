/** The ContentBundle of the training hospital: signed by a content key, its version goes up when anything changed. */
import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { ContentBundle } from '../../domain/content/bundle.ts'
import { defaultDevicePolicy } from '../../domain/device/device-policy.ts'
import type { Printer } from '../../domain/device/printer.ts'
import { CompactJws, Instant } from '../../domain/ids.ts'
import { languages } from '../../domain/language.ts'
import { defaultCells } from '../../domain/policy/default.ts'
import { HospitalPolicy } from '../../domain/policy/policy.ts'
import { instantOf } from '../clock.ts'
import { signClaims } from '../keys/house-key.ts'
import type { HouseKey } from '../keys/house-key.ts'
import { childForm } from './child-form.ts'
import { privacy } from './privacy.ts'
import { shownContent } from './shown.ts'
import type { ShownContent } from './shown.ts'
import { terms } from './terms.ts'

/** Does not exist. */
export const trainingHospital = 'Ziekenhuis De Brug'

/** The rules of the training hospital: every cell at its default. */
export const trainingPolicy: HospitalPolicy = v.parse(HospitalPolicy, {
  format: 'balie-policy/1',
  hospital: { id: 'de-brug', name: trainingHospital },
  version: 1,
  validFrom: '2026-01-01',
  ...Object(defaultCells()),
})

export interface Content {
  readonly bundle: ContentBundle
  readonly policy: HospitalPolicy
  readonly jws: CompactJws
  /** Forms and terms of every version that was ever signed here. */
  readonly shown: () => ShownContent
}

const day = 24 * 60 * 60 * 1000
/** A bundle holds for 30 days; a start within the last 15 signs the next version. */
const lifetimeDays = 30
const renewDays = 15

const schema = `
  CREATE TABLE IF NOT EXISTS content_versions (
    version INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    jws TEXT NOT NULL
  ) STRICT;`
const Row = v.object({ version: v.number(), hash: v.string(), valid_until: Instant, jws: CompactJws })

/** The newest bundle: the stored one while it says the same and holds long enough, else a new version. */
export async function openContent(options: {
  readonly database: DatabaseSync
  readonly key: HouseKey
  /** Base of the public status pages; "/" and a reference follow. */
  readonly statusBase: string
  /** Address of the time-stamping authority that kiosks ask. */
  readonly timeStamp: string
  readonly training: boolean
  readonly printer: Printer | null
  /** Other rules than the training hospital's. */
  readonly policy?: HospitalPolicy
  readonly now: Date
}): Promise<Content> {
  const { database, key, statusBase, timeStamp, training, printer, now, policy = trainingPolicy } = options
  database.exec(schema)
  const said = {
    hospital: { name: trainingHospital, privacyContact: 'privacy@debrug.example', statusBase },
    policy,
    device: { ...defaultDevicePolicy, training, printer, timeStamp: { address: timeStamp } },
    terms,
    privacy,
    questionnaires: [childForm],
    languages: [...languages],
  }
  const hash = createHash('sha256')
    .update(`${key.kid}\n${JSON.stringify(said)}`)
    .digest('base64url')
  const newest = database.prepare('SELECT * FROM content_versions ORDER BY version DESC LIMIT 1').get()
  const last = newest === undefined ? null : v.parse(Row, newest)
  if (last !== null && last.hash === hash && Date.parse(last.valid_until) - now.getTime() > renewDays * day) {
    const bundle = v.parse(ContentBundle, { version: last.version, validUntil: last.valid_until, ...said })
    return { bundle, policy, jws: last.jws, shown: () => shownContent(database) }
  }
  const version = (last?.version ?? 0) + 1
  const validUntil = instantOf(new Date(now.getTime() + lifetimeDays * day))
  const bundle = v.parse(ContentBundle, { version, validUntil, ...said })
  const jws = await signClaims({ key, typ: 'balie-content+jwt', claims: bundle })
  database
    .prepare('INSERT INTO content_versions (version, hash, valid_until, jws) VALUES (?, ?, ?, ?)')
    .run(version, hash, validUntil, jws)
  return { bundle, policy, jws, shown: () => shownContent(database) }
}
