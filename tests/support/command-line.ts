/** What a process was started with. */
import { readFileSync } from 'node:fs'

/** The command line of a process; empty when it ended since it was listed, as a browser's helpers do all the time. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
