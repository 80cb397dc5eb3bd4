/**
 * `npm run demo [-- --host electron]`: plays both visits and those of two days without a hand and leaves the evidence in out/demo/<host>/;
 * then a checker of its own derives every claim again. Exit code 0 only if all of it holds. Needs root, because only
 * root may look into the memory of sandboxed processes.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { describeElectron, findElectron } from '../electron-runtime/find-electron.ts'
import { root } from '../runner/commands.ts'
import { playDemo } from './play.ts'
import { playDays } from './days/play.ts'

const { values } = parseArgs({ options: { host: { type: 'string', default: 'rehearsal' } } })
const host = values.host
if (host !== 'rehearsal' && host !== 'electron') {
  console.error('demo [--host rehearsal|electron]')
  process.exit(2)
}
if (process.getuid?.() !== 0) {
  console.error(
    'The demo looks into the memory of the kiosk’s sandboxed processes, which only root may: sudo npm run demo',
  )
  process.exit(3)
}
const run = (file: string, args: readonly string[] = []): number =>
  spawnSync(process.execPath, [join(root, file), ...args], { stdio: 'inherit' }).status ?? 1
const builds = ['build/vite/build-app.ts']
if (host === 'electron') {
  const electron = findElectron()
  console.log(describeElectron(electron))
  if (electron === null) process.exit(3)
  if (electron.kind === 'testRuntime') builds.push('tests/electron-runtime/build-app.ts')
}
if (builds.some((file) => run(file) !== 0)) process.exit(1)
const out = join(root, 'out/demo', host)
await playDemo({ host, out })
const days = join(out, 'days')
await playDays({ host, out: days })
console.log(`The evidence is in ${join('out/demo', host)}`)
const checked = [run('tests/demo/check.ts', [out]), run('tests/demo/days/check.ts', [days])]
process.exitCode = Math.max(...checked)
