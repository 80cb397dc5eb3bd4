/** One throw-away Chromium for one visit: own profile, no remembered anything, no connection of ours into it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { speechSwitches } from '../speech.ts'
import { killTree, treeOf } from './process-tree.ts'

export interface Chromium {
  readonly child: ChildProcess
  readonly profile: string
  /** All its processes now. */
  pids(): readonly number[]
  /** SIGKILL the tree, await it, remove the profile. */
  destroy(): Promise<{ readonly dead: boolean; readonly profileGone: boolean }>
}

const switches = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-default-apps',
  '--disable-breakpad',
  '--disable-crash-reporter',
  '--disable-domain-reliability',
  '--disable-quic',
  '--lang=nl',
  '--disable-pinch',
  '--overscroll-history-navigation=0',
  '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,GlobalMediaControls',
  '--disable-session-crashed-bubble',
  '--password-store=basic',
  '--disk-cache-dir=/dev/null',
  '--disable-gpu-shader-disk-cache',
  '--incognito',
] as const

/** What a killed main left behind: its browsers died with it, their profiles did not. */
export function sweepProfiles(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
}

/** Starts the browser on one address as a bare window; full screen unless a window size is given. */
export function startChromium(options: {
  readonly program: string
  readonly extra: readonly string[]
  readonly address: string
  readonly window: { readonly width: number; readonly height: number } | null
  /** Folder of the profiles, swept at each start of main. */
  readonly profiles: string
}): Chromium {
  const profile = mkdtempSync(join(options.profiles, 'balie-rehearsal-'))
  const size =
    options.window === null
      ? ['--kiosk']
      : [`--window-size=${options.window.width},${options.window.height}`, '--window-position=0,0']
  const setpriv = '/usr/bin/setpriv'
  const withParent = process.platform === 'linux' && existsSync(setpriv)
  const command = [
    ...(withParent ? [setpriv, '--pdeathsig', 'KILL', '--'] : []),
    options.program,
    ...switches,
    ...speechSwitches().map((name) => `--${name}`),
    ...size,
    ...options.extra,
    `--user-data-dir=${profile}`,
    `--app=${options.address}`,
  ]
  const child = spawn(command[0] ?? '', command.slice(1), { stdio: 'ignore' })
  // A program that does not exist is told by the exit below, not by a thrown event.
  child.on('error', () => undefined)
  return {
    child,
    profile,
    pids: () => (child.pid === undefined || child.exitCode !== null ? [] : treeOf(child.pid)),
    async destroy() {
      const dead = child.pid === undefined || (await killTree(child.pid, 5000))
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
      return { dead, profileGone: !existsSync(profile) }
    },
  }
}
