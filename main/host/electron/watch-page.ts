/**
 * Hears a page's words to main, and its end: one that ends, hangs or is covered is the death of its pair, because behind it lies
 * a plain window, or the bare desktop.
 */
import type { WebContentsView } from 'electron'
import { channels } from '../../../domain/contract/control/channels.ts'
import type { Ears } from '../ears.ts'
import { mustHoldFocus } from './focus.ts'
import { appScheme } from './hardening/app-scheme.ts'
import type { Pane } from './lasting-window.ts'

/** What the focus depends on, at this moment. */
export interface Standing {
  /** Renderer and session talk: somebody's visit has begun, or may begin. */
  readonly connected: boolean
  /** Of the content that the session was armed with; null before. */
  readonly training: boolean | null
}

export function watchPage(
  view: WebContentsView,
  options: {
    readonly ears: Ears
    readonly standing: () => Standing
    /** A window on somebody's desktop, not the whole screen. */
    readonly windowed: boolean
    /** Losing the focus ends a visit whatever the policy says. */
    readonly holdFocus: boolean
  },
): Pane {
  const { ears, standing, windowed, holdFocus } = options
  const page = view.webContents
  page.ipc.on(channels.control, (event, message: unknown) => {
    const ours = event.senderFrame?.url.startsWith(`${appScheme}://app/`) === true
    if (ours) ears.page(message)
    else ears.died({ who: 'renderer', how: 'protocol' })
  })
  page.on('render-process-gone', () => ears.died({ who: 'renderer', how: 'exit' }))
  page.on('destroyed', () => ears.died({ who: 'renderer', how: 'exit' }))
  page.on('unresponsive', () => ears.died({ who: 'renderer', how: 'hang' }))
  return {
    view,
    page,
    lost: () => ears.died({ who: 'renderer', how: 'exit' }),
    unfocused(takeBack) {
      if (ears.over) return
      const { connected, training } = standing()
      if (mustHoldFocus({ visit: connected, training, windowed, asked: holdFocus }))
        return ears.died({ who: 'renderer', how: 'covered' })
      if (!windowed && training === false) takeBack()
    },
  }
}
