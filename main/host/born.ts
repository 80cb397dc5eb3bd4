/** Which process a pid means: a number comes again after a while, a number with its birth does not. */
import { readFileSync } from 'node:fs'
import { isAlive } from './processes.ts'

/**
 * When the process with this pid began: the machine's boot and clock ticks since then (proc(5), stat field 22). Null where
 * it cannot be known: no such process, or no /proc.
 */
export function bornAt(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    // Field 3 is the first behind the command's last bracket, so field 22 is the twentieth.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    return ticks === undefined ? null : `${boot} ${ticks}`
  } catch {
    return null
  }
}

/** Whether that very process still runs. Without /proc another process with its pid counts as it. */
export function stillRuns({ pid, born }: { readonly pid: number; readonly born: string | null }): boolean {
  return isAlive(pid) && bornAt(pid) === born
}
