/**
 * Hands on a display: keys and pointer go through the X server, pictures come from it. Nothing here can read a page,
 * so nothing here can leave a trace of one in a browser process.
 */
import { execFileSync } from 'node:child_process'
import { startDisplay, type Display } from './display.ts'

export interface XDisplay extends Display {
  /** xdotool key names: "Tab", "Return", "space", "shift+Tab", "a". One after the other. */
  keys(...names: readonly string[]): void
  /** What a keyboard-wedge scanner does: fast typing, each line ended by Return. */
  scan(lines: readonly string[]): void
  /** Digits and letters, as a person types them. */
  type(text: string): void
  click(x: number, y: number): void
  /** Press, move through all points, release. */
  draw(strokes: readonly (readonly (readonly [number, number])[])[]): void
  screenshot(file: string): void
}

/** Starts Xvfb; key presses go to the window under the pointer, which is put into the middle. */
export async function startXDisplay(size: { readonly width: number; readonly height: number }): Promise<XDisplay> {
  const display = await startDisplay(size)
  const env = { ...process.env, ...display.env }
  const run = (program: string, ...args: readonly string[]): void => {
    execFileSync(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  }
  run('xdotool', 'mousemove', String(size.width / 2), String(size.height / 2))
  return {
    ...display,
    keys: (...names) => run('xdotool', 'key', '--delay', '40', ...names),
    type: (text) => run('xdotool', 'type', '--delay', '40', text),
    scan: (lines) => {
      for (const line of lines) {
        run('xdotool', 'type', '--delay', '6', line)
        run('xdotool', 'key', 'Return')
      }
    },
    click: (x, y) => run('xdotool', 'mousemove', String(x), String(y), 'click', '1'),
    draw: (strokes) => {
      for (const [first, ...rest] of strokes) {
        if (!first) continue
        run('xdotool', 'mousemove', String(first[0]), String(first[1]), 'mousedown', '1')
        run('xdotool', ...rest.flatMap(([x, y]) => ['mousemove', String(x), String(y), 'sleep', '0.004']))
        run('xdotool', 'mouseup', '1')
      }
    },
    screenshot: (file) => run('import', '-window', 'root', file),
  }
}
