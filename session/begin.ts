/** What both entries of a session process have in common: one visit, then death. */
import { readFileSync } from 'node:fs'
import { loadDocumentAssets } from '../paper/assets.ts'
import type { ChannelPort, ControlPort } from './ports/ports.ts'
import { serveSession } from './serve.ts'

/** EX_SOFTWARE of sysexits.h. */
const softwareFault = 70

export const die = (): never => process.exit(softwareFault)

/** No message, no stack: whatever broke may hold what somebody typed. */
export function dieOfFaults(): void {
  process.on('unhandledRejection', die)
  process.on('uncaughtException', die)
}

/** Beside this file's folder, both in the sources and in the bundle. */
const read = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../paper/assets/${name}`, import.meta.url)))

export function serve(control: ControlPort, renderer: ChannelPort): void {
  serveSession({
    control,
    renderer,
    monotonic: () => performance.now(),
    assets: loadDocumentAssets(read),
    icc: read('srgb-iec61966-2-1.icc'),
    die,
  })
}
