/** What is counted, and that too much of it is seen. */
import { expect, test } from 'vitest'
import * as v from 'valibot'
import { View } from '../../domain/contract/messages/channel.ts'
import { viewOf, type FixtureName } from '../screens/support/fixtures.ts'
import { figuresOf, tableOf } from './figures.ts'
import type { Photo } from './photograph.ts'

const photo = (name: FixtureName, read: Partial<Photo['read']> = {}, person = 1): Photo => ({
  journey: 'walk',
  language: 'nl',
  visit: 1,
  person,
  view: v.parse(View, viewOf(name, 1)),
  read: { title: '', messages: [], others: [], ...read },
  wrong: [],
  file: '',
})

test('each person’s screens and decisions are counted apart', () => {
  const shown = [
    photo('other-here'),
    photo('question-cards'),
    photo('review'),
    photo('hand-over'),
    photo('review', {}, 2),
  ]
  expect(figuresOf(shown)).toMatchObject([
    { who: 'walk 1.1', screens: 4, decisions: 2 },
    { who: 'walk 1.2', screens: 1, decisions: 0 },
  ])
})

test('only sentences count as sentences, so that short labels hide no long one', () => {
  const long = 'Dit is een zin van precies dertien woorden die eigenlijk te lang is.'
  const [one] = figuresOf([photo('review', { title: 'Klopt dit?', messages: [long], others: ['Ja', 'Nee', 'Wijzig'] })])
  expect(one?.words).toBe((2 + 13) / 2)
})

test('the fullest screen is named, and what is over its target is marked', () => {
  const figures = figuresOf([
    photo('review', { messages: ['Een.', 'Twee.'] }),
    photo('terms', { messages: ['1', '2', '3', '4'] }),
  ])
  expect(figures).toMatchObject([{ messages: 4, fullest: 'terms' }])
  expect(tableOf(figures)).toContain('4 (terms) !')
})
