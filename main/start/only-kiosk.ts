/** A second kiosk on one state folder would mix two outboxes, two journals and two device identities: it does not start. */
import { holdAlone } from '../processes/sole-holder.ts'

/** What IT reads. `exit` is EX_TEMPFAIL of sysexits.h: nothing is wrong with the settings, later it may work. */
export const stateFolderInUse = {
  id: 'stateFolderInUse',
  staff: 'Another Balie already works with this state folder; it goes on, and this one was not started.',
  next: 'Use the one that runs, or stop it and start again. A second kiosk needs a state folder of its own.',
  exit: 75,
} as const

/** Takes the folder for this process; when another has it, says so on stderr and gives the exit code. Null: go on. */
export function refuseSecondKiosk(state: string): number | null {
  const holding = holdAlone(state)
  if (holding.kind === 'held') return null
  const { id, staff, next, exit } = stateFolderInUse
  process.stderr.write(`${id}: ${staff} It is process ${String(holding.pid)}. ${next}\n`)
  return exit
}
