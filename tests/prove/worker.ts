/** Runs its share of the tasks and says what it found. */
import { parentPort, workerData } from 'node:worker_threads'
import * as v from 'valibot'
import { CalendarDay } from '../../domain/ids.ts'
import { relations } from '../../domain/rules/relations.ts'
import { narrowing } from './narrowing.ts'
import { prove, type Task } from './prove.ts'

const Data = v.object({ today: CalendarDay, held: v.record(v.string(), v.unknown()), counted: v.boolean() })

const Narrow = v.object({ today: CalendarDay, narrow: v.picklist(relations) })

parentPort?.on('message', (message: unknown) => {
  const narrow = v.safeParse(Narrow, message)
  if (narrow.success) {
    const found = narrowing(narrow.output.today, narrow.output.narrow)
    parentPort?.postMessage({ narrowed: narrow.output.narrow, ...found })
    return
  }
  const task: Task = v.parse(Data, message)
  parentPort?.postMessage({ task, result: prove(task) })
})
parentPort?.postMessage({ ready: workerData === null })
