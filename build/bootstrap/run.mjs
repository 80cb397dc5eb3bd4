/**
 * The way into the project: `node build/bootstrap/run.mjs <command> [args]`. It needs nothing but Node 18 and npm 9
 * (Debian's own): it brings in the locked packages, looks for the machine's programs, and then hands over to Node 24
 * from the registry. It imports no package, because there may be none yet.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commands } from './commands.mjs'
import { installPackages } from './packages.mjs'
import { readSystemList, provideSystemPackages } from './system.mjs'
import { findNode24 } from './node24.mjs'
import { provideOutFolder } from './out-folder.mjs'
import { runTree } from './tree.mjs'
import { fail, say } from './say.mjs'
import { unknownOption, usageOf } from './usage.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const [command, ...args] = process.argv.slice(2)

if (command === undefined || !Object.hasOwn(commands, command)) {
  fail(2, `Say what to do: npm run <${Object.keys(commands).join(' | ')}>`)
}
if (args.includes('--help') || args.includes('-h')) {
  process.stdout.write(`${usageOf(command)}\n`)
  process.exit(0)
}
const unknown = unknownOption(command, args)
if (unknown !== null) fail(2, `${unknown} is no option here. ${usageOf(command)}`)
const entry = join(root, commands[command])

provideOutFolder({ root })
installPackages({ root })
provideSystemPackages({ list: readSystemList(), command })
const node = findNode24({ root })
if (!existsSync(entry)) fail(2, `There is no ${commands[command]} yet, so "${command}" cannot run.`)

if (process.env['BALIE_BOOTSTRAP'] === 'verbose') say(`running ${commands[command]} on ${node}`)
process.exitCode = await runTree({ file: node, args: [entry, ...args], cwd: root })
