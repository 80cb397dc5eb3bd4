/** A window that is closed, covered or hangs is the death of its pair: behind it lies the bare desktop. */
import { BrowserWindow } from 'electron'
import type { Ears } from '../ears.ts'
import { focusPatience, mustHoldFocus } from './focus.ts'

/** What the focus depends on, at this moment. */
export interface Standing {
  /** The pair is in front. */
  readonly shown: boolean
  /** Renderer and session talk: somebody's visit has begun, or may begin. */
  readonly connected: boolean
  /** Of the content that the session was armed with; null before. */
  readonly training: boolean | null
}

export function watchWindow(
  window: BrowserWindow,
  options: {
    readonly ears: Ears
    readonly standing: () => Standing
    /** Null: the whole screen. */
    readonly size: { readonly width: number; readonly height: number } | null
    /** Losing the focus ends a visit whatever the policy says. */
    readonly holdFocus: boolean
  },
): void {
  const { ears, standing, size, holdFocus } = options
  // `closable: false` does nothing on Linux: a window manager's close and `window.close()` come here. What closes it all
  // the same is a death.
  window.on('close', (event) => event.preventDefault())
  window.on('closed', () => ears.died({ who: 'renderer', how: 'exit' }))
  window.on('blur', () => {
    setTimeout(() => {
      const { shown, connected, training } = standing()
      if (ears.over || !shown || window.isDestroyed() || BrowserWindow.getFocusedWindow() !== null) return
      if (mustHoldFocus({ visit: connected, training, windowed: size !== null, asked: holdFocus }))
        return ears.died({ who: 'renderer', how: 'covered' })
      if (size === null && training === false) window.focus()
    }, focusPatience)
  })
  window.webContents.on('render-process-gone', () => ears.died({ who: 'renderer', how: 'exit' }))
  window.webContents.on('unresponsive', () => ears.died({ who: 'renderer', how: 'hang' }))
}
