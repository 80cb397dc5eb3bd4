/** Which page of a kiosk on Electron stands before the visitor: the spare's is a page of the same window, beside it. */
import { setTimeout as pause } from 'node:timers/promises'
import type { ElectronApplication, Page } from 'playwright'

export async function isInFront(app: ElectronApplication, page: Page): Promise<boolean> {
  const session = await app.context().newCDPSession(page)
  const { targetInfo } = await session.send('Target.getTargetInfo')
  await session.detach()
  return app.evaluate(({ BaseWindow, webContents }, targetId) => {
    const seen = BaseWindow.getAllWindows().flatMap((window) => (window.isVisible() ? window.contentView.children : []))
    const front = seen.filter((view) => view.getBounds().x === 0).at(-1)
    return front !== undefined && Reflect.get(front, 'webContents') === webContents.fromDevToolsTargetId(targetId)
  }, targetInfo.targetId)
}

/** @throws Error when none comes within ten seconds. */
export async function frontPage(app: ElectronApplication): Promise<Page> {
  for (let tries = 0; tries < 200; tries += 1) {
    for (const page of app.windows()) {
      // A page that is just going does not always answer.
      const inFront = await Promise.race([isInFront(app, page).catch(() => false), pause(1_000, false)])
      if (inFront) return page
    }
    await pause(50)
  }
  throw new Error('Electron shows no page')
}
