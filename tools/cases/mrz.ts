/** Lines of a machine-readable zone: {lines, day, expect}. */
import * as v from 'valibot'
import { readMrz } from '../../domain/identity/mrz.ts'
import { CalendarDay } from '../../domain/ids.ts'
import type { Kind } from './kind.ts'

const Case = v.object({ lines: v.union([v.string(), v.array(v.string())]), day: CalendarDay })

export const mrz: Kind = {
  name: 'mrz',
  answer(given) {
    const { lines, day } = v.parse(Case, given)
    const text = typeof lines === 'string' ? lines : lines.join('\n')
    return readMrz({ text, overflow: false, today: day })
  },
}
