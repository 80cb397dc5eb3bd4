/** The eleven test, and names as people write them. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBsn } from '../../domain/identity/bsn.ts'
import { initialsOf, initialsOfPerson } from '../../domain/identity/written-name.ts'

describe('a BSN', () => {
  it('passes the eleven test with nine digits, or eight and the zero that people leave out', () => {
    expect(readBsn('123456782')).toBe('123456782')
    expect(readBsn('999999990')).toBe('999999990')
    expect(readBsn('10000008')).toBe('010000008')
  })

  it('is refused when it fails the test, is all zeros or is no number', () => {
    for (const wrong of ['123456789', '000000000', '00000000', '1234567', '1234567820', '12345678a', ''])
      expect(readBsn(wrong)).toBeNull()
  })

  it('with one digit wrong is noticed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('123456782', '999990019'),
        fc.nat(8),
        fc.integer({ min: 1, max: 9 }),
        (bsn, at, by) => {
          const wrong = `${bsn.slice(0, at)}${String((Number(bsn[at]) + by) % 10)}${bsn.slice(at + 1)}`
          expect(readBsn(wrong)).toBeNull()
        },
      ),
    )
  })
})

describe('a name', () => {
  it('gives initials as people write them', () => {
    expect(initialsOf('Willeke Liselotte')).toBe('W.L.')
    expect(initialsOf('IJsbrand Anne-Marie')).toBe('IJ.A.M.')
    expect(initialsOf('Th.J. émile')).toBe('Th.J.É.')
    expect(initialsOf('')).toBe('')
    expect(initialsOfPerson({ given: '', family: 'Suharto' })).toBe('S.')
  })
})
