/** Runs the tasks that it is given, one after another, and says what it found and the processor seconds it took. */
import { parentPort } from 'node:worker_threads'
import * as v from 'valibot'
import { CalendarDay } from '../../domain/ids.ts'
import { relations } from '../../domain/rules/basis/relations.ts'
import { narrowing, type Narrowed } from './narrowing.ts'
import { prove, type Result, type Task } from './prove.ts'

const Prove = v.object({ today: CalendarDay, held: v.record(v.string(), v.unknown()), counted: v.boolean() })
const Narrow = v.object({ today: CalendarDay, narrow: v.picklist(relations) })
const Message = v.union([Narrow, Prove])
export type Message = v.InferOutput<typeof Message>

/** The answer to one message; `seconds` of this thread's processor. */
export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'proved'; readonly task: Task; readonly result: Result; readonly seconds: number }
  | { readonly kind: 'narrowed'; readonly relation: string; readonly narrowed: Narrowed; readonly seconds: number }

const say = (answer: Answer) => parentPort?.postMessage(answer)

parentPort?.on('message', (raw: unknown) => {
  const message = v.parse(Message, raw)
  const before = process.threadCpuUsage()
  const seconds = () => {
    const { user, system } = process.threadCpuUsage(before)
    return (user + system) / 1e6
  }
  if ('narrow' in message) {
    const narrowed = narrowing(message.today, message.narrow)
    say({ kind: 'narrowed', relation: message.narrow, narrowed, seconds: seconds() })
  } else {
    const result = prove(message)
    say({ kind: 'proved', task: message, result, seconds: seconds() })
  }
})
say({ kind: 'ready' })
