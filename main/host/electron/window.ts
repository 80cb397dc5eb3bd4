/** The kiosk's one window, and the page of one visit in it. */
import { BaseWindow, screen, WebContentsView, type Session } from 'electron'

/**
 * What a page could bring a native window over the kiosk with: choosers of files and folders, of a colour anywhere on the
 * screen, of a picture-in-picture window. Names of Blink's runtime features. A chooser of `<input type=file>` has no such
 * name; the window that it opens takes the focus, which ends the visit (focus.ts).
 */
export const noDialogs = ['FileSystemAccessLocal', 'EyeDropperAPI', 'DocumentPictureInPictureAPI', 'PaymentRequest']

/** Of window and page alike, until something is painted, and between two visitors. */
const plain = '#f9eee2'

/** DIP. Null: the whole screen. */
export type WindowSize = { readonly width: number; readonly height: number } | null

/** Hidden until it is shown. It has no page of its own, so nothing of a visit is the window's. */
export function createWindow(size: WindowSize): BaseWindow {
  // `kiosk` asks the window manager; a machine without one gives the window the size that it asks for.
  const { width, height } = size ?? screen.getPrimaryDisplay().bounds
  return new BaseWindow({
    show: false,
    title: 'Balie',
    frame: false,
    ...(size === null ? { kiosk: true, fullscreen: true } : { useContentSize: true }),
    width,
    height,
    x: 0,
    y: 0,
    minimizable: false,
    closable: false,
    resizable: false,
    autoHideMenuBar: true,
    backgroundColor: plain,
  })
}

/** One sandboxed renderer, born for one visit. It paints at full speed, also where nobody sees it. */
export function createView(options: { readonly partition: Session; readonly preload: string }): WebContentsView {
  const view = new WebContentsView({
    webPreferences: {
      session: options.partition,
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      backgroundThrottling: false,
      v8CacheOptions: 'none',
      disableBlinkFeatures: noDialogs.join(','),
    },
  })
  view.setBackgroundColor(plain)
  return view
}
