/** What a restart finds in the outbox's folder. Nothing is deleted except prepared files that were never written. */
import { join } from 'node:path'
import type { EnvelopeId, Sha256 } from '../../../domain/ids.ts'
import type { Disk } from './disk.ts'
import { decodeRecord } from './record.ts'
import { slotNumber } from './slots.ts'

/** An envelope that waits for its receipt. */
export interface Waiting {
  readonly id: EnvelopeId
  readonly sha256: Sha256
  /** Bytes of the compact JWE. */
  readonly size: number
  /** Its file's name. */
  readonly file: string
}

export interface Folders {
  readonly records: string
  /** Writes that did not finish: never acknowledged, kept for a look. */
  readonly torn: string
  /** Complete but altered, or a second record with another content under the same id: sealed away, never dropped. */
  readonly quarantine: string
}

/** `unreadable`: the disk refuses this one file; it stays where it is. */
export type RecoveryAlarm = 'torn' | 'quarantined' | 'unreadable'

export interface Recovered {
  readonly waiting: readonly Waiting[]
  /** The first number that no file has had. */
  readonly next: number
  readonly alarms: readonly RecoveryAlarm[]
}

/** The three folders under the outbox's own. */
export function foldersOf(folder: string): Folders {
  return { records: join(folder, 'records'), torn: join(folder, 'torn'), quarantine: join(folder, 'quarantine') }
}

/**
 * Reads every file once. One file that cannot be read does not stop the others; rejects when the folders cannot be
 * listed: then nothing may be said about the outbox.
 */
export async function recover(options: { readonly disk: Disk; readonly folders: Folders }): Promise<Recovered> {
  const { disk, folders } = options
  const waiting = new Map<EnvelopeId, Waiting>()
  const alarms: RecoveryAlarm[] = []
  let next = 1
  for (const folder of [folders.torn, folders.quarantine]) {
    for (const name of await disk.list(folder)) next = Math.max(next, (slotNumber(name) ?? 0) + 1)
  }
  for (const file of [...(await disk.list(folders.records))].sort()) {
    const number = slotNumber(file)
    if (number === null) continue
    next = Math.max(next, number + 1)
    try {
      const alarm = await recoverFile({ disk, folders, file, waiting })
      if (alarm !== null) alarms.push(alarm)
    } catch {
      alarms.push('unreadable')
    }
  }
  return { waiting: [...waiting.values()], next, alarms }
}

async function recoverFile(options: {
  readonly disk: Disk
  readonly folders: Folders
  readonly file: string
  readonly waiting: Map<EnvelopeId, Waiting>
}): Promise<RecoveryAlarm | null> {
  const { disk, folders, file, waiting } = options
  const path = join(folders.records, file)
  const read = decodeRecord(await disk.read(path))
  switch (read.kind) {
    case 'empty':
      await disk.remove(path)
      return null
    case 'torn':
      await keepAside({ disk, from: folders.records, to: folders.torn, file })
      return 'torn'
    case 'rotten':
      await keepAside({ disk, from: folders.records, to: folders.quarantine, file })
      return 'quarantined'
    case 'record': {
      const { id, sha256, payload } = read.record
      const first = waiting.get(id)
      if (first === undefined) {
        waiting.set(id, { id, sha256, size: payload.length, file })
        return null
      }
      if (first.sha256 === sha256) {
        // The same bytes twice: voiding a failed write did not reach the disk. One is enough.
        await disk.remove(path)
        return null
      }
      await keepAside({ disk, from: folders.records, to: folders.quarantine, file })
      return 'quarantined'
    }
  }
}

/** Moves a file to another folder of the outbox, for good. */
export async function keepAside(options: {
  readonly disk: Disk
  readonly from: string
  readonly to: string
  readonly file: string
}): Promise<void> {
  const { disk, from, to, file } = options
  await disk.move({ from: join(from, file), to: join(to, file) })
  await disk.syncFolder(to)
  await disk.syncFolder(from)
}
