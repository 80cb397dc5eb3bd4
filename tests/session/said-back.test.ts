/** The review says what will be signed, as the rules leave it of what was answered. */
import { describe, expect, it } from 'vitest'
import { childForm } from '../../central/published/content/child-form.ts'
import { readForm } from '../../domain/forms/form.ts'
import { languages } from '../../domain/language.ts'
import type { State } from '../../session/flow/state.ts'
import { saidBack } from '../../session/flow/words.ts'
import { toView } from '../../session/machine/to-view.ts'
import { atForm } from './support/at-form.ts'

const form = readForm(childForm)
if (form === null) throw new Error('the training form is a form')
const { of, context, state, tap } = atForm(form)
const answer = (linkId: string, ...values: readonly string[]) => ({ kind: 'answer', linkId, values })
const all = form.questions.find(({ linkId }) => linkId === 'scope')?.options.map(({ code }) => code) ?? []

/** At the review, after these answers about kinds and period. */
function reviewed(kinds: readonly string[], period: string): State {
  return tap(
    state,
    answer('authority', 'declared'),
    answer('scope', ...kinds),
    answer('purpose', 'look'),
    answer('period', period),
    answer('notify', 'none'),
  )
}

function screenOf(at: State) {
  const { screen } = toView(at, 0, context)
  if (screen.step !== 'review') throw new Error(`at ${screen.step}`)
  return screen
}

describe('The review', () => {
  it('says that all parts can be seen, up to the twelfth birthday', () => {
    const { said, rows } = screenOf(reviewed(all, 'whole'))
    const until = rows.find(({ linkId }) => linkId === 'until')?.value ?? ''
    expect(said).toMatch(/^U kunt straks alle onderdelen bekijken\. Dat kan tot en met .+\.$/)
    expect(said.toLowerCase()).toContain(until.replace('Tot en met ', '').toLowerCase().split(' ').at(-1))
  })

  it('says how many parts, and ends on the last day of half a year', () => {
    const { said, rows } = screenOf(reviewed(all.slice(0, 2), 'months6'))
    expect(said).toBe('U kunt straks 2 van de 6 onderdelen bekijken. Dat kan tot en met 22 mei 2027.')
    expect(rows.find(({ linkId }) => linkId === 'until')?.value).toContain('22 mei 2027')
  })

  it('says anew what a correction changes', () => {
    const before = reviewed(all, 'months6')
    const after = tap(before, { kind: 'edit', linkId: 'period' }, answer('period', 'year1'))
    expect(screenOf(after).said).toContain('22 november 2027')
    expect(screenOf(tap(after, { kind: 'edit', linkId: 'scope' }, answer('scope', 'letters'))).said).toContain(
      '1 van de 6',
    )
  })

  it('counts no part that the rules leave out, though it was chosen', () => {
    const narrowed = { ...of, decision: { ...of.decision, scope: ['appointments' as const] } }
    expect(saidBack(narrowed, all, 'nl')).toContain('1 van de 6')
  })

  it.each(languages)('says it in %s in sentences of at most twelve words', (language) => {
    const endless = {
      ...of,
      decision: { ...of.decision, end: { day: null, lastDay: null, reason: 'untilWithdrawn' as const } },
    }
    for (const said of [saidBack(of, ['letters'], language), saidBack(endless, undefined, language)])
      for (const sentence of said.split('. ')) expect(sentence.split(' ').length).toBeLessThanOrEqual(12)
  })
})
