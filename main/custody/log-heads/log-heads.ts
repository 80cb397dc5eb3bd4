/**
 * How far the central's access log was when this kiosk last heard of it, kept beside the journal: numbers and hashes, nothing
 * of what is logged. They go back in each heartbeat, and are evidence when the log was cut or rewritten.
 */
import { join } from 'node:path'
import * as v from 'valibot'
import { LogHead, logHeadType, mostLogHeads } from '../../../domain/contract/device/log-head.ts'
import type { HeldLogHead } from '../../../domain/contract/device/log-head.ts'
import type { PublicJwk } from '../../../domain/ids.ts'
import { readIfThere, writeDurably } from '../../files/durable.ts'
import { verifyJws } from '../../jose/verify.ts'
import type { Log } from '../../log/log.ts'

export const logHeadsFile = 'log-heads.jwsl'

interface Kept {
  readonly said: LogHead
  readonly jws: string
}

export class LogHeads {
  readonly #path: string
  /** The keyset's receipt keys of this moment. */
  readonly #keys: () => readonly PublicJwk[]
  readonly #log: Log
  #kept: ReadonlyMap<string, Kept>
  #turn: Promise<void> = Promise.resolve()

  private constructor(options: LogHeadsOptions & { readonly path: string; readonly kept: ReadonlyMap<string, Kept> }) {
    this.#path = options.path
    this.#keys = options.keys
    this.#log = options.log
    this.#kept = options.kept
  }

  /** Reads what is kept; a line that does not verify any more (the keys were changed) counts as none. */
  static async open(options: LogHeadsOptions): Promise<LogHeads> {
    const path = join(options.state, logHeadsFile)
    const kept = new Map<string, Kept>()
    for (const jws of ((await readIfThere(path)) ?? '').split('\n')) {
      const said = jws === '' ? null : await read(jws, options.keys())
      if (said !== null) kept.set(said.node, { said, jws })
    }
    return new LogHeads({ ...options, path, kept })
  }

  /** For a heartbeat. */
  get held(): readonly HeldLogHead[] {
    return [...this.#kept.values()].map(({ said: { node, number, head } }) => ({ node, number, head }))
  }

  /** Keeps what the central said. One that goes back is an alarm, and the head that it contradicts stays. */
  keep(all: readonly string[]): Promise<void> {
    this.#turn = this.#turn.then(() => this.#keep(all)).catch(() => this.#log('alarm', { code: 'log-head-not-kept' }))
    return this.#turn
  }

  async #keep(all: readonly string[]): Promise<void> {
    const next = new Map(this.#kept)
    for (const jws of all.slice(0, mostLogHeads)) {
      const said = await read(jws, this.#keys())
      const before = said === null ? undefined : next.get(said.node)?.said
      if (said === null || before?.head === said.head) continue
      if (before !== undefined && said.number <= before.number) this.#log('alarm', { code: 'log-went-back' })
      else if (before !== undefined || next.size < mostLogHeads) next.set(said.node, { said, jws })
    }
    const lines = [...next.values()].map(({ jws }) => `${jws}\n`).join('')
    if (lines === [...this.#kept.values()].map(({ jws }) => `${jws}\n`).join('')) return
    await writeDurably(this.#path, lines)
    this.#kept = next
  }
}

export interface LogHeadsOptions {
  readonly state: string
  readonly keys: () => readonly PublicJwk[]
  readonly log: Log
}

async function read(jws: string, keys: readonly PublicJwk[]): Promise<LogHead | null> {
  const verified = await verifyJws({ jws, typ: logHeadType, keys })
  const parsed = v.safeParse(LogHead, verified?.claims)
  return parsed.success ? parsed.output : null
}
