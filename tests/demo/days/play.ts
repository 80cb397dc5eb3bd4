/**
 * Visits at two kiosks on two days, unattended: a mother today and a father tomorrow; today also a child of 13
 * that says no (and one that says yes, to compare with); tomorrow also a patient who withdraws. The kiosks are driven by Playwright's hand, unlike the two visits of the demo, which have no such line.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { decodeJwt } from 'jose'
import * as v from 'valibot'
import { Keyset } from '../../../domain/contract/device/keyset.ts'
import { sample } from '../../journey/visitor.ts'
import { openDesk } from '../../support/desk.ts'
import { startScene, type Scene, type SceneHost } from '../../support/scene.ts'
import { composedIn, copyOf } from './record.ts'
import { firstParent, otherParent, stops } from './acts.ts'
import { playChildren } from './child-play.ts'
import { Days, visit } from './day-visit.ts'

/** The folder is emptied first; rejects when a visit does not go as it should. */
export async function playDays({ host, out }: { readonly host: SceneHost; readonly out: string }): Promise<void> {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const scene = await startScene({ host, debug: true, centralEntry: 'tests/demo/days/central-later.ts' })
  try {
    const played = await playAll(scene, out)
    writeFileSync(join(out, 'days.json'), `${JSON.stringify(v.parse(Days, played), null, 2)}\n`)
  } finally {
    await scene.stop()
  }
}

async function playAll(scene: Scene, out: string): Promise<Days> {
  const { central, host } = scene
  const [first, second] = [sample(central, 'Eén van twee ouders'), sample(central, 'De andere ouder')]
  const giver = sample(central, 'Stopt de toegang van')
  const parents = join(out, 'two-parents')
  const file = join(central.data, 'central.sqlite')
  keepAuthorities(scene, out)
  copyOf(file, join(out, 'before.sqlite'))

  const desk = await openDesk(central)
  const kiosk = await scene.startKiosk()
  const here = { kiosk, state: scene.state, number: 1, day: 1 }
  const one = await visit({ at: here, desk, out: parents, act: firstParent(first) })
  const children = await playChildren({ central, at: here, desk, out })
  copyOf(file, join(out, 'after-day-1.sqlite'))
  await desk.close()
  await kiosk.stop()
  await scene.killCentral()

  const revived = await scene.reviveCentral({ extra: ['--days-later', '1'] })
  const tomorrow = await openDesk(revived)
  try {
    const other = await scene.anotherKiosk(revived.enrolmentCode)
    const there = { kiosk: other, state: other.state, number: 2, day: 2 }
    const two = await visit({ at: there, desk: tomorrow, out: parents, act: otherParent({ first, second }) })
    await composed(file)
    const stop = await visit({ at: there, desk: tomorrow, out: join(out, 'withdrawal'), act: stops(giver) })
    copyOf(file, join(out, 'after-day-2.sqlite'))
    return { balie: 'days/1', host, journeys: { 'two-parents': [one, two], ...children, withdrawal: [stop] } }
  } finally {
    await tomorrow.close()
  }
}

/** The central composes the form after the last act, on its own. */
async function composed(file: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (composedIn(file).length > 0) return
    await pause(200)
  }
  throw new Error('The form of two acts was not composed within a minute')
}

/** The authorities by which a form of this hospital is believed. */
function keepAuthorities({ central }: Scene, out: string): void {
  const Keys = v.object({ keyset: v.object({ jws: v.string() }) })
  const text = readFileSync(join(central.data, 'keys.json'), 'utf8')
  const { jws } = v.parse(v.pipe(v.string(), v.parseJson(), Keys), text).keyset
  const { sealCa, timeCa } = v.parse(Keyset, decodeJwt(jws))
  writeFileSync(join(out, 'seal-ca.pem'), sealCa)
  writeFileSync(join(out, 'time-ca.pem'), timeCa)
}
