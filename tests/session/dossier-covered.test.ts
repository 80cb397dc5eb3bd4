/** What is covered is not put into words: neither for the eye of a passer-by nor at the cost of who waits. */
import { expect, test } from 'vitest'
import type { Dossier } from '../../domain/dossier/dossier.ts'
import { linesOf } from '../../session/flow/dossier-lines.ts'

function dossierOf(said: string[]): Dossier {
  const line = {
    subject: 'documents',
    group: 'current',
    state: null,
    source: 'dr. A. de Wit',
    order: null,
    get title() {
      said.push('title')
      return 'Brief'
    },
    get time() {
      said.push('time')
      return '3 maart 2026'
    },
    get details() {
      said.push('details')
      return [{ label: null, text: 'De uitslag is goed.' }]
    },
  } as const
  return {
    groups: [{ subject: 'documents', group: 'current', heading: '', lines: [line] }],
    leftOut: [],
    references: new Map(),
  }
}

test('no word of a covered entry is made', () => {
  const said: string[] = []
  expect(linesOf(dossierOf(said), 'documents', new Set())).toHaveLength(2)
  expect(said).toEqual([])
})

test('an open entry has its title, its time and its facts', () => {
  const lines = linesOf(dossierOf([]), 'documents', new Set(['documents-1']))
  expect(lines).toMatchObject([
    { kind: 'group' },
    { kind: 'row', open: { title: 'Brief', time: '3 maart 2026' } },
    { kind: 'fact', title: 'Brief', text: 'De uitslag is goed.' },
  ])
})
