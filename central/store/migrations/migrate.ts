/** Brings a database to the form that this program knows, whatever form it has; `PRAGMA user_version` counts. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { inTransaction } from '../base/transaction.ts'
import { before } from './001-before.ts'
import { origins } from './002-origins.ts'
import { deviceKeys } from './003-device-keys.ts'
import { outdated } from './004-outdated.ts'
import { ledgerByKiosk } from './005-ledger-by-kiosk.ts'
import { references } from './006-references.ts'
import { auditKept } from './007-audit-kept.ts'
import { requestTurns } from './008-request-turns.ts'
import { escrowBySigner } from './009-escrow-by-signer.ts'
import { signingSets } from './010-signing-sets.ts'
import { composedSets } from './011-composed-sets.ts'
import { withheld } from './012-withheld.ts'
import { setNotices } from './013-set-notices.ts'
import { entitlements } from './014-entitlements.ts'
import { keptRequests } from './015-kept-requests.ts'
import { requestRefusals } from './016-request-refusals.ts'
import { logChain } from './017-log-chain.ts'
import { mandateLives } from './018-mandate-lives.ts'
import type { Migration } from './migration.ts'

/** In order; the first brings to version 1. Only ever added to. */
const migrations: readonly Migration[] = [
  before,
  origins,
  deviceKeys,
  outdated,
  ledgerByKiosk,
  references,
  auditKept,
  requestTurns,
  escrowBySigner,
  signingSets,
  composedSets,
  withheld,
  setNotices,
  entitlements,
  keptRequests,
  requestRefusals,
  logChain,
  mandateLives,
]

/** The database was written by a later program than this one: going on would lose what only that one knows. */
export class NewerDatabase extends Error {
  constructor(version: number) {
    super(`the database has form ${version}, this program knows ${migrations.length}: use the newer program`)
  }
}

const Version = v.object({ user_version: v.number() })

/** Each migration and its number in one transaction: a cut leaves the form before. Throws {@link NewerDatabase}. */
export function migrate(database: DatabaseSync): void {
  const { user_version } = v.parse(Version, { ...database.prepare('PRAGMA user_version').get() })
  if (user_version > migrations.length) throw new NewerDatabase(user_version)
  for (const [at, migration] of migrations.entries()) {
    if (at < user_version) continue
    inTransaction(database, () => {
      migration(database)
      database.exec(`PRAGMA user_version = ${at + 1}`)
    })
  }
}
