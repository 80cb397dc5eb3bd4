/** Killing a foreign program for good: every descendant by pid, and the proof that none is left. Linux reads /proc. */
import { readdirSync, readFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'

interface ProcessRow {
  readonly pid: number
  readonly parent: number
  readonly zombie: boolean
}

function processTable(): readonly ProcessRow[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        // The command name may hold spaces and brackets: count fields from the last bracket (proc(5)).
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        return [{ pid: Number(name), parent: Number(parent), zombie: state === 'Z' }]
      } catch {
        return []
      }
    })
}

/** `root` and all its descendants, as far as they still hang together. */
export function treeOf(root: number): readonly number[] {
  const table = processTable()
  const found = [root]
  for (let at = 0; at < found.length; at += 1) {
    for (const row of table) if (row.parent === found[at] && !found.includes(row.pid)) found.push(row.pid)
  }
  return found
}

/** True while the pid is a process that still runs (a zombie holds no memory). */
export function isAlive(pid: number): boolean {
  const row = processTable().find((entry) => entry.pid === pid)
  if (process.platform === 'linux') return row !== undefined && !row.zombie
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Gone already: that is what was wanted.
  }
}

/** SIGKILLs the whole tree and waits until every pid is gone; false when one still lives after `deadline` ms. */
export async function killTree(root: number, deadline: number): Promise<boolean> {
  if (process.platform === 'win32') {
    try {
      execFileSync('taskkill', ['/pid', String(root), '/t', '/f'], { stdio: 'ignore' })
    } catch {
      // Gone already.
    }
  }
  const pids = treeOf(root)
  pids.forEach(kill)
  const until = performance.now() + deadline
  while (performance.now() < until) {
    if (pids.every((pid) => !isAlive(pid))) return true
    await pause(10)
  }
  return false
}
