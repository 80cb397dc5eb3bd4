import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { comparisons, everyCell, orderOf } from '../../domain/policy/narrow.ts'
import { unordered } from '../../domain/policy/unordered.ts'

const of = (path: string) => comparisons().filter((comparison) => comparison.path === path)

describe('the order of a cell, from wide to narrow', () => {
  it('is there for every value, or the reason why there is none is named', () => {
    const named = Object.keys(unordered)
    for (const { path, cell, order } of everyCell()) {
      const compared = new Set(
        of(path)
          .flatMap(({ wide, narrow }) => [wide, narrow])
          .flatMap(valueOf),
      )
      const options: readonly unknown[] = 'options' in cell && Array.isArray(cell.options) ? cell.options : []
      const left = options.filter((option) => typeof option === 'string' && !compared.has(option))
      const excused = named.filter((name) => name === path || name.startsWith(`${path}=`))
      if (order === 'none') {
        expect(excused, path).toEqual([path])
        expect(of(path), path).toEqual([])
      } else {
        expect(of(path).length, path).toBeGreaterThan(0)
        expect(excused, path).toEqual(left.map((option) => `${path}=${String(option)}`))
      }
    }
    const paths = everyCell().map(({ path }) => path)
    expect(named.filter((name) => !paths.includes(name.split('=')[0] ?? ''))).toEqual([])
    expect(Object.values(unordered).every((reason) => reason.length > 20)).toBe(true)
  })

  it('is never left out', () => {
    expect(() => orderOf(v.string())).toThrow('a cell without a description')
  })

  it('goes one step after another where the values are listed', () => {
    expect(of('policy.voluntary.route').map(({ wide, narrow }) => [wide, narrow])).toEqual([
      [
        { is: 'value', value: 'form' },
        { is: 'value', value: 'digidMachtigen' },
      ],
      [
        { is: 'value', value: 'digidMachtigen' },
        { is: 'value', value: 'refer' },
      ],
    ])
  })

  it('compares every number with every narrower one, and no term at all with any', () => {
    const number = { is: 'number' } as const
    expect(of('policy.voluntary.termYears')).toEqual([
      { path: 'policy.voluntary.termYears', wide: { is: 'value', value: null }, narrow: number, narrower: null },
      { path: 'policy.voluntary.termYears', wide: number, narrow: number, narrower: 'lower' },
    ])
    expect(of('policy.voluntary.granteeMinAge')).toEqual([
      { path: 'policy.voluntary.granteeMinAge', wide: number, narrow: number, narrower: 'higher' },
    ])
    expect(of('policy.representative.courtTerm')).toEqual([
      {
        path: 'policy.representative.courtTerm',
        wide: { is: 'value', value: { kind: 'rulingEnd' } },
        narrow: { is: 'years' },
        narrower: null,
      },
      { path: 'policy.representative.courtTerm', wide: { is: 'years' }, narrow: { is: 'years' }, narrower: 'lower' },
    ])
  })

  it('compares a set with any part of it, and pairs as they are named', () => {
    expect(of('policy.scope.child')).toEqual([
      { path: 'policy.scope.child', wide: { is: 'set' }, narrow: { is: 'set' }, narrower: null },
    ])
    expect(of('policy.authority.parentEvidence').map(({ wide, narrow }) => [wide, narrow].flatMap(valueOf))).toEqual([
      ['either', 'extract'],
      ['either', 'brp'],
    ])
    expect(of('policy.authority.guardianEvidence').map(({ wide, narrow }) => [wide, narrow].flatMap(valueOf))).toEqual([
      ['either', 'extract'],
    ])
  })
})

const valueOf = (side: { readonly is: string; readonly value?: unknown }): readonly unknown[] =>
  side.is === 'value' ? [side.value] : []
