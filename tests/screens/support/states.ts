/** Every state that has to look right: each screen, and each page of the renderer's own. */
import type { KioskPage } from './kiosk-page.ts'
import { screens, type FixtureName } from './fixtures.ts'

export interface State {
  readonly name: string
  readonly reach: (kiosk: KioskPage) => Promise<void>
  readonly leave?: (kiosk: KioskPage) => Promise<void>
}

const click = (selector: string) => async (kiosk: KioskPage) => {
  await kiosk.page.locator(selector).click()
  await kiosk.settle()
}
const escape = async (kiosk: KioskPage): Promise<void> => {
  await kiosk.page.keyboard.press('Escape')
  await kiosk.settle()
}
const tell = async (kiosk: KioskPage, message: unknown): Promise<void> => {
  await kiosk.fromMain(message)
  await kiosk.settle()
}
const covered = (seconds: number) => async (kiosk: KioskPage) => tell(kiosk, { type: 'idle', secondsLeft: seconds })
const uncovered = (kiosk: KioskPage): Promise<void> => tell(kiosk, { type: 'idle', secondsLeft: null })

/** Before a visit; a page shows these only once, so they come first. */
export const attractStates: readonly State[] = [
  { name: 'attract', reach: (kiosk) => tell(kiosk, { type: 'attract', outOfService: null, notice: null }) },
  {
    name: 'attract-closed',
    reach: (kiosk) => tell(kiosk, { type: 'attract', outOfService: 'centralDown', notice: null }),
  },
  {
    name: 'attract-rules-refused',
    reach: (kiosk) => tell(kiosk, { type: 'attract', outOfService: 'policyOlder', notice: null }),
  },
  {
    name: 'attract-saved',
    reach: (kiosk) => tell(kiosk, { type: 'attract', outOfService: null, notice: 'savedWillBeSent' }),
  },
  {
    name: 'attract-not-signed',
    reach: (kiosk) => tell(kiosk, { type: 'attract', outOfService: null, notice: 'notSigned' }),
  },
]

export const visitStates: readonly State[] = [
  ...(Object.keys(screens) as FixtureName[]).map((name) => ({
    name,
    reach: (kiosk: KioskPage) => kiosk.show(name),
  })),
  {
    name: 'reader',
    reach: async (kiosk) => {
      await kiosk.show('terms')
      await kiosk.page.locator('.document .btn:visible, .listed .btn.small:visible').first().click()
      await kiosk.settle()
    },
    leave: async (kiosk) => kiosk.page.locator('.next:visible').click(),
  },
  {
    name: 'help',
    reach: async (kiosk) => {
      await kiosk.show('question-cards')
      await click('.bell:visible')(kiosk)
      await tell(kiosk, { type: 'help', state: 'ringing' })
    },
    leave: async (kiosk) => {
      await tell(kiosk, { type: 'help', state: 'quiet' })
      await escape(kiosk)
    },
  },
  { name: 'stop', reach: click('.tool.stop:visible'), leave: escape },
  { name: 'privacy', reach: click('.foot button:visible'), leave: escape },
  { name: 'language-overlay', reach: click('.tools:visible .tool:nth-of-type(2)'), leave: escape },
  { name: 'cover', reach: covered(38), leave: uncovered },
  {
    name: 'wiping',
    reach: async (kiosk) => {
      await kiosk.show('done')
      await covered(12)(kiosk)
    },
    leave: uncovered,
  },
]
