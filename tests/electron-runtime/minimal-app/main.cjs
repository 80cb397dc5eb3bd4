// The smallest app that uses what Balie builds on: an in-memory partition, our own scheme, and a port from a
// utility process straight to the preload.
const { app, BrowserWindow, MessageChannelMain, protocol, session, utilityProcess } = require('electron')
const { join } = require('node:path')

app.enableSandbox()
protocol.registerSchemesAsPrivileged([{ scheme: 'probe', privileges: { standard: true, secure: true } }])

app.whenReady().then(async () => {
  const own = session.fromPartition('visit-a')
  own.protocol.handle('probe', (request) => {
    const type = { 'content-type': 'text/html', 'x-asked': request.method }
    return new Response('<title>probe</title><p>waiting</p>', { status: 200, headers: type })
  })
  const window = new BrowserWindow({
    width: 400,
    height: 300,
    webPreferences: { session: own, sandbox: true, contextIsolation: true, preload: join(__dirname, 'preload.cjs') },
  })
  await window.loadURL('probe://app/')
  const { port1, port2 } = new MessageChannelMain()
  const child = utilityProcess.fork(join(__dirname, 'child.cjs'), [], { env: { ROLE: 'probe' }, stdio: 'ignore' })
  child.once('spawn', () => {
    child.postMessage('port', [port1])
    window.webContents.postMessage('port', null, [port2])
  })
})
