/**
 * One window that stays, with a view for each pair. The spare's view has its full size and is painted, but lies all but one
 * column beside the window: showing it moves it, which costs Chromium one frame, where a window of its own had to be
 * mapped and painted. Outside altogether Chromium would not paint it (seen). Without a view in front the window is plain:
 * what comes next stands only when it is shown.
 */
import type { BaseWindow, WebContents, WebContentsView } from 'electron'
import { focusPatience } from './focus.ts'
import { createWindow, type WindowSize } from './window.ts'

export interface Pane {
  readonly view: WebContentsView
  /** The view's own; a view whose page is gone has none any more. */
  readonly page: WebContents
  /** The window is gone, and this view with it. */
  readonly lost: () => void
  /** In front, and for `focusPatience` the focus was not the window's. `takeBack` asks for it. */
  readonly unfocused: (takeBack: () => void) => void
}

export interface LastingWindow {
  /** Behind what is in front. */
  add(pane: Pane): void
  /** Brings it to the front, with the keyboard. The window is shown with its first. */
  raise(pane: Pane): void
  /** Takes it out, and closes its page. Again changes nothing. */
  remove(pane: Pane): void
  close(): void
}

export function lastingWindow(size: WindowSize): LastingWindow {
  const panes = new Set<Pane>()
  let window: BaseWindow | null = null
  let front: Pane | null = null

  function open(): BaseWindow {
    const made = createWindow(size)
    // `closable: false` does nothing on Linux: a window manager's close comes here. What closes it all the same is a death.
    made.on('close', (event) => event.preventDefault())
    made.on('closed', () => {
      const lost = [...panes]
      window = front = null
      panes.clear()
      for (const pane of lost) pane.lost()
    })
    made.on('blur', () => {
      setTimeout(() => {
        if (!made.isDestroyed() && !made.isFocused()) front?.unfocused(() => made.focus())
      }, focusPatience)
    })
    // A window manager may give another size than was asked for, and later.
    made.on('resize', () => {
      for (const pane of panes) place(made, pane)
    })
    return made
  }

  function place(within: BaseWindow, pane: Pane): void {
    const [width = 0, height = 0] = within.getContentSize()
    pane.view.setBounds({ x: pane === front ? 0 : 1 - width, y: 0, width, height })
  }

  return {
    add(pane) {
      window ??= open()
      panes.add(pane)
      window.contentView.addChildView(pane.view, 0)
      place(window, pane)
    },
    raise(pane) {
      if (window === null || !panes.has(pane)) return
      front = pane
      window.contentView.addChildView(pane.view)
      for (const each of panes) place(window, each)
      if (!window.isVisible()) window.show()
      window.focus()
      pane.page.focus()
    },
    remove(pane) {
      if (front === pane) front = null
      if (panes.delete(pane)) window?.contentView.removeChildView(pane.view)
      if (!pane.page.isDestroyed()) pane.page.close()
    },
    close: () => window?.destroy(),
  }
}
