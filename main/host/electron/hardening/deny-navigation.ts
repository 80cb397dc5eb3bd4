/** Threat: a link, a script or a drop that brings the page elsewhere, or opens a second window. */
import type { HardeningRule } from './rule.ts'

export const denyNavigation: HardeningRule = {
  name: 'deny-navigation',
  onPage(page) {
    page.on('will-navigate', (event) => event.preventDefault())
    page.on('will-frame-navigate', (event) => event.preventDefault())
    page.on('will-redirect', (event) => event.preventDefault())
    page.on('will-attach-webview', (event) => event.preventDefault())
    page.setWindowOpenHandler(() => ({ action: 'deny' }))
  },
}
