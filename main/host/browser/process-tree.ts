/** Killing a foreign program for good: every descendant by pid, and the proof that none is left. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { awaitGone, kill } from '../../processes/processes.ts'

/** [pid, parent] of every process; Linux only, elsewhere empty. */
function parents(): readonly (readonly [number, number])[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        return [[Number(name), Number(parent)] as const]
      } catch {
        return []
      }
    })
}

/** `root` and all its descendants, as far as they still hang together. */
export function treeOf(root: number): readonly number[] {
  const table = parents()
  const found = [root]
  for (let at = 0; at < found.length; at += 1) {
    for (const [pid, parent] of table) if (parent === found[at] && !found.includes(pid)) found.push(pid)
  }
  return found
}

/** SIGKILLs the whole tree and waits until every pid is gone; false when one still lives after `within` ms. */
export async function killTree(root: number, within: number): Promise<boolean> {
  if (process.platform === 'win32') {
    try {
      execFileSync('taskkill', ['/pid', String(root), '/t', '/f'], { stdio: 'ignore' })
    } catch {
      // Gone already.
    }
  }
  const pids = treeOf(root)
  pids.forEach(kill)
  return await awaitGone(pids, within)
}
