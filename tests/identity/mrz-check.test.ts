import { describe, expect, test } from 'vitest'
import { mrzMistake } from '../../domain/contract/messages/mrz-check.ts'
import { readMrz } from '../../domain/identity/mrz.ts'
import * as v from 'valibot'
import { CalendarDay } from '../../domain/ids.ts'

const card = ['I<NLDSPECI20142999999990<<<<<8', '6503101F2403096NLD<<<<<<<<<<<8', 'DE<BRUIJN<<WILLEKE<LISELOTTE<<']
const passport = ['P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE<<<<<<<<<<<', 'SPECI20142NLD6503101F2403096999999990<<<<<84']
const today = v.parse(CalendarDay, '2024-01-01')

describe('screens 9: the place of a mistake', () => {
  test('is none where all digits hold, and where the lines are not whole', () => {
    for (const lines of [card, passport, [], ['I<NLD'], passport.slice(1)]) expect(mrzMistake(lines)).toBeNull()
  })

  test.each([
    [card, 0, 9, { part: 'number', line: 1, from: 5, to: 15 }],
    [card, 0, 14, { part: 'number', line: 1, from: 5, to: 15 }],
    [card, 1, 2, { part: 'birthDate', line: 2, from: 0, to: 7 }],
    [card, 1, 9, { part: 'expiry', line: 2, from: 8, to: 15 }],
    [card, 0, 16, { part: 'line', line: 2, from: 0, to: 30 }],
    [passport, 1, 3, { part: 'number', line: 2, from: 0, to: 10 }],
    [passport, 1, 14, { part: 'birthDate', line: 2, from: 13, to: 20 }],
    [passport, 1, 22, { part: 'expiry', line: 2, from: 21, to: 28 }],
    [passport, 1, 29, { part: 'personal', line: 2, from: 28, to: 43 }],
    [passport, 1, 43, { part: 'line', line: 2, from: 0, to: 44 }],
  ] as const)('%# is where a sign was changed', (lines, line, at, mistake) => {
    const other = lines[line]?.charAt(at) === '4' ? '7' : '4'
    const changed = lines.map((text, index) => (index === line ? text.slice(0, at) + other + text.slice(at + 1) : text))
    expect(mrzMistake(changed)).toEqual(mistake)
  })

  test('is never found in lines that the reading takes, and every changed digit that it refuses is told', () => {
    for (const lines of [card, passport]) {
      expect(readMrz({ text: lines.join('\n'), overflow: false, today }).ok).toBe(true)
      lines.forEach((text, line) =>
        [...text].forEach((sign, at) => {
          const changed = lines.map((one, index) =>
            index === line ? text.slice(0, at) + (sign === '4' ? '7' : '4') + text.slice(at + 1) : one,
          )
          const read = readMrz({ text: changed.join('\n'), overflow: false, today })
          if (read.ok) expect(mrzMistake(changed)).toBeNull()
        }),
      )
    }
  })
})
