/** An access log of three months in a file, sealed and stamped as the central does it, and what somebody with the file can do. */
import 'reflect-metadata'
import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import * as x509 from '@peculiar/x509'
import { DeviceId, Instant } from '../../../../domain/ids.ts'
import type { HeldLogHead } from '../../../../domain/contract/device/log-head.ts'
import { kioskOf } from '../../../../central/access-log/actor.ts'
import { auditEvent } from '../../../../central/access-log/audit-event.ts'
import { newAuthority, timeStampCertificate } from '../../../../central/keys/authority.ts'
import { houseKey, newPrivateJwk } from '../../../../central/keys/house-key.ts'
import type { HouseKey } from '../../../../central/keys/house-key.ts'
import { checkLog } from '../../../../central/log-chain/check-log.ts'
import { digestOf, hashOf } from '../../../../central/log-chain/link.ts'
import { readSeal } from '../../../../central/log-chain/seal.ts'
import { keepLog } from '../../../../central/log-keeping/keep-log.ts'
import { stampChecker } from '../../../../central/log-keeping/stamp.ts'
import { openDatabase } from '../../../../central/store/database.ts'
import { loadDefinitions } from '../../../../central/store/fhir/definitions.ts'
import { sqliteStores } from '../../../../central/store/sqlite/stores.ts'
import { storedLog } from '../../../../central/store/sqlite/stored-log.ts'
import { timeSource } from '../../../../central/time/ask.ts'
import type { TimeSource } from '../../../../central/time/ask.ts'
import { timeAuthority } from '../../../../central/time/authority.ts'

export const hospital = 'Ziekenhuis Voorbeeld'

/** The house key and a time authority whose certificate is made on the day on which it is asked. */
export async function makeHouse(now: () => Date): Promise<{ key: HouseKey; time: TimeSource; anchor: Uint8Array }> {
  const key = await houseKey(await newPrivateJwk(), 'ES256')
  const authority = await newAuthority({ organisation: hospital, name: 'tijd', now: now() })
  const anchor = new Uint8Array(x509.PemConverter.decodeFirst(authority.certificate))
  const post = async (query: Uint8Array): Promise<Uint8Array> => {
    const leaf = await timeStampCertificate({
      authority,
      organisation: hospital,
      revocation: 'http://localhost/l',
      now: now(),
    })
    return await (await timeAuthority({ authority: leaf, issuer: authority.certificate, now })).answer(query)
  }
  return { key, time: timeSource({ post, anchors: [anchor], now }), anchor }
}

/** A line about a kiosk, by its number so that it can be found. */
export const line = (at: Date, device = randomUUID()) =>
  auditEvent(
    { kind: 'kioskEnrolled', kiosk: kioskOf(v.parse(DeviceId, device)) },
    { hospital, at: v.parse(Instant, at.toISOString()) },
  )

export interface MadeLog {
  readonly folder: string
  readonly path: string
  readonly months: readonly string[]
  readonly key: HouseKey
  readonly anchor: Uint8Array
  readonly held: readonly HeldLogHead[]
  relink(database: DatabaseSync, number: number): void
  insert(database: DatabaseSync, event: string, segment: string): void
  link(database: DatabaseSync, event: string, at: { number: number; segment: string }): void
}

export async function makeLog({ removed }: { removed: boolean }): Promise<MadeLog> {
  const folder = mkdtempSync(join(tmpdir(), 'balie-log-'))
  loadDefinitions(folder)
  const path = join(folder, 'central.sqlite')
  const database = openDatabase(path)
  const months = [removed ? '2020-10' : '2026-10', '2026-11', '2026-12']
  let now = new Date(`${months[0] ?? ''}-01T00:00:00.000Z`)
  const stores = sqliteStores(database, () => now)
  const { key, time, anchor } = await makeHouse(() => now)
  for (const month of months) {
    for (const day of ['01', '08', '15', '22']) {
      now = new Date(`${month}-${day}T12:00:00.000Z`)
      await stores.fhir.create(line(now))
    }
    // What is due at this moment, and what the seal of a month left for the next look.
    for (let look = 0; look < 3; look += 1) await keepLog({ chain: stores.logChain, key, time, now: () => now })
  }
  const held = await stores.logChain.heads()
  database.close()
  return { folder, path, months, key, anchor, held, relink, insert, link }
}

let copies = 0
/** A copy of the file without the triggers that refuse: whoever holds the file can drop them. */
export function copyOf({ folder, path }: MadeLog): DatabaseSync {
  const copy = join(folder, `copy-${String((copies += 1))}.sqlite`)
  copyFileSync(path, copy)
  const database = new DatabaseSync(copy)
  for (const { name } of database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
    database.exec(`DROP TRIGGER ${String(name)}`)
  return database
}

export function checkStored(database: DatabaseSync, { key, anchor, held }: Pick<MadeLog, 'key' | 'anchor' | 'held'>) {
  const sealOf = (jws: string) => readSeal(jws, [key.public])
  return checkLog(storedLog(database), { sealOf, stampHolds: stampChecker([anchor]), held })
}

/** Makes the digest and hash of a line fit what it says now. */
function relink(database: DatabaseSync, number: number): void {
  const row = database.prepare('SELECT * FROM log_chain WHERE number = ?').get(number)
  const [node, segment, event] = [row?.['node'], row?.['segment'], row?.['event']].map(String)
  const body: unknown = JSON.parse(bodyOf(database, String(event)))
  const before = row?.['before'] === null ? null : String(row?.['before'])
  const digest = digestOf(body)
  const hash = hashOf({ node: String(node), number, segment: String(segment), before, digest })
  database.prepare('UPDATE log_chain SET digest = ?, hash = ? WHERE number = ?').run(digest, hash, number)
}

function insert(database: DatabaseSync, event: string, segment: string): void {
  const body = JSON.stringify({
    ...line(new Date(`${segment}-28T12:00:00.000Z`)),
    id: event,
    meta: { versionId: '1', lastUpdated: `${segment}-28T12:00:00.000Z` },
  })
  database.prepare("INSERT INTO fhir_resources (type, id, body) VALUES ('AuditEvent', ?, ?)").run(event, body)
  database
    .prepare("INSERT INTO fhir_versions (type, id, version, body) VALUES ('AuditEvent', ?, '1', ?)")
    .run(event, body)
}

function link(database: DatabaseSync, event: string, { number, segment }: { number: number; segment: string }): void {
  const node = 'sqlite'
  const text = (row: Record<string, unknown> | undefined) => (row === undefined ? null : String(row['hash']))
  const before =
    text(database.prepare('SELECT hash FROM log_chain WHERE number = ?').get(number - 1)) ??
    text(database.prepare('SELECT head AS hash FROM log_segments WHERE last = ?').get(number - 1))
  const digest = digestOf(JSON.parse(bodyOf(database, event)))
  database
    .prepare('INSERT INTO log_chain (node, number, segment, event, digest, before, hash) VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(node, number, segment, event, digest, before, hashOf({ node, number, segment, before, digest }))
}

function bodyOf(database: DatabaseSync, event: string): string {
  return String(database.prepare('SELECT body FROM fhir_resources WHERE id = ?').get(event)?.['body'])
}
