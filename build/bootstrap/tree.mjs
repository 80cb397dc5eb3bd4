/** Runs the command and passes on signals and its exit code; a second signal, or 8 s, ends what is left by force. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const patience = 8000

/**
 * Resolves to the exit code (128 + n after signal n, as shells have it). On POSIX the child leads a process group of
 * its own, so that SIGKILL at the end reaches grandchildren too, and Ctrl+C arrives once and not twice.
 */
export function runTree({ file, args, cwd, env = process.env }) {
  const grouped = process.platform !== 'win32'
  const child = spawn(file, args, { cwd, env, stdio: 'inherit', detached: grouped })
  const killGroup = (signal) => {
    try {
      process.kill(grouped ? -child.pid : child.pid, signal)
    } catch (error) {
      if (error.code !== 'ESRCH') throw error
    }
  }
  let asked = 0
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    process.on(signal, () => {
      asked += 1
      if (asked > 1) return killGroup('SIGKILL')
      child.kill(signal)
      setTimeout(() => killGroup('SIGKILL'), patience).unref()
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      if (grouped) killGroup('SIGKILL') // whatever the command left behind
      resolve(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}
