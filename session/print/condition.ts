/** What a printer says of itself, as a reason not to print there. */
import type { OutcomeId } from '../../domain/contract/messages/outcome-id.ts'
import type { Exchanged } from './exchange.ts'
import type { IppAnswer } from './message.ts'

/** Everything that can go wrong with a receipt on paper; the form itself is safe in each case. */
export type PrintProblem = Extract<
  OutcomeId,
  'printerNoPaper' | 'printerOffline' | 'printerRefused' | 'printerSlow' | 'printUncertain' | 'printUnconfirmed'
>

/** Asked of the printer before anything is sent to it. */
export const askedOfPrinter = [
  'printer-state',
  'printer-state-reasons',
  'printer-is-accepting-jobs',
  'document-format-supported',
  'media-ready',
  'media-supported',
] as const

/** printer-state "stopped" (RFC 8011 section 5.4.11). */
const stopped = 5

/**
 * Keywords of `printer-state-reasons` that keep paper from coming out (RFC 8011 section 5.4.12). With the suffix
 * "-report" or "-warning" they only tell; without one they count as errors.
 */
const reasons: readonly (readonly [RegExp, PrintProblem])[] = [
  [/^media-(empty|needed)(-error)?$/, 'printerNoPaper'],
  // CUPS says "offline-report" of a device that does not answer.
  [/^(offline(-\w+)?|(shutdown|timed-out|connecting-to-device)(-error)?)$/, 'printerOffline'],
  [/^(media-jam|cover-open|door-open|interlock-open|input-tray-missing|output-area-full)(-error)?$/, 'printerRefused'],
  [
    /^(marker-supply-empty|toner-empty|developer-empty|spool-area-full|paused|moving-to-paused)(-error)?$/,
    'printerRefused',
  ],
]

/** Null: it can print a PDF now. */
export function conditionOf(answer: Exchanged): PrintProblem | null {
  if (answer === 'away' || answer === 'late') return 'printerOffline'
  if (answer === 'strange' || !isGood(answer)) return 'printerRefused'
  const { values } = answer
  const said = values.get('printer-state-reasons') ?? []
  for (const [pattern, problem] of reasons) {
    if (said.some((reason) => typeof reason === 'string' && pattern.test(reason))) return problem
  }
  if (values.get('printer-state')?.[0] === stopped) return 'printerRefused'
  if (values.get('printer-is-accepting-jobs')?.[0] === false) return 'printerRefused'
  const formats = values.get('document-format-supported') ?? []
  return formats.length === 0 || formats.includes('application/pdf') ? null : 'printerRefused'
}

/** server-error-temporary-error and server-error-busy: it will take a job, only not now (RFC 8011 appendix B.1.5). */
const busy: readonly number[] = [0x0505, 0x0507]

/** Whether it may be asked again in a moment: a driverless printer says so while it prints for somebody else. */
export function isBusy(answer: Exchanged): boolean {
  return typeof answer !== 'string' && busy.includes(answer.status)
}

/** client-error-attributes-or-values-not-supported, client-error-conflicting-attributes: of a paper that it does not know. */
export function knowsNoSuchPaper({ status }: IppAnswer): boolean {
  return status === 0x040b || status === 0x040e
}

/** "successful-…" (RFC 8011 appendix B.1.2). */
export function isGood({ status }: IppAnswer): boolean {
  return status < 0x0100
}
