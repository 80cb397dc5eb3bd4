/**
 * A disk that can lose what was not synced, tear it, zero it, refuse any operation, and crash at any operation. What is
 * durable and what is only in the cache are kept apart, for content and for names.
 */
import { dirname } from 'node:path'
import type { Disk, DiskFile } from '../../../main/custody/outbox/disk.ts'

interface Node {
  cached: Buffer
  durable: Buffer
  /** After a failed fsync Linux may forget the dirty pages and call the next fsync a success. */
  forgotten: boolean
}

export class Crash extends Error {}

export interface Faults {
  /** The operation (counted from 1) at which the power goes; null: never. */
  readonly crashAt: number | null
  /** Operations that fail, with their code. */
  readonly errors: ReadonlyMap<number, 'EIO' | 'ENOSPC'>
  /** What happens to each unsynced content at a crash, in turn. */
  readonly unsynced: readonly ('lost' | 'kept' | 'torn' | 'zeroed')[]
  /** What happens to each unsynced name at a crash, in turn. */
  readonly names: readonly ('lost' | 'kept')[]
}

export const noFaults: Faults = { crashAt: null, errors: new Map(), unsynced: ['lost'], names: ['lost'] }

export class FaultyDisk implements Disk {
  free(): Promise<number> {
    return Promise.resolve(Infinity)
  }

  /** Names as programs see them, and as they are on the platter. */
  #names = new Map<string, Node>()
  #durableNames = new Map<string, Node>()
  readonly #folders = new Set<string>()
  #faults: Faults = noFaults
  #operations = 0
  #crashed = false
  readonly syncs: string[] = []

  arm(faults: Faults): void {
    this.#faults = faults
    this.#operations = 0
  }
  get crashed(): boolean {
    return this.#crashed
  }
  get operations(): number {
    return this.#operations
  }

  /** The power comes back: only what survived is there. */
  restart(): void {
    const { unsynced, names } = this.#faults
    const after = new Map<string, Node>(this.#durableNames)
    let turn = 0
    const all = new Set([...this.#names.keys(), ...this.#durableNames.keys()])
    for (const name of [...all].sort()) {
      const now = this.#names.get(name)
      if (now === this.#durableNames.get(name)) continue
      if (names[turn++ % names.length] === 'lost') continue
      if (now === undefined) after.delete(name)
      else after.set(name, now)
    }
    turn = 0
    for (const node of new Set(after.values())) {
      if (!node.cached.equals(node.durable)) {
        const how = unsynced[turn++ % unsynced.length]
        if (how === 'kept') node.durable = node.cached
        if (how === 'torn') node.durable = node.cached.subarray(0, Math.floor(node.cached.length / 2))
        if (how === 'zeroed') node.durable = Buffer.alloc(node.cached.length)
      }
      node.cached = node.durable
      node.forgotten = false
    }
    this.#names = new Map(after)
    this.#durableNames = new Map(after)
    this.#crashed = false
    this.#faults = noFaults
  }

  /** Flips one bit of a file on the platter. */
  rot(path: string, at: number): void {
    const node = this.#names.get(path)
    if (node === undefined) throw new Error('no such file')
    const bytes = Buffer.from(node.durable)
    bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ 0x01
    node.durable = bytes
    node.cached = bytes
  }
  paths(): readonly string[] {
    return [...this.#names.keys()]
  }

  #operation(what: string): void {
    if (this.#crashed) throw new Crash()
    this.#operations += 1
    if (this.#operations === this.#faults.crashAt) {
      this.#crashed = true
      throw new Crash()
    }
    const code = this.#faults.errors.get(this.#operations)
    if (code !== undefined) throw Object.assign(new Error(what), { code })
  }

  async makeFolder(path: string): Promise<void> {
    this.#operation('makeFolder')
    this.#folders.add(path)
  }
  async list(folder: string): Promise<readonly string[]> {
    this.#operation('list')
    return [...this.#names.keys()]
      .filter((name) => dirname(name) === folder)
      .map((name) => name.slice(folder.length + 1))
  }
  async read(path: string): Promise<Buffer> {
    this.#operation('read')
    const node = this.#names.get(path)
    if (node === undefined) throw Object.assign(new Error('read'), { code: 'ENOENT' })
    return Buffer.from(node.cached)
  }
  async create(path: string): Promise<DiskFile> {
    this.#operation('create')
    if (this.#names.has(path)) throw Object.assign(new Error('create'), { code: 'EEXIST' })
    const node: Node = { cached: Buffer.alloc(0), durable: Buffer.alloc(0), forgotten: false }
    this.#names.set(path, node)
    return {
      write: async (bytes) => {
        const whole = Buffer.from(bytes)
        try {
          this.#operation('write')
        } catch (error) {
          // A refused or interrupted write may have written a part.
          node.cached = whole.subarray(0, Math.floor(whole.length / 3))
          throw error
        }
        node.cached = whole
        node.forgotten = false
      },
      sync: async () => {
        try {
          this.#operation('sync')
        } catch (error) {
          // A failed fsync may have brought everything to the platter, or nothing.
          if (!(error instanceof Crash)) {
            node.forgotten = true
            if (this.#faults.unsynced[0] === 'kept') node.durable = node.cached
          }
          throw error
        }
        this.syncs.push(path)
        if (!node.forgotten) node.durable = node.cached
      },
      close: async () => {
        this.#operation('close')
      },
    }
  }
  async move({ from, to }: { from: string; to: string }): Promise<void> {
    this.#operation('move')
    const node = this.#names.get(from)
    if (node === undefined) throw Object.assign(new Error('move'), { code: 'ENOENT' })
    this.#names.delete(from)
    this.#names.set(to, node)
  }
  async remove(path: string): Promise<void> {
    this.#operation('remove')
    if (!this.#names.delete(path)) throw Object.assign(new Error('remove'), { code: 'ENOENT' })
  }
  async syncFolder(path: string): Promise<void> {
    this.#operation('syncFolder')
    for (const name of new Set([...this.#names.keys(), ...this.#durableNames.keys()])) {
      if (dirname(name) !== path) continue
      const node = this.#names.get(name)
      if (node === undefined) this.#durableNames.delete(name)
      else this.#durableNames.set(name, node)
    }
  }
}
