/**
 * `npm start`: the whole of Balie on one machine for training: the embedded central with synthetic patients, the desk
 * page, and the kiosk in the best host that is there. SIGTERM or Ctrl+C ends all of it.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { chooseHost, type HostChoice } from './choose-host.ts'
import { startCentral, type CentralReady } from './central.ts'
import { refuseSecondKiosk } from './only-kiosk.ts'

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)))
const { values } = parseArgs({
  options: {
    /** electron, rehearsal or served; otherwise the best that is there. */
    host: { type: 'string' },
    /** Where the training state lives; kept between starts. */
    state: { type: 'string', default: join(root, 'out/training') },
    /** 1080x1920 and the like: a window instead of the whole screen. */
    window: { type: 'string' },
    /** Fixed port for the one tab of served mode; otherwise a free one. */
    port: { type: 'string', default: '0' },
    markers: { type: 'boolean', default: false },
    /** Where receipts are printed: ipp://127.0.0.1:631/printers/NAME; `paper` is a4 or roll80. */
    printer: { type: 'string' },
    paper: { type: 'string', default: 'a4' },
  },
})

const children: ChildProcess[] = []
let ending = false

function end(code: number): void {
  if (ending) return
  ending = true
  for (const child of children) child.kill('SIGTERM')
  // The kiosk wipes a running visit first; five seconds is ten times what that took in any run.
  setTimeout(() => {
    for (const child of children) child.kill('SIGKILL')
    process.exit(code)
  }, 5000).unref()
  void Promise.all(children.map(gone)).then(() => process.exit(code))
}

function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((done) => child.once('exit', () => done()))
}

async function buildApp(): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'build/vite/build-app.ts')], { stdio: 'inherit' })
  await gone(child)
  if (child.exitCode !== 0) throw new Error('The kiosk could not be built; see above.')
}

function startKiosk(choice: HostChoice, settings: string): ChildProcess {
  const args = ['--settings', settings]
  switch (choice.kind) {
    case 'electron':
      return spawn(choice.program, [join(root, 'out/app/main/electron.js'), ...args], {
        stdio: ['ignore', 'inherit', 'inherit'],
      })
    case 'rehearsal':
    case 'served':
      return spawn(
        process.execPath,
        [join(root, 'main/rehearsal.ts'), ...args, '--kind', choice.kind, '--port', values.port],
        {
          stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        },
      )
  }
}

function tell(central: CentralReady, choice: HostChoice, kiosk: string | null): void {
  const lines = [
    '',
    `Balie runs in the ${choice.kind} host: ${choice.why}.`,
    kiosk === null ? 'Kiosk:      its own window' : `Kiosk:      ${kiosk}`,
    `Desk page:  ${central.staff}/desk`,
    ...central.logins.map((login) => `  log in as ${login.name} / ${login.password} (${login.role})`),
    'Sample documents to scan or type are on the desk page. All people are invented.',
    'Ctrl+C stops everything.',
    '',
  ]
  process.stdout.write(lines.join('\n') + '\n')
}

async function start(): Promise<void> {
  process.on('SIGTERM', () => end(0))
  process.on('SIGINT', () => end(0))
  const state = resolve(values.state)
  // Only the state is private: a recursive mkdir would close the folders above it too.
  mkdirSync(dirname(state), { recursive: true })
  mkdirSync(state, { recursive: true, mode: 0o700 })
  // Central and settings lie here too, and the app that the first one runs would be built anew under it.
  const refused = refuseSecondKiosk(state)
  if (refused !== null) process.exit(refused)
  await buildApp()
  const { child, ready } = await startCentral({
    entry: join(root, 'central/index.ts'),
    data: join(state, 'central'),
    extra: [
      ...(values.markers ? ['--markers'] : []),
      ...(values.printer === undefined ? [] : ['--printer', values.printer, '--paper', values.paper]),
    ],
  })
  children.push(child)
  const wanted = values.host
  const choice = await chooseHost({
    root,
    wanted: wanted === 'electron' || wanted === 'rehearsal' || wanted === 'served' ? wanted : null,
  })
  const size = values.window?.split('x').map(Number)
  const settings = join(state, 'machine.json')
  writeFileSync(
    settings,
    JSON.stringify({
      state: join(state, 'kiosk'),
      central: ready.kiosk,
      enrolmentCode: ready.enrolmentCode,
      secrets: 'file',
      ...(size?.[0] && size[1] ? { window: { width: size[0], height: size[1] } } : {}),
      ...(choice.kind === 'rehearsal' ? { browser: { program: choice.program } } : {}),
    }),
    { mode: 0o600 },
  )
  const kiosk = startKiosk(choice, settings)
  children.push(kiosk)
  for (const each of children) each.once('exit', (code) => end(code ?? 0))
  if (choice.kind === 'served') {
    kiosk.once('message', (address) => tell(ready, choice, v.parse(v.string(), address)))
  } else {
    tell(ready, choice, null)
  }
}

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  end(1)
})
