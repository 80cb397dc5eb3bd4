/** Threat: whoever can change the command line opens a debugger, drops the sandbox or bends the network. */
import type { HardeningRule } from './rule.ts'

/** Fuses do not cover Chromium's switches, so a packaged kiosk looks for them itself and does not start. */
export const forbiddenSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'no-sandbox',
  'disable-web-security',
  'host-resolver-rules',
  'host-rules',
  'ignore-certificate-errors',
  'proxy-server',
  'proxy-pac-url',
  'load-extension',
  'log-net-log',
  'js-flags',
  'enable-logging',
  'user-data-dir',
] as const

/** Exit code that tells the shell or systemd: started with a forbidden switch. */
export const forbiddenSwitchExit = 64

export const commandLine: HardeningRule = {
  name: 'command-line',
  onStart(app) {
    // Unpackaged runs are development and tests: Playwright starts Electron with debugging switches.
    if (!app.isPackaged) return
    if (forbiddenSwitches.some((name) => app.commandLine.hasSwitch(name))) app.exit(forbiddenSwitchExit)
  },
}
