/**
 * Watches a display from outside, as its screen lies in Xvfb's file: when a picture stands on the glass. The app under
 * measure knows nothing of it and is asked nothing. Resolution: about a millisecond.
 */
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Every so many rows and columns: enough to know a screen again, little enough to be read each millisecond. */
const step = { rows: 96, columns: 16 }
/** A picture stands when this share of its marks does; a clock or a turning drawing may differ. */
const enough = 0.9

export interface Glass {
  picture(): Uint32Array
  /**
   * Resolves with the time (process.hrtime, ns, one clock for all processes) at which `wanted` stood.
   * @throws Error after 30 s.
   */
  stands(wanted: Picture): Promise<bigint>
  /** Until nothing is on the display any more but the pointer, or a window of this colour. */
  empty(plain?: number): Promise<void>
  close(): void
}

/** The marks by which a picture is known: what is neither the bare display nor the plain colour of a window. */
export interface Picture {
  readonly at: Uint32Array
  readonly colour: Uint32Array
}

export function pictureOf(all: Uint32Array, plain: number | null): Picture {
  const at = [...all.keys()].filter((index) => all[index] !== 0 && all[index] !== plain)
  if (at.length < 50) throw new Error('Too little on the display to know it again')
  return { at: Uint32Array.from(at), colour: Uint32Array.from(at, (index) => all[index] ?? 0) }
}

/** On the newest display of tests/support/display.ts below this process's own temporary folder. */
export function watchGlass(): Glass {
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith('balie-display-'))
  const files = folders.map((name) => join(tmpdir(), name, 'Xvfb_screen0'))
  const file = files.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0]
  if (file === undefined) throw new Error('No display was started')
  const screen = openSync(file, 'r')
  // XWDFile.h of the X.Org protocol headers: big-endian words, then colours of 12 bytes, then pixels.
  const header = Buffer.alloc(100)
  readSync(screen, header, 0, 100, 0)
  const word = (index: number): number => header.readUInt32BE(index * 4)
  const [pixels, width, height, bytesPerLine] = [word(0) + word(19) * 12, word(4), word(5), word(12)]
  const row = Buffer.alloc(bytesPerLine)
  const perRow = Math.floor(width / step.columns)
  const self: Glass = {
    picture() {
      const found = new Uint32Array(perRow * Math.floor(height / step.rows))
      for (let y = 0; y < Math.floor(height / step.rows); y += 1) {
        readSync(screen, row, 0, bytesPerLine, pixels + y * step.rows * bytesPerLine)
        for (let x = 0; x < perRow; x += 1) found[y * perRow + x] = row.readUInt32LE(x * step.columns * 4) & 0xff_ff_ff
      }
      return found
    },
    stands: (wanted) => until((now) => sharedMarks(now, wanted) >= enough),
    empty: async (plain = 0) => void (await until((now) => marksOn(now, plain) < now.length / 100)),
    close: () => closeSync(screen),
  }
  async function until(fits: (now: Uint32Array) => boolean): Promise<bigint> {
    const end = performance.now() + 30_000
    for (;;) {
      const now = self.picture()
      const time = process.hrtime.bigint()
      if (fits(now)) return time
      if (performance.now() > end)
        throw new Error(`What was waited for never stood on the display: ${marksOn(now)} of ${now.length} marks`)
      await pause(1)
    }
  }
  return self
}

function marksOn(now: Uint32Array, plain = 0): number {
  return now.reduce((sum, colour) => sum + (colour === 0 || colour === plain ? 0 : 1), 0)
}

function sharedMarks(now: Uint32Array, { at, colour }: Picture): number {
  let same = 0
  for (let i = 0; i < at.length; i += 1) if (now[at[i] ?? 0] === colour[i]) same += 1
  return same / at.length
}

export function milliseconds(from: bigint, to: bigint): number {
  return Number(to - from) / 1e6
}
