/** Which errors say something about this machine and nothing about what was being handled. */
import * as v from 'valibot'

export type MachineFault = 'diskFull' | 'diskError' | 'databaseBusy' | 'databaseBroken' | 'tooManyFiles' | 'outOfMemory'

/** Primary result codes (https://www.sqlite.org/rescode.html). */
const bySqlite: Readonly<Record<number, MachineFault>> = {
  5: 'databaseBusy',
  6: 'databaseBusy',
  7: 'outOfMemory',
  8: 'diskError',
  10: 'diskError',
  11: 'databaseBroken',
  13: 'diskFull',
  14: 'diskError',
  26: 'databaseBroken',
}

const bySystem: Readonly<Record<string, MachineFault>> = {
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  EIO: 'diskError',
  EROFS: 'diskError',
  EMFILE: 'tooManyFiles',
  ENFILE: 'tooManyFiles',
}

const Sqlite = v.object({ code: v.literal('ERR_SQLITE_ERROR'), errcode: v.number() })
/** A database that was closed under a request: the central is going down. */
const Closed = v.object({ code: v.literal('ERR_INVALID_STATE') })
const System = v.object({ code: v.string() })

/** Null: the error is about what was being handled, or a mistake of this program. */
export function machineFault(error: unknown): MachineFault | null {
  // Errors keep their fields on the instance, so a plain look is enough.
  const sqlite = v.safeParse(Sqlite, error)
  // The upper bits are the extended code.
  if (sqlite.success) return bySqlite[sqlite.output.errcode & 0xff] ?? null
  if (v.is(Closed, error)) return 'databaseBroken'
  const system = v.safeParse(System, error)
  return system.success ? (bySystem[system.output.code] ?? null) : null
}
