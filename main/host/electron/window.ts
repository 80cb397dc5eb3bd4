/** The kiosk's window: one sandboxed renderer, born for one visit. */
import { BrowserWindow, screen, type Session } from 'electron'

/**
 * What a page could bring a native window over the kiosk with: choosers of files and folders, of a colour anywhere on the
 * screen, of a picture-in-picture window. Names of Blink's runtime features. A chooser of `<input type=file>` has no such
 * name; the window that it opens takes the focus, which ends the visit (focus.ts).
 */
export const noDialogs = ['FileSystemAccessLocal', 'EyeDropperAPI', 'DocumentPictureInPictureAPI', 'PaymentRequest']

/**
 * Hidden until it is shown. A spare's page paints all the same, so that showing it costs one frame. The first page of a
 * start runs its script before it asks for a frame: asking waits for Chromium's GPU process, which is only starting.
 */
export function createWindow(options: {
  readonly partition: Session
  readonly preload: string
  readonly size: { readonly width: number; readonly height: number } | null
  readonly paintHidden: boolean
}): BrowserWindow {
  const { size } = options
  // `kiosk` asks the window manager; a machine without one gives the window the size that it asks for.
  const { width, height } = size ?? screen.getPrimaryDisplay().bounds
  return new BrowserWindow({
    show: false,
    paintWhenInitiallyHidden: options.paintHidden,
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
    backgroundColor: '#f9eee2',
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
}
