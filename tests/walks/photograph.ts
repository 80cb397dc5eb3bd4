/** Replays recorded views in the built renderer, one browser for all of them, and keeps a picture and the words of each. */
import { linkSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { View } from '../../domain/contract/messages/channel.ts'
import type { Language } from '../../domain/language.ts'
import { openKioskPage, portrait } from '../screens/support/kiosk-page.ts'
import { floors, lookCheck } from '../screens/support/look-check.ts'
import type { Recording } from './record.ts'
import { readPage, type Read } from './read-page.ts'

/** A screen of a journey in a language. */
export interface Photo {
  readonly journey: string
  readonly language: Language
  readonly visit: number
  readonly person: number
  readonly view: View
  readonly read: Read
  /** What is cut off, covered, too small or too close. */
  readonly wrong: readonly string[]
  /** Below the folder of journeys. */
  readonly file: string
}

interface Options {
  readonly languages: readonly Language[]
  /** Empty or not there. */
  readonly folder: string
}

/** In the order of the recordings, each with its languages. The same view is shown once; its picture has several names. */
export async function photograph(
  recordings: readonly Recording[],
  { languages, folder }: Options,
): Promise<readonly Photo[]> {
  const kiosk = await openKioskPage()
  const known = new Map<string, Pick<Photo, 'read' | 'wrong'> & { readonly path: string }>()
  const photos: Photo[] = []
  try {
    await kiosk.start(portrait)
    const camera = await kiosk.page.context().newCDPSession(kiosk.page)
    for (const { name, screens } of recordings)
      for (const language of languages) {
        mkdirSync(join(folder, name, language), { recursive: true })
        for (const [at, { visit, person, views }] of screens.entries()) {
          const view = views[language]
          const file = `${name}/${language}/${String(at + 1).padStart(2, '0')}-${view.screen.step}.png`
          const path = join(folder, file)
          const key = JSON.stringify({ ...view, seq: 0 })
          const same = known.get(key)
          if (same === undefined) await kiosk.showView(view)
          const read = same?.read ?? (await kiosk.page.evaluate(readPage))
          const wrong = same?.wrong ?? (await kiosk.page.evaluate(lookCheck, { ...floors, mm: portrait.mm }))
          if (same === undefined) {
            // Half the time of Playwright's own screenshot, which packs the file smaller.
            const { data } = await camera.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true })
            writeFileSync(path, Buffer.from(data, 'base64'))
          } else linkSync(same.path, path)
          known.set(key, { path, read, wrong })
          photos.push({ journey: name, language, visit, person, view, read, wrong, file })
        }
      }
    const errors = [...kiosk.errors, ...(await kiosk.violations())]
    if (errors.length > 0) throw new Error(errors.join('\n'))
  } finally {
    await kiosk.close()
  }
  return photos
}
