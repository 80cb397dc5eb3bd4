/**
 * The next visitor's screen: from the spare that is painted beside the lasting window, against a window made when it is
 * needed. Both until the attract screen stands on the glass, from a plain one, as it is between two visits. The cold window
 * gets no session process, which is to its advantage.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { startDisplay } from '../support/display.ts'
import { give, privateFolders, unprivileged } from '../support/unprivileged.ts'
import type { BenchApps } from './electron/build.ts'
import { milliseconds, pictureOf, watchGlass } from './glass.ts'
import { measured, quantile, ratiosOf, rounded, type Measure } from './measure.ts'

/** `plain` of main/host/electron/window.ts: a window without a page in front. */
const plain = 0xf9_ee_e2

export async function benchNextVisitor({ apps, rounds }: { apps: BenchApps; rounds: number }): Promise<Measure> {
  const display = await startDisplay({ width: 1080, height: 1920 })
  const glass = watchGlass()
  const folders = privateFolders()
  const state = join(folders.folder, 'state')
  mkdirSync(state)
  give(state)
  const launch = unprivileged({ file: apps.path, args: [apps.screens, apps.parts, state] })
  const env = { PATH: process.env['PATH'] ?? '', ...folders.env, ...display.env }
  const child = spawn(launch.file, launch.args, { env, stdio: ['pipe', 'pipe', 'ignore'] })
  const times = { warm: [] as number[], cold: [] as number[] }
  try {
    const { order, heard } = lines(child)
    await heard('ready')
    // The first of a start is raised before it has painted.
    order('spare')
    order('show')
    await pause(2000)
    const wanted = pictureOf(glass.picture(), plain)
    for (let round = 0; round <= rounds; round += 1) {
      for (const kind of round % 2 === 0 ? (['warm', 'cold'] as const) : (['cold', 'warm'] as const)) {
        order('gone')
        await glass.empty(plain)
        if (kind === 'warm') {
          order('spare')
          await heard('painted')
        }
        await pause(300)
        const asked = heard('asked')
        order(kind === 'warm' ? 'show' : 'cold')
        const stood = await glass.stands(wanted)
        // The first round warms up code and disk for both.
        if (round > 0) times[kind].push(milliseconds(await asked, stood))
      }
    }
  } finally {
    child.kill('SIGKILL')
    glass.close()
    await display.stop()
    folders.remove()
  }
  return measured({
    name: 'next-visitor',
    what: 'a window made when it is needed, until its attract screen stands on the display',
    against: 'the painted spare, from when it is raised until it stands on the display',
    ratios: ratiosOf(times.cold, times.warm),
    target: { atLeast: 12 },
    detail: { coldMs: rounded(quantile(times.cold, 0.5)), warmMs: rounded(quantile(times.warm, 0.5)) },
  })
}

function lines(child: ChildProcess) {
  const waiting: { readonly event: string; readonly tell: (at: bigint) => void }[] = []
  if (child.stdout)
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return
      const { event, at }: { event: string; at: string } = JSON.parse(line)
      for (const [index, one] of waiting.entries()) {
        if (one.event !== event) continue
        waiting.splice(index, 1)
        return one.tell(BigInt(at))
      }
    })
  return {
    order: (word: string) => void child.stdin?.write(`${word}\n`),
    heard: (event: string) =>
      new Promise<bigint>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`Electron never said ${event}`)), 30_000)
        waiting.push({
          event,
          tell: (at) => {
            clearTimeout(timer)
            resolve(at)
          },
        })
      }),
  }
}
