/** What `npm test` does, in order. Static first, two at a time; what starts browsers last. */
import { globSync } from 'node:fs'
import { describeElectron, findElectron } from '../electron-runtime/find-electron.ts'
import { node, root, tool } from './commands.ts'
import { add, nothing, type Counts } from './counts.ts'
import { runBeside, runCommand, runVitest } from './run-stage.ts'

export interface Stage {
  readonly name: string
  /** Stages that must have passed; otherwise this one is not run and counts as failed. */
  readonly needs: readonly string[]
  /** Resolves to what was counted, or to a sentence on why nothing could be run (never counted as passed). */
  readonly run: () => Promise<(Counts & { readonly said?: string }) | { readonly notRun: string }>
  /** One core is enough for it and it needs nobody: it runs beside the stages next to it that say the same. */
  readonly beside?: true
}

/** Too slow for the common run, or in need of a built or packed app: these have stages of their own. */
const ownStage = ['tests/journey/**', 'tests/package/**', 'tests/electron-runtime/**']

/** Pure functions over data: each file would load the same modules again in a process of its own, which takes longer than its tests. */
const pure = ['cases', 'dossier', 'fhir', 'forms', 'gateway', 'identity', 'rules', 'texts'].map(
  (area) => `tests/${area}/`,
)

/** What these show lies above the host port and is the same in both hosts; Electron's time goes to what differs. */
const rehearsalOnly = ['tests/journey/{bad-input,capable-adult,idle,offline,two-parents,unshown}.test.ts']

/** A page left alone for three minutes by the clock: played beside the others, because it mostly waits. */
const leftAlone = 'tests/journey/idle.test.ts'

/** What is listed in eslint-suppressions.json was there when the rules came; `eslint --prune-suppressions .` shortens it. */
const lintArguments = ['--max-warnings=0', '--pass-on-unpruned-suppressions', '.']

export const stages: readonly Stage[] = [
  // The longest first, so that two lanes end together.
  { name: 'lint', needs: [], beside: true, run: () => runBeside(tool('eslint', lintArguments)) },
  { name: 'types', needs: [], beside: true, run: () => runBeside(tool('tsc', ['-b'])) },
  {
    name: 'format',
    needs: [],
    beside: true,
    run: () => runBeside(tool('prettier', ['--check', '--log-level=warn', '.'])),
  },
  { name: 'screens', needs: [], beside: true, run: checkScreens },
  { name: 'boundaries', needs: [], run: () => runCommand(node(['build/boundaries/check.ts'])) },
  // All that is built comes before the first test: tests may work on a copy of the checkout.
  { name: 'app', needs: [], run: () => runCommand(node(['build/vite/build-app.ts'])) },
  { name: 'electron', needs: [], run: prepareElectron },
  {
    name: 'pack',
    needs: ['app', 'electron'],
    run: () => withElectron(() => runCommand(node(['build/package/index.ts']))),
  },
  { name: 'pure', needs: [], run: () => runVitest({ name: 'pure', filters: pure, shared: true }) },
  {
    name: 'unit',
    needs: ['app'],
    run: () =>
      runVitest({ name: 'unit', filters: ['tests'], exclude: [...ownStage, ...pure.map((area) => `${area}**`)] }),
  },
  { name: 'journey-rehearsal', needs: ['app'], run: () => journey('rehearsal') },
  { name: 'electron-runtime', needs: ['electron'], run: () => withElectron(() => alone('electron-runtime')) },
  { name: 'package', needs: ['pack'], run: () => withElectron(() => alone('package')) },
  { name: 'journey-electron', needs: ['app', 'electron'], run: () => withElectron(() => journey('electron')) },
]

async function checkScreens() {
  if (globSync('renderer/**/*.svelte', { cwd: root }).length === 0) return { notRun: 'no screens yet' }
  return runBeside(tool('svelte-check', ['--tsconfig', 'renderer/tsconfig.json', '--fail-on-warnings']))
}

async function journey(host: 'rehearsal' | 'electron'): Promise<Counts> {
  const env = { BALIE_HOST: host }
  const [others, alone] = await Promise.all([
    runVitest({
      name: `journey-${host}`,
      filters: ['tests/journey'],
      exclude: host === 'electron' ? rehearsalOnly : [leftAlone],
      env,
    }),
    host === 'electron' ? nothing : runVitest({ name: 'journey-idle', filters: [leftAlone], env }),
  ])
  return add(others, alone)
}

/** In CI the test runtime is assembled when there is no Electron; on a desk that takes one command of its own. */
async function prepareElectron() {
  if (findElectron() === null && process.env['CI']) {
    const assembled = await runCommand(node(['tests/electron-runtime/assemble.ts']))
    if (assembled.failed > 0) return assembled
  }
  const electron = findElectron()
  console.log(describeElectron(electron))
  if (electron === null) return { notRun: 'no Electron here. Type: npm run test:electron-runtime && npm test' }
  if (electron.kind === 'product') return { ...nothing, passed: 1 }
  return runCommand(node(['tests/electron-runtime/build-app.ts']))
}

/** Without an Electron nothing that needs one is counted, neither as passed nor as failed. */
async function withElectron(run: Stage['run']) {
  return findElectron() === null
    ? { notRun: 'no Electron here. Type: npm run test:electron-runtime && npm test' }
    : run()
}

function alone(area: string) {
  return runVitest({ name: area, filters: [`tests/${area}`], oneAtATime: true })
}
