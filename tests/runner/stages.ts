/** What `npm test` does, in order. Cheap and static first; what starts browsers last. */
import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { describeElectron, findElectron } from '../electron-runtime/find-electron.ts'
import { node, root, tool } from './commands.ts'
import type { Counts } from './counts.ts'
import { runCommand, runVitest } from './run-stage.ts'

export interface Stage {
  readonly name: string
  /** Stages that must have passed; otherwise this one is not run and counts as failed. */
  readonly needs: readonly string[]
  /** Resolves to what was counted, or to a sentence on why nothing could be run (never counted as passed). */
  readonly run: () => Promise<Counts | { readonly notRun: string }>
}

/** Too slow for the common run, or in need of a built or packed app: these have stages of their own. */
const ownStage = ['tests/journey/**', 'tests/package/**', 'tests/electron-runtime/**']

export const stages: readonly Stage[] = [
  { name: 'format', needs: [], run: () => runCommand(tool('prettier', ['--check', '--log-level=warn', '.'])) },
  { name: 'types', needs: [], run: () => runCommand(tool('tsc', ['-b'])) },
  { name: 'screens', needs: [], run: checkScreens },
  { name: 'lint', needs: [], run: () => runCommand(tool('eslint', ['--max-warnings=0', '.'])) },
  { name: 'boundaries', needs: [], run: () => runCommand(node(['build/boundaries/check.ts'])) },
  { name: 'app', needs: [], run: () => runCommand(node(['build/vite/build-app.ts'])) },
  { name: 'unit', needs: [], run: () => runVitest({ name: 'unit', filters: ['tests'], exclude: ownStage }) },
  { name: 'journey-rehearsal', needs: ['app'], run: () => journey('rehearsal') },
  { name: 'electron', needs: [], run: prepareElectron },
  { name: 'electron-runtime', needs: ['electron'], run: testRuntime },
  { name: 'journey-electron', needs: ['app', 'electron'], run: electronJourney },
  { name: 'package', needs: ['app', 'electron'], run: packageAndLook },
]

async function checkScreens() {
  if (globSync('renderer/**/*.svelte', { cwd: root }).length === 0) return { notRun: 'no screens yet' }
  return runCommand(tool('svelte-check', ['--tsconfig', 'renderer/tsconfig.json', '--fail-on-warnings']))
}

function journey(host: 'rehearsal' | 'electron') {
  if (!existsSync(join(root, 'tests/journey'))) return Promise.resolve({ notRun: 'no journeys yet' })
  return runVitest({ name: `journey-${host}`, filters: ['tests/journey'], env: { BALIE_HOST: host }, oneAtATime: true })
}

/** In CI the test runtime is assembled when there is no Electron; on a desk that takes one command of its own. */
async function prepareElectron() {
  if (findElectron() === null && process.env['CI']) {
    const assembled = await runCommand(node(['tests/electron-runtime/assemble.ts']))
    if (assembled.failed > 0) return assembled
  }
  const electron = findElectron()
  console.log(describeElectron(electron))
  if (electron === null) return { notRun: 'no Electron here; `npm run test:electron-runtime` assembles one for tests' }
  if (electron.kind === 'product') return { passed: 1, failed: 0, skipped: 0 }
  return runCommand(node(['tests/electron-runtime/build-app.ts']))
}

async function testRuntime() {
  if (findElectron() === null) return { notRun: 'Electron NOT RUN' }
  return runVitest({ name: 'electron-runtime', filters: ['tests/electron-runtime'], oneAtATime: true })
}

async function electronJourney() {
  if (findElectron() === null) return { notRun: 'Electron NOT RUN' }
  return journey('electron')
}

async function packageAndLook() {
  if (findElectron() === null) return { notRun: 'Electron NOT RUN' }
  const packed = await runCommand(node(['build/package/index.ts']))
  if (packed.failed > 0) return packed
  return runVitest({ name: 'package', filters: ['tests/package'], oneAtATime: true })
}
