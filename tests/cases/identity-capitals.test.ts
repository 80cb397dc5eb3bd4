/** A register in capitals: a short first name is no row of initials. */
import { expect, it } from 'vitest'
import { compareGiven, isDecided } from '../../domain/identity/name/given.ts'
import { notCut } from '../../domain/identity/name/room.ts'

it.each([
  ['LEA', 'LARS ERIK ALBERT'],
  ['EVA', 'EMIEL VICTOR ANTON'],
  ['ANA', 'ADAM NICO ALBERT'],
  ['IDA', 'IVO DIRK ADAM'],
  ['BO', 'BAS OTTO'],
])('identity 1: %s is not simply %s, in capitals or not', (given, document) => {
  for (const family of ['JANSEN', 'Jansen'])
    expect(isDecided(compareGiven({ family, given: [given] }, { given: document, cut: notCut }).likeness)).toBe(false)
})

it('identity 1: a row of letters without a vowel still is one, and a name in capitals is itself', () => {
  const likeness = (family: string, given: string, document: string) =>
    compareGiven({ family, given: [given] }, { given: document, cut: notCut }).likeness
  expect(likeness('Jansen', 'JM', 'JAN MARIE')).toBe('initials')
  expect(isDecided(likeness('JANSEN', 'JM', 'JAN MARIE'))).toBe(false)
  expect(likeness('JANSEN', 'LEA', 'LEA')).toBe('same')
})
