/** Which host `npm start` uses, and why, in one sentence that it prints. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type HostChoice =
  | { readonly kind: 'electron'; readonly program: string; readonly why: string }
  | { readonly kind: 'rehearsal'; readonly program: string; readonly why: string }
  | { readonly kind: 'served'; readonly why: string }

/** Seconds that Electron's download may take to answer before the rehearsal is used instead. */
const downloadAnswersWithin = 15

/** Path of Electron's program when its binary is there: an override, or the package's own download. */
export function electronProgram(root: string): string | null {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const name = process.platform === 'win32' ? 'electron.exe' : 'electron'
  if (override) return existsSync(join(override, name)) ? join(override, name) : null
  const marker = join(root, 'node_modules/electron/path.txt')
  if (!existsSync(marker)) return null
  const program = join(root, 'node_modules/electron/dist', readFileSync(marker, 'utf8').trim())
  return existsSync(program) ? program : null
}

/**
 * Fetches the binary with Electron's own installer, which shows its progress. Gives up when nothing has arrived
 * within 15 seconds: a closed network may answer with silence.
 */
async function downloadElectron(root: string): Promise<boolean> {
  const address = process.env['ELECTRON_MIRROR'] ?? 'https://github.com/electron/electron/releases/'
  const answers = await fetch(address, {
    method: 'HEAD',
    signal: AbortSignal.timeout(downloadAnswersWithin * 1000),
  }).then(
    (response) => response.status < 500,
    () => false,
  )
  if (!answers) return false
  return await new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'node_modules/electron/install.js')], {
      stdio: 'inherit',
      env: { ...process.env, force_no_cache: '' },
    })
    child.on('exit', (code) => resolve(code === 0))
    child.on('error', () => resolve(false))
  })
}

function browserProgram(): string | null {
  const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  return candidates.find((path) => existsSync(path)) ?? null
}

/** The product's host where it can be had, else the rehearsal, else one tab. `wanted` comes from `--host`. */
export async function chooseHost(options: {
  readonly root: string
  readonly wanted: 'electron' | 'rehearsal' | 'served' | null
}): Promise<HostChoice> {
  const { wanted } = options
  const display = process.platform === 'win32' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
  const root = process.getuid?.() === 0
  if (wanted === 'served') return { kind: 'served', why: 'asked for' }
  if (!display) return { kind: 'served', why: 'there is no display here' }
  if (root) return { kind: 'served', why: 'as root no browser runs in its sandbox; start as another user for a window' }
  if (wanted !== 'rehearsal') {
    const present = electronProgram(options.root) !== null
    if (present || (await downloadElectron(options.root))) {
      const program = electronProgram(options.root)
      if (program !== null)
        return { kind: 'electron', program, why: present ? 'its binary is here' : 'it was just downloaded' }
    }
  }
  const program = browserProgram()
  if (program === null) return { kind: 'served', why: 'there is neither Electron nor Chromium here' }
  return {
    kind: 'rehearsal',
    program,
    why: wanted === 'rehearsal' ? 'asked for' : 'Electron is not here and its download does not answer',
  }
}
