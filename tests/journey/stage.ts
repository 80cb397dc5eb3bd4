/** One scene for a test file: central, kiosk and clerk in the host that BALIE_HOST names. */
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll } from 'vitest'
import { openDesk, type Desk } from '../support/desk.ts'
import { startScene, type Kiosk, type Scene, type SceneHost } from '../support/scene.ts'
import { root } from '../runner/commands.ts'
import { atAttract, started } from './in-service.ts'
import { Visitor } from './visitor.ts'

export const host: SceneHost = process.env['BALIE_HOST'] === 'electron' ? 'electron' : 'rehearsal'

export interface Stage {
  readonly scene: Scene
  readonly desk: Desk
  kiosk: Kiosk
  /** The next visitor in front of a kiosk in service. */
  visitor(): Promise<Visitor>
}

/** Starts before the first test of the file, stops after the last; `stage()` inside tests. */
export function onStage(options: { readonly centralExtra?: readonly string[] } = {}): () => Stage {
  let stage: Stage | null = null
  beforeAll(async () => {
    const scene = await startScene({ host, debug: true, ...options })
    const kiosk = await scene.startKiosk()
    await started(scene, kiosk)
    const desk = await openDesk(scene.central)
    const made: Stage = {
      scene,
      desk,
      kiosk,
      visitor: async () => {
        const page = await atAttract(made.kiosk)
        return new Visitor({ page, kiosk: made.kiosk, seen: (step) => picture(page, step) })
      },
    }
    stage = made
  }, 90_000)
  afterAll(async () => {
    await stage?.desk.close()
    await stage?.scene.stop()
  }, 30_000)
  return () => {
    if (stage === null) throw new Error('The scene has not been set')
    return stage
  }
}

const pictured = new Set<string>()

/** Each screen as it first stood in this file, for people to look at: out/test/journey/<host>/<step>.png. */
async function picture(page: Page, step: string): Promise<void> {
  if (pictured.has(step)) return
  pictured.add(step)
  await page.screenshot({ path: join(root, 'out/test/journey', host, `${step}.png`) })
}
