/**
 * Reads a data folder as it lies there and says whether its access log is whole. Nothing is written, and nothing but the
 * house's public keys is believed; the central may be running.
 */
import 'reflect-metadata'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import * as x509 from '@peculiar/x509'
import { PublicJwk } from '../../domain/ids.ts'
import { checkLog } from '../log-chain/check-log.ts'
import type { Finding } from '../log-chain/finding.ts'
import { readHead, readSeal } from '../log-chain/seal.ts'
import { stampChecker } from '../log-keeping/stamp.ts'
import { storedLog } from '../store/sqlite/stored-log.ts'

/** It could not be checked at all; the message says why. */
export class NotChecked extends Error {}

export interface Verified {
  readonly lines: number
  readonly months: number
  readonly removed: number
  readonly findings: readonly Finding[]
}

const Keys = v.object({
  receipt: v.pick(v.object(PublicJwk.entries), ['kty', 'crv', 'x', 'y']),
  timeCa: v.optional(v.object({ certificate: v.string() })),
})

/** `headFiles`: what kiosks keep of it (`log-heads.jwsl` of a kiosk's own folder). Throws a {@link NotChecked}. */
export async function auditVerify(data: string, headFiles: readonly string[]): Promise<Verified> {
  const [keyFile, file] = [join(data, 'keys.json'), join(data, 'central.sqlite')]
  for (const each of [keyFile, file, ...headFiles]) if (!existsSync(each)) throw new NotChecked(`there is no ${each}`)
  const { receipt, timeCa } = v.parse(v.pipe(v.string(), v.parseJson(), Keys), readFileSync(keyFile, 'utf8'))
  const anchors = timeCa === undefined ? [] : [new Uint8Array(x509.PemConverter.decodeFirst(timeCa.certificate))]
  const held = []
  for (const each of headFiles) {
    for (const jws of readFileSync(each, 'utf8')
      .split('\n')
      .filter((line) => line !== '')) {
      const head = await readHead(jws, [receipt])
      if (head === null) throw new NotChecked(`${each} holds a head that this house did not sign`)
      held.push(head)
    }
  }
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    database.exec('BEGIN')
    const chained = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'log_segments'").get() !== undefined
    if (!chained) throw new NotChecked('this database is of before the chain: start the central once')
    const log = storedLog(database)
    const findings = await checkLog(log, {
      sealOf: (jws) => readSeal(jws, [receipt]),
      stampHolds: stampChecker(anchors),
      held,
    })
    const here = log.segments.filter(({ removedAt }) => removedAt === null)
    return {
      lines: here.reduce((sum, { first, last }) => sum + last - first + 1, 0),
      months: here.length,
      removed: log.segments.length - here.length,
      findings,
    }
  } finally {
    database.close()
  }
}
