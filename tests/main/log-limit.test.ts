import * as v from 'valibot'
import { expect, it } from 'vitest'
import { VisitId } from '../../domain/ids.ts'
import { limited, linesAVisit } from '../../main/log/limited.ts'
import type { LogEvent } from '../../main/log/log.ts'

const visit = v.parse(VisitId, '11111111-1111-4111-8111-111111111111')

function written() {
  const lines: LogEvent[] = []
  let now = 0
  const log = limited((event) => lines.push(event), { monotonic: () => now })
  return { log, lines, wait: (milliseconds: number) => (now += milliseconds) }
}

it('machine 14: 60,000 steps of one visit are 2,000 lines and one that says that there were more', () => {
  const { log, lines } = written()
  log('visitBegan', { visit })
  for (let i = 0; i < 60_000; i += 1) log('step', { step: 'terms', visit })
  for (let i = 0; i < 60_000; i += 1) log('painted', { step: 'terms' })
  expect(lines.filter((event) => event === 'step' || event === 'painted').length).toBe(linesAVisit)
  expect(lines.filter((event) => event === 'alarm').length).toBe(1)
})

it.each(['step', 'painted', 'help', 'sealRefused', 'notDurable', 'pairFailed', 'pairDied'] as const)(
  'machine 14: "%s" is one of the words that a pair may make main say',
  (event) => {
    const { log, lines } = written()
    for (let i = 0; i < 3 * linesAVisit; i += 1) log(event)
    expect(lines.length).toBe(linesAVisit + 1)
  },
)

it('machine 14: what main itself has to say is always written, and the next visit has its own lines', () => {
  const { log, lines } = written()
  for (let i = 0; i < 2 * linesAVisit; i += 1) log('step', { step: 'terms', visit })
  lines.length = 0
  for (const event of ['visitEnded', 'wiped', 'durable', 'delivery', 'outOfService', 'crashed'] as const) log(event)
  expect(lines.length).toBe(6)
  log('visitBegan', { visit })
  log('step', { step: 'terms', visit })
  expect(lines.at(-1)).toBe('step')
})

it('machine 14: a kiosk whose pairs fail for days goes on saying so', () => {
  const { log, lines, wait } = written()
  for (let i = 0; i < 2 * linesAVisit; i += 1) log('pairFailed')
  lines.length = 0
  wait(3_600_000)
  log('pairFailed')
  expect(lines).toEqual(['pairFailed'])
})
