/**
 * The kiosk from its start to the attract screen on the glass, enrolled and with its central running, against an empty
 * window of the same Electron. Both as nobody, in the sandbox, on the same display, in turns.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { startScene, type Scene } from '../support/scene.ts'
import { unprivileged } from '../support/unprivileged.ts'
import type { BenchApps } from './electron/build.ts'
import { milliseconds, pictureOf, watchGlass, type Glass, type Picture } from './glass.ts'
import { measured, quantile, ratiosOf, rounded, type Measure } from './measure.ts'

/** Learns the picture when it is not known yet; that round does not count. */
type Start = (picture: Picture | null) => Promise<{ readonly took: number; readonly picture: Picture }>

export async function benchStart({ apps, rounds }: { apps: BenchApps; rounds: number }): Promise<Measure> {
  const scene = await startScene({ host: 'electron', debug: false })
  const glass = watchGlass()
  const starts = { kiosk: startOfKiosk({ scene, glass }), empty: startOfEmpty({ scene, glass, apps }) }
  const times = { kiosk: [] as number[], empty: [] as number[] }
  const pictures: { kiosk: Picture | null; empty: Picture | null } = { kiosk: null, empty: null }
  try {
    for (let round = 0; round <= rounds; round += 1) {
      for (const kind of round % 2 === 0 ? (['kiosk', 'empty'] as const) : (['empty', 'kiosk'] as const)) {
        await glass.empty()
        const { took, picture } = await starts[kind](pictures[kind])
        pictures[kind] = picture
        if (round > 0) times[kind].push(took)
      }
    }
  } finally {
    glass.close()
    await scene.stop()
  }
  return measured({
    name: 'start-to-attract',
    what: 'the kiosk, from its start until the attract screen stands on the display',
    against: 'one empty window of the same Electron, until its page stands on the display',
    ratios: ratiosOf(times.kiosk, times.empty),
    target: { atMost: 1.25 },
    detail: { kioskMs: rounded(quantile(times.kiosk, 0.5)), emptyMs: rounded(quantile(times.empty, 0.5)) },
  })
}

function startOfKiosk({ scene, glass }: { scene: Scene; glass: Glass }): Start {
  return async (known) => {
    const from = process.hrtime.bigint()
    const kiosk = await scene.startKiosk()
    if (known === null)
      await kiosk.logged(({ event, step }) => event === 'painted' && step === 'attract', { seconds: 60 })
    const seen = await seeing({ glass, known, from })
    await kiosk.stop()
    return seen
  }
}

function startOfEmpty({ scene, glass, apps }: { scene: Scene; glass: Glass; apps: BenchApps }): Start {
  return async (known) => {
    const launch = unprivileged({ file: apps.path, args: [apps.empty] })
    const env = { PATH: process.env['PATH'] ?? '', ...scene.folders.env, ...scene.display.env }
    const from = process.hrtime.bigint()
    const child = spawn(launch.file, launch.args, { env, stdio: 'ignore' })
    const gone = once(child, 'exit')
    try {
      return await seeing({ glass, known, from })
    } finally {
      child.kill('SIGKILL')
      await gone
    }
  }
}

async function seeing({ glass, known, from }: { glass: Glass; known: Picture | null; from: bigint }) {
  if (known !== null) return { took: milliseconds(from, await glass.stands(known)), picture: known }
  // Long enough for the slowest machine to have painted everything.
  await pause(4000)
  return { took: Number.NaN, picture: pictureOf(glass.picture(), null) }
}
