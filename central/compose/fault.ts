/** What goes wrong, for the log of the machine. */
import { machineFault } from '../store/base/machine-fault.ts'

/** Which route broke and what is the matter with the machine, else the error's name: a message may hold what was being handled. */
export function logFault(where: string, error: unknown): void {
  const what = machineFault(error) ?? (error instanceof Error ? error.name : typeof error)
  process.stderr.write(`fault at ${where}: ${what}\n`)
}
