/** `health.json`: one small file that IT and tests read. Rewritten when something changed; no patient data fits in it. */
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OutOfService } from '../domain/contract/control/renderer.ts'
import type { Step } from '../domain/contract/control/step.ts'
import type { HostKind } from '../domain/contract/control/host-kind.ts'
import type { LastWipe } from './visit/supervisor.ts'

export interface Health {
  /** The step of the visit, else `attract`. */
  readonly step: Step
  /** The step of which two frames were painted last; null before the first. */
  readonly painted: Step | null
  readonly outOfService: OutOfService | null
  /** Envelopes that wait for their receipt, and how many of those the central refused. */
  readonly waiting: number
  readonly marked: number
  readonly host: HostKind
  readonly runtime: string
  /** A pair on the screen is armed: a touch starts a visit at once. */
  readonly frontReady: boolean
  /** An armed pair waits behind it. */
  readonly spareReady: boolean
  readonly visit: boolean
  readonly lastWipe: LastWipe | null
  readonly pid: number
}

/** Writes the newest state, one write at a time; a failure is dropped: the next change writes again. */
export class HealthFile {
  readonly #path: string
  #wanted: string | null = null
  #written = ''
  #writing: Promise<void> | null = null

  constructor(state: string) {
    this.#path = join(state, 'health.json')
  }

  set(health: Health): void {
    this.#wanted = `${JSON.stringify(health)}\n`
    this.#writing ??= this.#write().finally(() => {
      this.#writing = null
    })
  }

  /** Resolves when the newest state is written. */
  async flush(): Promise<void> {
    await this.#writing
  }

  async #write(): Promise<void> {
    while (this.#wanted !== null) {
      const text = this.#wanted
      this.#wanted = null
      if (text === this.#written) continue
      try {
        await writeFile(`${this.#path}.new`, text, { mode: 0o600 })
        await rename(`${this.#path}.new`, this.#path)
        this.#written = text
      } catch {
        // Nothing depends on this file.
      }
    }
  }
}
