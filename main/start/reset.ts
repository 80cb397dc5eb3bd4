/**
 * `npm run reset`: forgets the training state, keys, central and all. For a kiosk whose keys are gone; a production
 * machine is reset by IT, never by a script. A folder that a Balie works with is left as it is, --force or not.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { refuseSecondKiosk } from './only-kiosk.ts'

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

/** `npm start` holds the whole folder, the kiosk its own part, which may live on after the start was killed. */
const held = (): number | null => refuseSecondKiosk(state) ?? refuseSecondKiosk(join(state, 'kiosk'))

function forget(): number {
  if (!existsSync(join(state, 'machine.json'))) {
    process.stdout.write('There is no training state to forget.\n')
    return 0
  }
  const refused = held()
  if (refused !== null) return refused
  if (undelivered() > 0 && !values.force) {
    process.stderr.write(`${undelivered()} signed forms have not been delivered yet. Start Balie, or add --force.\n`)
    return 1
  }
  rmSync(state, { recursive: true, force: true })
  process.stdout.write(`Forgotten: ${state}\n`)
  return 0
}

process.exitCode = forget()
