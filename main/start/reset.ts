/**
 * `npm run reset`: forgets the training state, keys, central and all. For a kiosk whose keys are gone; a production
 * machine is reset by IT, never by a script.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import * as v from 'valibot'

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)))
const { values } = parseArgs({
  options: {
    state: { type: 'string', default: join(root, 'out/training') },
    force: { type: 'boolean', default: false },
  },
})
const state = resolve(values.state)

const Health = v.object({ waiting: v.number() })

/** Envelopes that the central has not acknowledged, as the kiosk last said: deleting them would lose a signed form. */
function undelivered(): number {
  const file = join(state, 'kiosk/health.json')
  if (!existsSync(file)) return 0
  return v.parse(Health, JSON.parse(readFileSync(file, 'utf8'))).waiting
}

if (!existsSync(join(state, 'machine.json'))) {
  process.stdout.write('There is no training state to forget.\n')
} else if (undelivered() > 0 && !values.force) {
  process.stderr.write(`${undelivered()} signed forms have not been delivered yet. Start Balie, or add --force.\n`)
  process.exitCode = 1
} else {
  rmSync(state, { recursive: true, force: true })
  process.stdout.write(`Forgotten: ${state}\n`)
}
