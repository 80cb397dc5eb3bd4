/**
 * The embedded central as a program: `node central/index.ts --data DIR --training [--port N] [--staff-port N]
 * [--markers] [--printer ipp://127.0.0.1:631/printers/NAME --paper a4|roll80] [--policy FILE] [--withdraw-policy N]
 * [--recover-days N] [--approve-device ID] [--withdraw-device ID] [--with-parent]`. With the last it stops when its stdin ends, so that it never
 * outlives who started it. `--approve-device` lets a kiosk come back that was away for longer than `--recover-days`;
 * `--withdraw-device` takes a stolen or discarded one out for ever.
 * `--policy` publishes signed rules, `--withdraw-policy` takes an older version back (docs/publishing-rules.md). One JSON
 * line on stdout when everything listens; SIGTERM or SIGINT stops it.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { Printer } from '../domain/contract/device/printer.ts'
import { DeviceId } from '../domain/ids.ts'
import { startCentral, type Central } from './compose.ts'
import { NewerDatabase } from './store/migrations/migrate.ts'
import { RulesRefused } from './published/policy/rules-at-start.ts'

const usage =
  'central --data DIR --training [--port N] [--staff-port N] [--markers] [--printer ADDRESS] [--paper a4|roll80] [--policy FILE] [--withdraw-policy N] [--recover-days N] [--approve-device ID] [--withdraw-device ID] [--with-parent]'

function portOf(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`no port: ${text}`)
  return port
}

function daysOf(text: string): number {
  const days = Number(text)
  if (!Number.isInteger(days) || days < 0) throw new Error(`no number of days: ${text}`)
  return days
}

async function withdrawn(central: Central, device: string): Promise<boolean> {
  const id = v.safeParse(DeviceId, device)
  return id.success && (await central.withdrawKiosk(id.output))
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      training: { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
      'staff-port': { type: 'string', default: '0' },
      markers: { type: 'boolean', default: false },
      printer: { type: 'string' },
      paper: { type: 'string', default: 'a4' },
      policy: { type: 'string' },
      'withdraw-policy': { type: 'string' },
      'recover-days': { type: 'string' },
      'approve-device': { type: 'string' },
      'withdraw-device': { type: 'string' },
      'with-parent': { type: 'boolean', default: false },
    },
  })
  if (values.data === undefined || !values.training) {
    process.stderr.write(`${usage}\nThe embedded central is for training only: say so with --training.\n`)
    process.exitCode = 2
    return
  }
  let central: Central | null = null
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    if (central === null) process.exit(0)
    central.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  if (values['with-parent']) {
    process.stdin.resume().once('close', stop)
    // It alone is no reason to stay: a central that did not start ends by itself.
    process.stdin.unref()
  }
  central = await startCentral({
    data: resolve(values.data),
    training: true,
    port: portOf(values.port),
    staffPort: portOf(values['staff-port']),
    markers: values.markers,
    ...(values.policy === undefined ? {} : { policyFile: readFileSync(values.policy, 'utf8') }),
    ...(values['recover-days'] === undefined ? {} : { recoverDays: daysOf(values['recover-days']) }),
    printer:
      values.printer === undefined
        ? null
        : v.parse(Printer, { address: values.printer, paper: values.paper, ca: null }),
  })
  const withdraw = values['withdraw-policy']
  if (withdraw !== undefined && !(await central.withdrawPolicy(Number(withdraw)))) {
    process.stderr.write(`policy ${withdraw} was never published, or is the newest: publish the next one first\n`)
    await central.close()
    process.exitCode = 1
    return
  }
  const gone = values['withdraw-device']
  if (gone !== undefined && !(await withdrawn(central, gone))) {
    process.stderr.write(`kiosk ${gone} is none of ours, or was withdrawn before\n`)
    await central.close()
    process.exitCode = 1
    return
  }
  const approve = values['approve-device']
  if (approve !== undefined && !(await central.approveKiosk(v.parse(DeviceId, approve)))) {
    const waiting = (await central.kiosksToApprove()).join(' ') || 'none'
    process.stderr.write(`kiosk ${approve} does not wait to come back; waiting: ${waiting}\n`)
  }
  const { kiosk, staff, enrolmentCode, logins, samples } = central
  const said = logins.map(({ login, password, role }) => ({ name: login, password, role }))
  process.stdout.write(`${JSON.stringify({ ready: true, kiosk, staff, enrolmentCode, logins: said, samples })}\n`)
}

try {
  await main()
} catch (error) {
  if (!(error instanceof RulesRefused || error instanceof NewerDatabase)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
