/** JSON lines for IT. Only ids, codes and numbers from a closed list of fields can be logged; nobody can log a sentence. */
import type { Step } from '../../domain/contract/control/step.ts'
import type { DeviceId, EnvelopeId, VisitId } from '../../domain/ids.ts'
import type { HostKind } from '../../domain/contract/control/host-kind.ts'

export type LogEvent =
  | 'start'
  | 'stop'
  | 'step'
  | 'visitBegan'
  | 'visitEnded'
  | 'wiped'
  | 'pairReady'
  | 'pairFailed'
  | 'pairDied'
  | 'outOfService'
  | 'enrolled'
  | 'enrolmentFailed'
  | 'keys'
  | 'content'
  | 'keyset'
  | 'channel'
  | 'command'
  | 'help'
  | 'sealed'
  | 'sealRefused'
  | 'timeStamp'
  | 'durable'
  | 'notDurable'
  | 'delivery'
  | 'painted'
  | 'time'
  | 'alarm'
  | 'crashed'

/** All fields that a line may carry. `code` is a word of our own, never a message from elsewhere. */
export interface LogFields {
  readonly step?: Step
  readonly visit?: VisitId
  readonly envelope?: EnvelopeId
  readonly device?: DeviceId
  readonly code?: string
  readonly status?: number
  readonly count?: number
  readonly version?: number
  readonly milliseconds?: number
  readonly host?: HostKind
  readonly runtime?: string
  readonly verified?: boolean
}

export type Log = (event: LogEvent, fields?: LogFields) => void

const allowed: Readonly<Record<keyof LogFields, RegExp>> = {
  step: /^[A-Za-z]{1,20}$/,
  visit: /^[0-9a-f-]{36}$/,
  envelope: /^[0-9a-f-]{36}$/,
  device: /^[0-9a-f-]{36}$/,
  code: /^[A-Za-z][A-Za-z0-9-]{0,39}$/,
  status: /^\d{1,3}$/,
  count: /^\d{1,9}$/,
  version: /^\d{1,9}$/,
  milliseconds: /^\d{1,12}$/,
  host: /^[a-z]{1,12}$/,
  runtime: /^[A-Za-z0-9 .,()/_+-]{1,120}$/,
  verified: /^(true|false)$/,
}

/**
 * One line without its newline. A field outside the list is dropped, a value that is not of its field's form becomes
 * "?": the compiler forbids both, this is the second lock.
 */
export function logLine(event: LogEvent, fields: LogFields = {}): string {
  const safe: Record<string, unknown> = { event }
  for (const [name, form] of Object.entries(allowed) as [keyof LogFields, RegExp][]) {
    const value = fields[name]
    if (value !== undefined) safe[name] = form.test(String(value)) ? value : '?'
  }
  return JSON.stringify(safe)
}

/** A log that writes to a stream such as process.stdout. */
export function logTo(stream: { write(text: string): unknown }): Log {
  return (event, fields) => {
    stream.write(`${logLine(event, fields)}\n`)
  }
}
