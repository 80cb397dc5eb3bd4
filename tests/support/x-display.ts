/**
 * A real X display without a screen: keys and pointer go through the X server, pictures come from it. Nothing here
 * can read a page, so nothing here can leave a trace of one in a browser process.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

export interface XDisplay {
  readonly name: string
  readonly pid: number
  /** xdotool key names: "Tab", "Return", "space", "shift+Tab", "a". One after the other. */
  keys(...names: readonly string[]): void
  /** What a keyboard-wedge scanner does: fast typing, each line ended by Return. */
  type(text: string, millisecondsBetween?: number): void
  click(x: number, y: number): void
  /** Press, move through all points, release. */
  draw(strokes: readonly (readonly (readonly [number, number])[])[]): void
  screenshot(file: string): void
  close(): Promise<void>
}

/** Starts Xvfb on the first free display number; `-ac`: also for another user's programs. */
export async function startDisplay(size: { readonly width: number; readonly height: number }): Promise<XDisplay> {
  const { child, number } = await startXvfb(size)
  const name = `:${number}`
  const env = { ...process.env, DISPLAY: name }
  const run = (program: string, ...args: readonly string[]): void => {
    execFileSync(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  }
  return {
    name,
    pid: child.pid ?? 0,
    keys: (...names) => run('xdotool', 'key', '--delay', '30', ...names),
    type: (text, millisecondsBetween = 8) => {
      for (const line of text.split('\n')) {
        if (line !== '') run('xdotool', 'type', '--delay', String(millisecondsBetween), line)
        run('xdotool', 'key', 'Return')
      }
    },
    click: (x, y) => run('xdotool', 'mousemove', String(x), String(y), 'click', '1'),
    draw: (strokes) => {
      for (const stroke of strokes) {
        const [first] = stroke
        if (!first) continue
        run('xdotool', 'mousemove', String(first[0]), String(first[1]), 'mousedown', '1')
        run('xdotool', ...stroke.flatMap(([x, y]) => ['mousemove', String(x), String(y), 'sleep', '0.004']))
        run('xdotool', 'mouseup', '1')
      }
    },
    screenshot: (file) => run('import', '-window', 'root', file),
    close: async () => {
      child.kill('SIGTERM')
      await new Promise<void>((resolve) => {
        if (child.exitCode !== null) resolve()
        else child.once('exit', () => resolve())
      })
    },
  }
}

async function startXvfb(size: {
  readonly width: number
  readonly height: number
}): Promise<{ readonly child: ChildProcess; readonly number: number }> {
  for (let number = 90; number < 190; number += 1) {
    if (existsSync(`/tmp/.X11-unix/X${number}`)) continue
    const screen = `${size.width}x${size.height}x24`
    const child = spawn('Xvfb', [`:${number}`, '-ac', '-nolisten', 'tcp', '-screen', '0', screen], { stdio: 'ignore' })
    let failed = false
    child.on('error', () => (failed = true))
    for (let wait = 0; wait < 100 && child.exitCode === null && !failed; wait += 1) {
      if (existsSync(`/tmp/.X11-unix/X${number}`)) return { child, number }
      await pause(50)
    }
  }
  throw new Error('No X display could be started')
}
