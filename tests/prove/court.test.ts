import { expect, it } from 'vitest'
import { day } from '../rules/sample.ts'
import { proveCourt } from './court.ts'

const today = day('2028-02-29')

it('no lower step and no presumed capacity beside a curatele or mentorship that a ruling shows, but for what it leaves', () => {
  expect(proveCourt(today)).toEqual({ leaves: 21, broken: null })
})

it('goes red when a ruling about somebody else counts, or one that is over', () => {
  expect(
    proveCourt(today, ({ facts }) => (facts.evidence.ruling === null ? 'nothing' : 'everything')).broken,
  ).not.toBeNull()
})
