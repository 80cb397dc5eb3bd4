/**
 * A document from this process's memory to a printer: Print-Job with the document in the HTTP body, then wait for the
 * job's end and have it removed (RFC 8011). No file is written here, main never sees it, and titles say nothing.
 */
import type { Printer } from '../../domain/contract/device/printer.ts'
import { askedOfPrinter, conditionOf, isBusy, isGood, knowsNoSuchPaper } from './condition.ts'
import type { PrintProblem } from './condition.ts'
import { exchange } from './exchange.ts'
import type { Exchanged } from './exchange.ts'
import { nearestMedia } from './media.ts'
import { operations } from './message.ts'
import type { Attribute } from './message.ts'

export interface PrintRequest {
  readonly printer: Printer
  /** The name under which this kiosk's jobs stand; says nothing of a visitor. */
  readonly owner: string
  readonly pdf: Uint8Array
  /** PWG 5101.1 name of the paper, "iso_a4_210x297mm" or "custom_receipt_80x190mm". */
  readonly media: string
  /** Milliseconds until there is an answer: paper has come out, or the job was taken back, or nobody can say. */
  readonly patience: number
}

/** Milliseconds between two questions about a job, and for one question. */
const pause = 250
const question = 3000
/** Milliseconds kept at the end for taking a job back, and needed before that for handing one over. */
const forCancelling = 2000
const forSending = 500

/** Values of job-state (RFC 8011 section 5.3.7). */
const jobState = { canceled: 7, aborted: 8, completed: 9 } as const
/** client-error-not-found: the printer has forgotten the job. server-error-operation-not-supported. */
const notFound = 0x0406
const notSupported = 0x0501
/** Of our own jobs at most: a kiosk leaves one behind when it is killed. */
const mostJobs = 100
/** How often it is looked again whether they are gone. */
const mostLooks = 12

/** A job under way. `left`: milliseconds until the answer must be there; no question may wait longer. */
interface Talk extends Pick<PrintRequest, 'printer' | 'owner'> {
  readonly left: () => number
}

/** Null when the printer is done with it. Whatever the outcome, no job of ours is left where that can be had. */
export async function print(request: PrintRequest): Promise<PrintProblem | null> {
  const { printer, owner: name } = request
  const end = performance.now() + request.patience
  const talk: Talk = { printer, owner: name, left: () => end - performance.now() }
  const said = await unlessBusy(talk, () => askPrinter(printer, toPrint(talk)))
  if (isBusy(said)) return 'printerSlow'
  const condition = conditionOf(said)
  if (condition !== null) return condition
  // A printer that took all the time to say how it is gets no document that nobody could take back any more.
  if (talk.left() < forSending + forCancelling) return 'printerSlow'
  let answer = await unlessBusy(talk, () => send(talk, { ...request, media: request.media }))
  if (typeof answer !== 'string' && knowsNoSuchPaper(answer) && talk.left() > forSending + forCancelling) {
    const named = typeof said === 'string' ? [] : ['media-ready', 'media-supported'].flatMap((key) => said.values.get(key) ?? []) // prettier-ignore
    const media = nearestMedia(request.media, named)
    answer = await unlessBusy(talk, () => send(talk, { ...request, media }))
  }
  if (isBusy(answer)) return 'printerSlow'
  if (answer === 'strange') return 'printerRefused'
  // The line broke while the document was on it: whether there is a job now, only the printer knows.
  if (answer === 'away' || answer === 'late') return (await removeAll(talk)) ? 'printerOffline' : 'printUncertain'
  const job = answer.values.get('job-id')?.[0]
  if (!isGood(answer) || typeof job !== 'number') return 'printerRefused'
  return await follow(talk, job)
}

/** Asks again while the printer is busy with somebody else's paper and there is time to wait. */
async function unlessBusy(talk: Talk, ask: () => Promise<Exchanged>): Promise<Exchanged> {
  for (;;) {
    const answer = await ask()
    if (!isBusy(answer) || talk.left() < forSending + forCancelling + pause) return answer
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

/** Print-Job. `media` null: on whatever paper the printer has. */
function send(
  talk: Talk,
  { printer, pdf, media, patience }: Omit<PrintRequest, 'media'> & { readonly media: string | null },
): Promise<Exchanged> {
  return exchange(printer, {
    operation: operations.printJob,
    requestId: 2,
    attributes: [
      uri(printer),
      owner(talk),
      { name: 'job-name', type: 'name', values: ['Balie'] },
      { name: 'ipp-attribute-fidelity', type: 'boolean', values: [false] },
      { name: 'document-format', type: 'mime', values: ['application/pdf'] },
    ],
    job: [
      { name: 'copies', type: 'integer', values: [1] },
      ...(media === null ? [] : [{ name: 'media', type: 'keyword', values: [media] } as const]),
      { name: 'sides', type: 'keyword', values: ['one-sided'] },
      { name: 'print-color-mode', type: 'keyword', values: ['monochrome'] },
      { name: 'print-scaling', type: 'keyword', values: ['none'] },
      // CUPS gives a job up by itself if nobody is left to do it: this process may be killed at any moment.
      { name: 'job-cancel-after', type: 'integer', values: [Math.max(1, Math.ceil(patience / 1000))] },
    ],
    document: pdf,
    patience: talk.left() - forCancelling,
  })
}

/** For one question before the time that is kept for taking a job back. */
const toPrint = ({ left }: Talk): number => Math.min(question, left() - forCancelling)

/** For one question of so many that are left to ask. */
const share = ({ left }: Talk, questions: number): number => Math.min(question, left() / questions)

/** Our own time ended in the middle of the question, so its silence says nothing about the printer. */
const cutShort = (answer: Exchanged, patience: number): boolean => answer === 'late' && patience < question

/** Waits for a job's end; takes it back when the printer cannot go on or time is up. */
async function follow(talk: Talk, job: number): Promise<PrintProblem | null> {
  while (talk.left() > forCancelling) {
    const forState = toPrint(talk)
    const said = await askJob(talk, job, forState)
    if (cutShort(said, forState)) break
    const state = stateOf(said)
    if (state === 'forgotten') return 'printUnconfirmed'
    if (state === 'completed' || state === 'aborted') {
      await remove(talk, job, share(talk, 1))
      return state === 'completed' ? null : 'printerRefused'
    }
    const forCondition = toPrint(talk)
    if (forCondition <= 0) break
    const condition = state === 'away' ? said : await askPrinter(talk.printer, forCondition)
    if (cutShort(condition, forCondition)) break
    const problem = state === 'away' ? 'printerOffline' : conditionOf(condition)
    if (problem !== null) return await takeBack(talk, job, problem)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  return await takeBack(talk, job, 'printerSlow')
}

/** Cancels a job and asks once more: only what the printer says is gone is called gone. */
async function takeBack(talk: Talk, job: number, problem: PrintProblem): Promise<PrintProblem | null> {
  const before = stateOf(await askJob(talk, job, share(talk, 3)))
  if (before === 'forgotten') return 'printUnconfirmed'
  const removed = await remove(talk, job, share(talk, 2))
  if (before === 'completed') return null
  const after = stateOf(await askJob(talk, job, share(talk, 1)))
  if (after === 'completed') return null
  // Gone because it was taken back, or because it came out and was then forgotten: known only from one that was seen waiting.
  if (after === 'forgotten' && (before !== 'running' || !removed)) return 'printUnconfirmed'
  return after === 'away' || after === 'running' ? 'printUncertain' : problem
}

/** A job that the printer no longer knows is over; how it ended, nobody can say any more. */
function stateOf(answer: Exchanged): 'running' | 'completed' | 'aborted' | 'forgotten' | 'away' {
  if (typeof answer === 'string') return 'away'
  if (answer.status === notFound) return 'forgotten'
  const state = answer.values.get('job-state')?.[0]
  if (state === jobState.completed) return 'completed'
  return state === jobState.canceled || state === jobState.aborted ? 'aborted' : 'running'
}

function askPrinter(printer: Printer, patience: number): Promise<Exchanged> {
  return exchange(printer, {
    operation: operations.getPrinterAttributes,
    requestId: 1,
    attributes: [uri(printer), { name: 'requested-attributes', type: 'keyword', values: askedOfPrinter }],
    patience,
  })
}

function askJob(talk: Talk, job: number, patience: number): Promise<Exchanged> {
  return exchange(talk.printer, {
    operation: operations.getJobAttributes,
    requestId: 3,
    attributes: [
      uri(talk.printer),
      { name: 'job-id', type: 'integer', values: [job] },
      owner(talk),
      { name: 'requested-attributes', type: 'keyword', values: ['job-state'] },
    ],
    patience,
  })
}

/**
 * Cancels what still runs, and lets CUPS forget document and job also when it is done (its `purge-job`). Whether the
 * printer says that it did.
 */
async function remove(talk: Talk, job: number, patience: number): Promise<boolean> {
  const answer = await exchange(talk.printer, {
    operation: operations.cancelJob,
    requestId: 4,
    attributes: [
      uri(talk.printer),
      { name: 'job-id', type: 'integer', values: [job] },
      owner(talk),
      { name: 'purge-job', type: 'boolean', values: [true] },
    ],
    patience,
  })
  return typeof answer !== 'string' && isGood(answer)
}

/**
 * Removes every job of this kiosk, also finished ones: for a session that was killed while it printed. Each is asked for,
 * cancelled with purge, and looked for again: CUPS answers "ok" to Cancel-My-Jobs with purge and keeps what is finished.
 * True only where the printer was seen to hold none.
 */
export async function removeAll({
  printer,
  owner: name,
  left = () => question,
}: Pick<PrintRequest, 'printer' | 'owner'> & Partial<Talk>): Promise<boolean> {
  const talk: Talk = { printer, owner: name, left }
  // A job that still runs is gone a moment after it was cancelled.
  for (let looks = 0; looks < mostLooks && left() > 0; looks++) {
    const held = await ownJobs(talk)
    if (held === 'unsupported') return await removeUnseen(talk)
    if (held === null) return false
    if (held.length === 0) return true
    for (const job of held) await remove(talk, job, Math.min(question, left()))
    if (looks > 0) await new Promise((resolve) => setTimeout(resolve, pause))
  }
  return false
}

/** Numbers of our jobs, waiting or done; null where the printer does not say, "unsupported" where it lists none to anybody. */
async function ownJobs(talk: Talk): Promise<readonly number[] | 'unsupported' | null> {
  const all: number[] = []
  for (const which of ['not-completed', 'completed'] as const) {
    const answer = await exchange(talk.printer, {
      operation: operations.getJobs,
      requestId: 6,
      attributes: [
        uri(talk.printer),
        owner(talk),
        { name: 'limit', type: 'integer', values: [mostJobs] },
        { name: 'requested-attributes', type: 'keyword', values: ['job-id', 'job-originating-user-name'] },
        { name: 'which-jobs', type: 'keyword', values: [which] },
        { name: 'my-jobs', type: 'boolean', values: [true] },
      ],
      patience: Math.min(question, talk.left()),
    })
    if (typeof answer === 'string') return null
    if (answer.status === notSupported) return 'unsupported'
    // A printer that keeps nothing once it is done need not know the word for it.
    if (!isGood(answer)) {
      if (which === 'completed' && (answer.status === notFound || answer.status === 0x040b)) continue
      return answer.status === notFound ? [] : null
    }
    const jobs = (answer.values.get('job-id') ?? []).filter((one) => typeof one === 'number')
    const users = answer.values.get('job-originating-user-name') ?? []
    // Where each job says whose it is, only ours are: some printers show everybody everything.
    all.push(...jobs.filter((_, i) => users.length !== jobs.length || users[i] === talk.owner))
  }
  return all
}

/** A printer without a list of jobs is asked to forget ours, and believed. */
async function removeUnseen(talk: Talk): Promise<boolean> {
  const answer = await exchange(talk.printer, {
    operation: operations.cancelMyJobs,
    requestId: 5,
    attributes: [uri(talk.printer), owner(talk), { name: 'purge-jobs', type: 'boolean', values: [true] }],
    patience: Math.min(question, talk.left()),
  })
  return typeof answer !== 'string' && isGood(answer)
}

const uri = (printer: Printer): Attribute => ({ name: 'printer-uri', type: 'uri', values: [printer.address] })
const owner = ({ owner: name }: Pick<PrintRequest, 'owner'>): Attribute => ({
  name: 'requesting-user-name',
  type: 'name',
  values: [name],
})
