/** Threat: the default menu's accelerators reload, zoom, print and open developer tools. */
import { Menu } from 'electron'
import type { HardeningRule } from './rule.ts'

export const noMenu: HardeningRule = {
  name: 'no-menu',
  onPage(page) {
    Menu.setApplicationMenu(null)
    page.on('context-menu', (event) => event.preventDefault())
    // Two fixed zoom limits: pinch and Ctrl+wheel change the millimetres.
    // A page that dies before it hears it needs no limits.
    page.setVisualZoomLevelLimits(1, 1).catch(() => undefined)
  },
}
