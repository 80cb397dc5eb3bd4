/** Runs its share of the tasks and says what it found. */
import { parentPort, workerData } from 'node:worker_threads'
import * as v from 'valibot'
import { CalendarDay } from '../../domain/ids.ts'
import { prove, type Task } from './prove.ts'

const Data = v.object({ today: CalendarDay, held: v.record(v.string(), v.unknown()), counted: v.boolean() })

parentPort?.on('message', (message: unknown) => {
  const task: Task = v.parse(Data, message)
  parentPort?.postMessage({ task, result: prove(task) })
})
parentPort?.postMessage({ ready: workerData === null })
