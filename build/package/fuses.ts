/**
 * Electron's fuses: switches in the binary that no command line can undo. All nine are written out, so that a new
 * one in a later Electron stops the packaging instead of keeping its default.
 * https://www.electronjs.org/docs/latest/tutorial/fuses
 */
import { FuseV1Options, FuseVersion, type FuseConfig } from '@electron/fuses'

export const fuses = {
  /** ELECTRON_RUN_AS_NODE would turn the kiosk into a Node prompt with the kiosk's rights. */
  [FuseV1Options.RunAsNode]: false,
  /** We keep no cookies; if one is ever written, it is not plain. */
  [FuseV1Options.EnableCookieEncryption]: true,
  /** NODE_OPTIONS could load code into main; NODE_EXTRA_CA_CERTS could add an authority. */
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  /** --inspect would open a debugger on main, and through it every visit. */
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  /** The asar must be the one that was packed (Windows and macOS; Linux relies on root-owned files). */
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  /** A folder `app` beside the asar would otherwise be run in its place. */
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  /** We have no snapshot of our own, so there is none to separate. */
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  /** file: pages would get more rights than the web has; we serve from our own scheme. */
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  /** WebAssembly's memory faults stay traps and not crashes; costs nothing. */
  [FuseV1Options.WasmTrapHandlers]: true,
} as const satisfies Record<FuseV1Options, boolean>

/** The test runtime's wire is older and ends after the seventh fuse (LoadBrowserProcessSpecificV8Snapshot). */
export const testRuntimeFuseCount = 7

/**
 * All nine for the product, strictly: a wire with another number of fuses stops the packaging. For the test runtime
 * those that its wire has.
 */
export function fusesFor(kind: 'product' | 'testRuntime'): FuseConfig {
  if (kind === 'product') return { version: FuseVersion.V1, strictlyRequireAllFuses: true, ...fuses }
  const present = Object.entries(fuses).filter(([option]) => Number(option) < testRuntimeFuseCount)
  return { version: FuseVersion.V1, ...Object.fromEntries(present) }
}
