/** Killing by pid, and knowing that a process is gone. Linux reads /proc (proc(5)); elsewhere signal 0 asks the kernel. */
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { errorCode } from '../files/durable.ts'

/** Two seconds: killed renderers and Node processes were gone within 4 ms in every measured run. */
const deadline = 2000

/** False for a zombie too: it only waits for its parent to read the exit code, its memory is already freed. */
export function isAlive(pid: number): boolean {
  return exists(pid) && !(process.platform === 'linux' && isOver(pid))
}

/** EPERM says that somebody else's process has the pid (kill(2)): it is there all the same. */
function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

/** A zombie, or gone between the two looks; anything else is no reason to call it dead. */
function isOver(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The command name may hold spaces and brackets: the state stands behind the last bracket.
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z')
  } catch (error) {
    return errorCode(error) === 'ENOENT' || errorCode(error) === 'ESRCH'
  }
}

/** SIGKILL; a process that is gone already is what was wanted. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Gone already.
  }
}

/** Waits until none of `pids` lives; false when one still does after the deadline (ms). */
export async function awaitGone(pids: readonly number[], within: number = deadline): Promise<boolean> {
  const until = performance.now() + within
  while (performance.now() < until) {
    if (!pids.some(isAlive)) return true
    await pause(5)
  }
  return !pids.some(isAlive)
}

/** What ended it: "SIGKILL", or "gone" when it was dead before; null when it still lives after the deadline. */
export async function killAndAwait(pid: number): Promise<string | null> {
  if (!isAlive(pid)) return 'gone'
  kill(pid)
  return (await awaitGone([pid])) ? 'SIGKILL' : null
}
