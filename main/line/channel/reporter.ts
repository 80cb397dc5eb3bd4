/** Reports to the central, in order, one at a time. The bell is never dropped; old heartbeats and steps are. */
import type { DeviceReport } from '../../../domain/contract/device/channel.ts'
import type { Clock } from '../../clock/clock.ts'
import { wait } from '../client/backoff.ts'
import { channelBackoff } from './device-channel.ts'

export class Reporter {
  readonly #post: (report: DeviceReport) => Promise<boolean>
  readonly #clock: Clock
  readonly #random: () => number
  #queue: DeviceReport[] = []
  #running: Promise<void> | null = null
  #closed = false
  #stopPause: (() => void) | null = null

  /** `post` says whether the central took the report, or will never take it. */
  constructor(options: {
    readonly post: (report: DeviceReport) => Promise<boolean>
    readonly clock: Clock
    readonly random: () => number
  }) {
    this.#post = options.post
    this.#clock = options.clock
    this.#random = options.random
  }

  report(report: DeviceReport): void {
    if (this.#closed) return
    this.#queue = [...this.#queue.filter((old) => !overtakes(report, old)), report]
    this.#running ??= this.#run().finally(() => {
      this.#running = null
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#stopPause?.()
    await this.#running
  }

  async #run(): Promise<void> {
    let tries = 0
    for (;;) {
      const next = this.#queue[0]
      if (next === undefined || this.#closed) return
      if (await this.#post(next)) {
        tries = 0
        this.#queue = this.#queue.filter((report) => report !== next)
      } else {
        tries += 1
        await this.#pause(wait({ backoff: channelBackoff, tries, random: this.#random() }))
      }
    }
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(milliseconds, resolve)
      this.#stopPause = () => {
        cancel()
        resolve()
      }
    })
  }
}

/** A newer heartbeat, step or clock replaces an older one, a bell that ended the bell that rang. */
function overtakes(newer: DeviceReport, older: DeviceReport): boolean {
  const replaced: readonly DeviceReport['type'][] = ['heartbeat', 'step', 'clock', 'reader']
  if (replaced.includes(newer.type)) return older.type === newer.type
  // A call of which the kiosk shows nothing has no end there: it is told, whatever became of the bell.
  return (older.type === 'help' && older.why === undefined) || older.type === 'helpEnded'
}
