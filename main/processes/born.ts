/** Which process a pid means: a number comes again after a while, a number with its birth does not. */
import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { isAlive } from './processes.ts'

/** Where a machine says who runs and since when; in tests another one. `bootedAt`: milliseconds since 1970. */
interface Machine {
  readonly proc: string
  readonly bootedAt?: () => number
}
const thisMachine: Machine = { proc: '/proc' }

const minute = 60_000
/**
 * Minutes by which one boot may seem to move: it is reckoned from the wall clock, which may be set right meanwhile, and
 * rounded. Own choice. A boot within them of the one before may refuse a start for a pid that came again; a clock set
 * further lets a second kiosk in.
 */
const tolerance = 2

/**
 * When the process with this pid began: the machine's boot and clock ticks since then (proc(5), stat field 22). Null
 * where there is no such process. Without /proc only the boot, "boot" and its minute since 1970: a pid never outlives
 * that, but another process of the same boot may have it.
 */
export function bornAt(pid: number, { proc, bootedAt = reckoned }: Machine = thisMachine): string | null {
  const boot = read(join(proc, 'sys/kernel/random/boot_id'))
  if (boot === null) return `boot ${String(Math.round(bootedAt() / minute))}`
  const stat = read(join(proc, String(pid), 'stat'))
  // Field 3 is the first behind the command's last bracket, so field 22 is the twentieth.
  const ticks = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  return ticks === undefined ? null : `${boot.trim()} ${ticks}`
}

/** Whether that very process still runs. Without /proc a process of the same boot with its pid counts as it. */
export function stillRuns(
  { pid, born }: { readonly pid: number; readonly born: string | null },
  machine: Machine = thisMachine,
): boolean {
  if (!isAlive(pid)) return false
  const now = bornAt(pid, machine)
  const [then, since] = [bootMinute(born), bootMinute(now)]
  return then === null || since === null ? now === born : Math.abs(then - since) <= tolerance
}

const reckoned = (): number => Date.now() - uptime() * 1000

function bootMinute(born: string | null): number | null {
  const said = /^boot (\d{1,10})$/.exec(born ?? '')?.[1]
  return said === undefined ? null : Number(said)
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return null
  }
}
