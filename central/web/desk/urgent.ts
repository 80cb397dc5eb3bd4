/**
 * Whoever stopped access and said that it is urgent, or that he feels unsafe: until somebody has taken it up. Time and number
 * of the envelope only; no name, for the page stands open all day.
 */
import type { Task } from '@medplum/fhirtypes'
import { referenceSystem } from '../../../domain/coding/systems.ts'
import { withdrawnStatus } from '../../../domain/fhir/withdrawal.ts'
import type { Reading } from '../../store/fhir/reading.ts'
import { searchAll } from '../../store/fhir/search-all.ts'
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { clock, dayInWords, today } from './dates.ts'

export interface UrgentStop {
  readonly at: string
  /** The visitor's number, by which staff find the task. */
  readonly reference: string
}

/** The oldest first. */
export async function urgentStops(fhir: Pick<Reading, 'search'>): Promise<readonly UrgentStop[]> {
  const open = await searchAll(fhir, { type: 'Task', having: {}, status: ['requested'] })
  return open
    .filter(({ priority, businessStatus }) => priority === 'urgent' && businessStatus?.text === withdrawnStatus)
    .map((task) => ({ at: task.authoredOn ?? '', reference: referenceIn(task) }))
    .toSorted((one, other) => one.at.localeCompare(other.at))
}

function referenceIn({ identifier }: Task): string {
  return identifier?.find(({ system }) => system === referenceSystem)?.value ?? ''
}

export function urgentLines(stops: readonly UrgentStop[]): Html | null {
  if (stops.length === 0) return null
  const line = ({ at, reference }: UrgentStop): Html => {
    const when = new Date(at)
    return html`<p class="s-state no">
      Dringend: iemand stopte toegang en wil dat u contact opneemt. Nummer ${reference}, ${dayInWords(today(when))}
      ${clock(when)}.
    </p>`
  }
  return html`${stops.map(line)}`
}
