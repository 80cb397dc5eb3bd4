/** Each rule of the hardened host with a probe that is red without it: over what is handed to Electron. */
import type { App, Session, WebContents } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { fuses, fusesFor } from '../../build/package/fuses.ts'
import { contentSecurityPolicy } from '../../main/host/content-security-policy.ts'
import { forbiddenSwitches, forbiddenSwitchExit } from '../../main/host/electron/hardening/command-line.ts'
import { hardening } from '../../main/host/electron/hardening/index.ts'
import type { HardeningRule } from '../../main/host/electron/hardening/rule.ts'
import { createView, createWindow } from '../../main/host/electron/window.ts'
import { FakeApp, FakePage, FakePartition, FakeView, lastWindow, menus } from './fake-electron.ts'

vi.mock('electron', async () => (await import('./fake-electron.ts')).fakeElectron)

interface Seen {
  readonly app: FakeApp
  readonly partition: FakePartition
  readonly page: FakePage
}

/** What the rules do to a starting app, a partition and a page. */
function applied(rules: readonly HardeningRule[], app = new FakeApp()): Seen {
  const partition = new FakePartition()
  const page = new FakePage()
  menus.length = 0
  for (const rule of rules) {
    rule.onStart?.(app as unknown as App)
    rule.onPartition?.(partition as unknown as Session)
    rule.onPage?.(page as unknown as WebContents)
  }
  return { app, partition, page }
}

/** What a handler of the partition answers; undefined: there is none. */
const answer = (partition: FakePartition, name: string, ...args: readonly unknown[]): unknown =>
  partition.handlers.get(name)?.(...(args as never[]))

function cancelled({ partition }: Seen, url: string): boolean {
  let cancel = false
  answer(partition, 'onBeforeRequest', { url }, (said: { cancel: boolean }) => (cancel = said.cancel))
  return cancel
}
function mayAsk({ partition }: Seen, permission: string): boolean {
  let granted = true
  answer(partition, 'permissionRequest', {}, permission, (said: boolean) => (granted = said))
  return granted
}
function refusesStart(rules: readonly HardeningRule[], name: string, packaged = true): boolean {
  const app = new FakeApp()
  app.isPackaged = packaged
  app.given.add(name)
  applied(rules, app)
  return app.argsOf('exit')?.[0] === forbiddenSwitchExit
}

interface Probe {
  readonly rule: string
  readonly what: string
  /** True while the rule stands. */
  readonly holds: (rules: readonly HardeningRule[]) => boolean
}
const probe = (rule: string, what: string, holds: (seen: Seen) => boolean): Probe => ({
  rule,
  what,
  holds: (rules) => holds(applied(rules)),
})

// Written out again on purpose: what is promised, whatever the rules' own lists say.
const switchesOfThreat = [
  ...['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk', 'inspect-port', 'no-sandbox'],
  ...['disable-web-security', 'host-resolver-rules', 'host-rules', 'ignore-certificate-errors', 'proxy-server'],
  ...['proxy-pac-url', 'load-extension', 'log-net-log', 'js-flags', 'enable-logging', 'user-data-dir'],
]
const switchesAgainstDisk = [
  ...['disable-http-cache', 'disable-gpu-shader-disk-cache', 'disable-breakpad', 'disable-component-update'],
  ...['disable-background-networking', 'disable-pinch'],
]
const permissions = [
  ...['media', 'geolocation', 'notifications', 'midi', 'midiSysex', 'pointerLock', 'fullscreen', 'openExternal'],
  ...['clipboard-read', 'clipboard-sanitized-write', 'display-capture', 'mediaKeySystem', 'idle-detection', 'hid'],
  ...['serial', 'usb', 'window-management', 'fileSystem', 'storage-access', 'keyboardLock', 'speaker-selection'],
]

const probes: readonly Probe[] = [
  ...switchesOfThreat.map((name) => ({
    rule: 'command-line',
    what: `a packaged kiosk does not start with --${name}`,
    holds: (rules: readonly HardeningRule[]) => refusesStart(rules, name),
  })),
  probe('sandbox', 'every renderer is sandboxed', ({ app }) => app.argsOf('enableSandbox') !== undefined),
  ...switchesAgainstDisk.map((name) =>
    probe('nothing-on-disk', `starts with --${name}`, ({ app }) => app.appended.includes(name)),
  ),
  probe('nothing-on-disk', 'no dictionary is fetched or asked', ({ partition }) => !partition.spellchecker),
  ...permissions.map((name) => probe('deny-permissions', `nobody may ask for ${name}`, (seen) => !mayAsk(seen, name))),
  probe('deny-permissions', 'none is held', ({ partition }) => answer(partition, 'permissionCheck') === false),
  probe('deny-permissions', 'no device is given', ({ partition }) => answer(partition, 'devicePermission') === false),
  ...['https://example.org/', 'http://127.0.0.1/', 'ws://127.0.0.1:1/', 'file:///etc/passwd', 'ftp://x/'].map((url) =>
    probe('deny-network', `${url} is not asked for`, (seen) => cancelled(seen, url)),
  ),
  probe('deny-network', 'nothing is downloaded', ({ partition }) => partition.prevents('will-download')),
  probe('deny-network', 'no address leaks by WebRTC', ({ page }) => {
    return page.argsOf('webRTC')?.[0] === 'disable_non_proxied_udp'
  }),
  ...['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'].map((event) =>
    probe('deny-navigation', `${event} goes nowhere`, ({ page }) => page.prevents(event)),
  ),
  probe('deny-navigation', 'no second window', ({ page }) => {
    return JSON.stringify(page.windowOpen()) === '{"action":"deny"}'
  }),
  probe('no-menu', 'there is no menu, so no accelerator of one', () => menus.includes(null)),
  probe('no-menu', 'no context menu', ({ page }) => page.prevents('context-menu')),
  probe('no-menu', 'a millimetre stays a millimetre', ({ page }) => {
    return JSON.stringify(page.argsOf('zoom')) === '[1,1]'
  }),
]

describe('machine 12: the hardening rules', () => {
  it.each(probes)('machine 12: $rule: $what, and not without the rule', ({ rule, holds }) => {
    expect(holds(hardening)).toBe(true)
    expect(holds(hardening.filter(({ name }) => name !== rule))).toBe(false)
    expect(holds([])).toBe(false)
  })

  it('machine 12: each rule has a probe, and each forbidden switch', () => {
    expect(new Set(probes.map(({ rule }) => rule))).toEqual(new Set(hardening.map(({ name }) => name)))
    expect([...switchesOfThreat].sort()).toEqual([...forbiddenSwitches].sort())
  })

  it('machine 12: the page itself is let through, and a test may start an unpackaged kiosk with a debugger', () => {
    expect(cancelled(applied(hardening), 'balie://app/index.html')).toBe(false)
    expect(refusesStart(hardening, 'inspect', false)).toBe(false)
  })
})

describe('machine 12: the window', () => {
  const make = (size: { readonly width: number; readonly height: number } | null) => {
    createWindow(size)
    return lastWindow().options
  }

  it("machine 12: a view's web preferences are the promised ones and no others; the window has no page of its own", () => {
    const partition = new FakePartition() as unknown as Session
    const view: unknown = createView({ partition, preload: '/preload.cjs' })
    if (!(view instanceof FakeView)) throw new Error('Another view was made')
    expect(view.options).toEqual({ webPreferences: expect.anything() })
    expect(make(null)).not.toHaveProperty('webPreferences')
    expect(view.options.webPreferences).toEqual({
      session: partition,
      preload: '/preload.cjs',
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
      disableBlinkFeatures: 'FileSystemAccessLocal,EyeDropperAPI,DocumentPictureInPictureAPI,PaymentRequest',
    })
  })

  it('machine 12: it fills the screen, has no frame and nothing to take hold of', () => {
    expect(make(null)).toMatchObject({ kiosk: true, fullscreen: true, frame: false, show: false })
    expect(make({ width: 1, height: 1 })).not.toHaveProperty('kiosk')
    expect(make(null)).toMatchObject({ minimizable: false, closable: false, resizable: false, autoHideMenuBar: true })
  })
})

it('machine 12: all nine fuses stand as promised, and a tenth stops the packaging', () => {
  // Numbers of FuseV1Options, in the order of the wire.
  expect(fuses).toEqual({ 0: false, 1: true, 2: false, 3: false, 4: true, 5: true, 6: false, 7: false, 8: true })
  expect(fusesFor('product')).toMatchObject({ strictlyRequireAllFuses: true, ...fuses })
})

it.each([
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "worker-src 'none'",
  'sandbox allow-scripts allow-same-origin',
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html',
])('machine 12: the page is served under %s', (directive) => {
  const directives = contentSecurityPolicy([]).split('; ')
  expect(directives).toContain(directive)
  expect(directives.length).toBe(13)
})
