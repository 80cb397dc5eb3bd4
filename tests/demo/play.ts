/** Both visits in one host, unattended, and everything that is left of them in one folder. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import { EnrolmentCode, splitEnrolmentCode } from '../../domain/contract/device/enrolment.ts'
import { findElectron } from '../electron-runtime/find-electron.ts'
import { sample } from '../journey/visitor.ts'
import { openDesk } from '../support/desk.ts'
import { startScene, type Kiosk, type LogLine, type Scene, type SceneHost } from '../support/scene.ts'
import { collect } from './collect.ts'
import { tabs } from './keys.ts'
import { Player } from './player.ts'
import { DemoReport, type Visit } from './report.ts'
import { notTheKiosk, scanKiosk } from './scan.ts'
import { visitOne, visitTwo } from './visits.ts'

const input =
  'Keys and scanner: X key events. The ink stroke: the X pointer. Waiting: log lines of main, without contents. No debugging connection to the kiosk. The desk: the real desk page in a browser of its own.'

/** Rejects when a visit does not go as the key table says. The folder is emptied first. */
export async function playDemo({ host, out }: { readonly host: SceneHost; readonly out: string }): Promise<DemoReport> {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const scene = await startScene({ host, debug: false, centralExtra: ['--markers'] })
  try {
    const desk = await openDesk(scene.central)
    try {
      const kiosk = await scene.startKiosk()
      const report = await playBoth({ scene, desk, kiosk, out })
      writeFileSync(join(out, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
      return report
    } catch (error) {
      await desk.screenshot(join(out, 'desk-at-failure.png'))
      throw error
    } finally {
      await desk.close()
    }
  } finally {
    await scene.stop()
  }
}

async function playBoth(options: {
  readonly scene: Scene
  readonly desk: Awaited<ReturnType<typeof openDesk>>
  readonly kiosk: Kiosk
  readonly out: string
}): Promise<DemoReport> {
  const { scene, desk, kiosk, out } = options
  const markers = markersOfVisitOne(scene)
  const player = new Player({ kiosk, display: scene.display, out })
  const scan = (step: string) => scanKiosk({ scene, kiosk, markers, step })
  await kiosk.logged((line) => line.event === 'outOfService' && line['code'] === 'none', { seconds: 60 })
  await ready(scene)

  const one = await visitOne({ player, desk, person: sample(scene.central, 'Moeder met gezag'), scan })
  await kiosk.logged((line) => line.event === 'delivery' && line['code'] === 'stored')
  const first = await endOf({ kiosk, since: 0, end: () => player.leave(tabs.done.wipe) })
  await ready(scene)

  const since = kiosk.log.length
  const two = await visitTwo({ player, desk, person: sample(scene.central, 'alles één keer'), scan })
  const notKiosk = notTheKiosk(kiosk)
  const second = await endOf({ kiosk, since, end: () => player.leave(tabs.dossier.finished) })
  await delivered({ kiosk, envelopes: [...first.envelopes, ...second.envelopes] })
  const signed = first.envelopes.at(-1) ?? ''
  const { receipts, device } = await collect({ scene, out, signed })
  const { root } = splitEnrolmentCode(v.parse(EnrolmentCode, scene.central.enrolmentCode))
  return v.parse(DemoReport, {
    balie: 'demo/1',
    host: scene.host,
    runtime: runtimeOf(scene, kiosk),
    input,
    pinnedRoot: root,
    device,
    screens: player.shots,
    desk: { wrongEnding: one.wrongEnding, visitOne: one.confirmed, visitTwo: two.confirmed },
    visits: [first, second],
    receipts,
    markers,
    during: one.scan,
    after: two.scan,
    notTheKiosk: notKiosk,
  })
}

/** Names, numbers and document of mother and child: nothing of it belongs to anybody else. */
function markersOfVisitOne(scene: Scene): readonly string[] {
  const Markers = v.object({ mother: v.array(v.string()), child: v.array(v.string()) })
  const text = readFileSync(join(scene.central.data, 'markers.json'), 'utf8')
  const { mother, child } = v.parse(v.pipe(v.string(), v.parseJson(), Markers), text)
  return [...new Set([...mother, ...child])]
}

/** An armed pair stands on the screen with its attract page painted; told by the health file. */
async function ready(scene: Scene): Promise<void> {
  const Health = v.object({ painted: v.nullable(v.string()), frontReady: v.boolean(), visit: v.boolean() })
  for (let tries = 0; tries < 300; tries += 1) {
    const text = readFileSync(join(scene.state, 'health.json'), 'utf8')
    const health = v.safeParse(v.pipe(v.string(), v.parseJson(), Health), text)
    if (health.success && health.output.frontReady && !health.output.visit && health.output.painted === 'attract') {
      await pause(1500)
      return
    }
    await pause(100)
  }
  throw new Error('The kiosk shows no attract screen')
}

async function endOf(options: {
  readonly kiosk: Kiosk
  readonly since: number
  readonly end: () => Promise<LogLine>
}): Promise<Visit> {
  const { kiosk, since, end } = options
  const wiped = await end()
  return {
    visit: textOf(wiped['visit']),
    envelopes: kiosk.log
      .slice(since)
      .filter(({ event }) => event === 'durable')
      .map((line) => textOf(line['envelope'])),
    wiped: {
      end: textOf(wiped['code']),
      verified: wiped['verified'] === true,
      milliseconds: Number(wiped['milliseconds']),
    },
  }
}

async function delivered({ kiosk, envelopes }: { kiosk: Kiosk; envelopes: readonly string[] }): Promise<void> {
  for (const envelope of envelopes)
    await kiosk.logged(
      (line) => line.event === 'delivery' && line['envelope'] === envelope && line['code'] === 'stored',
    )
}

function runtimeOf(scene: Scene, kiosk: Kiosk): DemoReport['runtime'] {
  const electron = scene.host === 'electron' ? findElectron() : null
  const browser =
    electron === null
      ? execFileSync('/usr/bin/chromium', ['--version'], { encoding: 'utf8' }).trim()
      : `Electron ${electron.version} (${electron.kind === 'product' ? 'the product’s' : 'test runtime, not the product’s'})`
  return {
    kiosk: textOf(kiosk.log.find(({ event }) => event === 'start')?.['runtime']),
    node: process.version,
    browser,
    onlyShims: [...(electron?.shims ?? [])],
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
