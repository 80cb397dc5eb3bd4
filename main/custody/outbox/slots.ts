/**
 * Files made ahead: the next envelope's file exists and its name is on the disk before it is needed, so that an
 * acknowledgement costs one write and one fsync, and no rename.
 */
import { join } from 'node:path'
import type { Disk, DiskFile } from './disk.ts'

export interface Slot {
  readonly name: string
  readonly file: DiskFile
}

export class Slots {
  readonly #disk: Disk
  readonly #folder: string
  #next: number
  #ready: Promise<Slot> | null = null

  constructor(options: { readonly disk: Disk; readonly folder: string; readonly next: number }) {
    this.#disk = options.disk
    this.#folder = options.folder
    this.#next = options.next
  }

  /** Starts making the next file when there is none; resolves to whether the disk let us. */
  async prepare(): Promise<boolean> {
    const ready = (this.#ready ??= this.#make())
    try {
      await ready
      return true
    } catch {
      if (this.#ready === ready) this.#ready = null
      return false
    }
  }

  /** A file nobody wrote to; it is the caller's now. Rejects with the disk's error. */
  async take(): Promise<Slot> {
    const ready = this.#ready
    this.#ready = null
    return (await ready?.catch(() => null)) ?? this.#make()
  }

  /** Gives the prepared file back to the disk. */
  async close(): Promise<void> {
    const slot = await this.#ready?.catch(() => null)
    this.#ready = null
    if (slot === undefined || slot === null) return
    await slot.file.close().catch(() => undefined)
    await this.#disk.remove(join(this.#folder, slot.name)).catch(() => undefined)
  }

  async #make(): Promise<Slot> {
    const name = slotName(this.#next)
    this.#next += 1
    const file = await this.#disk.create(join(this.#folder, name))
    try {
      await this.#disk.syncFolder(this.#folder)
    } catch (error) {
      await file.close().catch(() => undefined)
      throw error
    }
    return { name, file }
  }
}

/** "00000042.env": counts up, so that names are in order of writing and never used twice. */
export function slotName(number: number): string {
  return `${String(number).padStart(8, '0')}.env`
}

/** The number in a slot's name; null for other files. */
export function slotNumber(name: string): number | null {
  const found = /^(\d{8,12})\.env$/.exec(name)
  return found === null ? null : Number(found[1])
}
