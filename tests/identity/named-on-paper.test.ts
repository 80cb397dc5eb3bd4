/** Whom a paper names: birth date and given name, so that twins are told apart and a typing error is no other person. */
import { describe, expect, it } from 'vitest'
import { namedOnPaper } from '../../domain/identity/same-person.ts'
import { day } from '../rules/sample.ts'

const born = day('2019-09-04')
const on = (record: { given: string; birthDate?: string | null; family?: string }, given: string, birthDate = born) =>
  namedOnPaper({ birthDate: born, family: 'de Vries', ...record }, { given, birthDate })

describe('A paper and the bound patient', () => {
  it.each([
    ['Noor', 'Noor'],
    ['Noor', 'NOOR'],
    ['Noor Sophie', 'Noor'],
    ['Noor', 'Noor Sophie'],
    ['Chloë', 'Chloe'],
    ['Jan-Willem', 'Jan Willem'],
    ['Søren', 'Soeren'],
  ])('names the same person: %s in the record, %s on the paper', (given, typed) => {
    expect(on({ given }, typed).answer).toBe('same')
  })

  it('tells twins apart, whatever else they share', () => {
    expect(on({ given: 'Noor' }, 'Saar')).toEqual({ answer: 'different', reasons: ['givenDiffers'] })
    expect(on({ given: 'Sophie Noor' }, 'Noor').answer).toBe('different')
    expect(on({ given: 'Anna Maria' }, 'Anne').answer).not.toBe('same')
    expect(on({ given: 'Mohamed Ali' }, 'Mohamed Amin').answer).not.toBe('same')
  })

  it.each([
    ['an initial would fit a twin', 'N.', 'Noor', 'givenInitials'],
    ['a beginning is not the name', 'Janneke', 'Jan', 'givenLetter'],
    ['another order', 'Sophie Noor', 'Noor Sophie', 'givenLater'],
    ['no given name in the record', '', 'Noor', 'givenNone'],
    ['another script', 'Нур', 'Noor', 'givenScript'],
    ['a letter that no table spells', 'Nɔor', 'Nor', 'givenSpelling'],
  ] as const)('leaves to the clerk: %s', (_, given, typed, reason) => {
    const { answer, reasons } = on({ given }, typed)
    expect(answer).toBe('doubt')
    expect(reasons).toContain(reason)
  })

  it('is somebody else on another day, and in doubt while the record has no whole day', () => {
    expect(on({ given: 'Noor' }, 'Noor', day('2019-09-05')).answer).toBe('different')
    expect(on({ given: 'Noor', birthDate: '2019' }, 'Noor').answer).toBe('doubt')
    expect(on({ given: 'Noor', birthDate: null }, 'Noor').answer).toBe('doubt')
    expect(on({ given: 'Noor', birthDate: '2018' }, 'Noor').answer).toBe('different')
    expect(on({ given: 'Noor', birthDate: '2019' }, 'Saar').answer).toBe('different')
  })

  it('does not ask for the family name: parents and papers have another one often enough', () => {
    expect(on({ given: 'Noor', family: 'Yılmaz-de Vries' }, 'Noor').answer).toBe('same')
  })
})
