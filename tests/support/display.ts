/** A display of our own: Xvfb on a free number, with its screen in a file that a test can look at from outside. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Display {
  readonly env: { readonly DISPLAY: string }
  /** What is on the screen now, as X has it: no debugging connection, no question to the app. */
  look(): Screen
  stop(): Promise<void>
}

export interface Screen {
  readonly width: number
  readonly height: number
  /** 0xRRGGBB at a point. */
  at(x: number, y: number): number
  /** How many different colours there are; an empty display has one. */
  colours(): number
}

/** @throws Error when Xvfb does not come up. `-ac`: hosts that run as another user may connect. */
export async function startDisplay({ width, height }: { width: number; height: number }): Promise<Display> {
  const folder = mkdtempSync(join(tmpdir(), 'balie-display-'))
  const screen = ['-screen', '0', `${width}x${height}x24`, '-fbdir', folder]
  const args = ['--pdeathsig=KILL', 'Xvfb', '-displayfd', '3', '-ac', '-noreset', '-nolisten', 'tcp', ...screen]
  const server = spawn('setpriv', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const number = await firstLine(server)
  return {
    env: { DISPLAY: `:${number}` },
    look: () => readScreen(readFileSync(join(folder, 'Xvfb_screen0'))),
    stop: async () => {
      const gone = new Promise((resolve) => server.once('exit', resolve))
      if (server.exitCode === null && server.kill()) await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function firstLine(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    server.stdio[3]?.on('data', (data) => {
      text += String(data)
      if (text.includes('\n')) resolve(text.trim())
    })
    server.once('error', reject)
    server.once('exit', () => reject(new Error('Xvfb did not start')))
  })
}

/** XWD version 7 with 32 bits a pixel, big-endian header: XWDFile.h of the X.Org protocol headers. */
function readScreen(file: Buffer): Screen {
  const field = (index: number) => file.readUInt32BE(index * 4)
  const [headerSize, width, height, bigEndian, bytesPerLine, colourEntries] = [0, 4, 5, 7, 12, 19].map(field)
  if (!headerSize || !width || !height || !bytesPerLine || colourEntries === undefined)
    throw new Error('not an XWD file')
  const pixels = headerSize + colourEntries * 12 // sizeof(XWDColor)
  const at = (x: number, y: number) => {
    const place = pixels + y * bytesPerLine + x * 4
    return (bigEndian === 1 ? file.readUInt32BE(place) : file.readUInt32LE(place)) & 0xff_ff_ff
  }
  const colours = () => {
    const seen = new Set<number>()
    for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) seen.add(at(x, y))
    return seen.size
  }
  return { width, height, at, colours }
}
