/** What a page would leave in a window's title, its address, and the storage of its browser. */
import type { Page } from 'playwright'

export interface Traces {
  readonly title: string
  readonly address: string
  readonly history: number
  readonly name: string
  /** Everything that any kind of storage holds. */
  readonly stored: readonly unknown[]
}

export async function traces(page: Page): Promise<Traces> {
  return await page.evaluate(async () => ({
    title: document.title,
    address: location.href,
    history: history.length,
    name: window.name,
    stored: [
      ...Object.entries(localStorage),
      ...Object.entries(sessionStorage),
      ...(document.cookie === '' ? [] : [document.cookie]),
      ...(await indexedDB.databases()),
      ...(await caches.keys()),
      ...(await navigator.serviceWorker.getRegistrations().catch(() => [])),
      ...(history.state === null ? [] : [history.state]),
    ],
  }))
}
