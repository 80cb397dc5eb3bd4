/** A screen is one file in the session and one in the renderer, found by the name of its step. */
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { steps } from '../../domain/contract/control/step.ts'
import { places } from '../../session/machine/advance.ts'
import { screens } from '../screens/support/fixtures.ts'

const ofVisit = steps.filter((step) => step !== 'attract')
const pageName = (step: string): string => `${step.charAt(0).toUpperCase()}${step.slice(1)}`

describe('Every step of a visit', () => {
  it('has one place in the session, under its own name', () => {
    expect(Object.keys(places).sort()).toEqual([...ofVisit].sort())
    for (const step of ofVisit) expect(places[step].at).toBe(step)
  })

  it('has one page in the renderer, under its own name, and there is no page without a step', () => {
    const pages = globSync('renderer/screens/places/*.svelte').map((path) => basename(path, '.svelte'))
    expect(pages.sort()).toEqual(ofVisit.map(pageName).sort())
  })

  // The page is found by its name, so that the compiler does not see whether it is the right one.
  it.each(ofVisit)('gives its page the screen that the page asks for: %s', (step) => {
    const page = readFileSync(`renderer/screens/places/${pageName(step)}.svelte`, 'utf8')
    const asked = [...page.matchAll(/ScreenOf<'(\w+)'>/g)].map(([, name]) => name)
    expect(asked).toEqual(page.includes('$props()') ? [step] : [])
  })

  // What has no view here is looked at by no test: no overprint, no mode, no language.
  it.each(ofVisit)('has a view at which the tests of the screens look: %s', (step) => {
    expect(Object.values(screens).filter((screen) => screen.step === step)).not.toEqual([])
  })
})
