/** The composition root of the embedded central: every area is made here once and its routes are collected. */
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { systemNow } from './clock.ts'
import type { Now } from './clock.ts'
import { listen } from './http/listen.ts'
import type { Route } from './http/route.ts'
import { openDatabase } from './store/database.ts'

export interface CentralOptions {
  /** Folder of keys and database; made when missing, the owner's alone. */
  readonly data: string
  /** Synthetic people, printed logins, pages over plain HTTP on loopback. */
  readonly training: boolean
  /** Ports; 0 is a free one. */
  readonly port: number
  readonly staffPort: number
  readonly now?: Now
}

export interface Central {
  /** Base address of the kiosk-facing listener, HTTPS. */
  readonly kiosk: string
  /** Base address of staff pages and the public status page. */
  readonly staff: string
  readonly database: DatabaseSync
  close(): Promise<void>
}

/** Starts everything; rejects when a port or the data folder cannot be had. */
export async function startCentral(options: CentralOptions): Promise<Central> {
  mkdirSync(options.data, { recursive: true, mode: 0o700 })
  chmodSync(options.data, 0o700)
  const now = options.now ?? systemNow
  const database = openDatabase(join(options.data, 'central.sqlite'))
  let kioskRoutes: readonly Route[] = []
  let staffRoutes: readonly Route[] = []
  const kiosk = await listen({ port: options.port, orFree: true, routes: () => kioskRoutes, onFault: logFault })
  const staff = await listen({ port: options.staffPort, orFree: true, routes: () => staffRoutes, onFault: logFault })
  void now
  kioskRoutes = []
  staffRoutes = []
  return {
    kiosk: kiosk.origin,
    staff: staff.origin,
    database,
    async close() {
      await Promise.all([kiosk.close(), staff.close()])
      database.close()
    },
  }
}

/** Which route broke, and the error's name: a message may hold what was being handled. */
function logFault(where: string, error: unknown): void {
  process.stderr.write(`fault at ${where}: ${error instanceof Error ? error.name : typeof error}\n`)
}
